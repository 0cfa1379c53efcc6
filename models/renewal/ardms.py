"""ARDMS: three calendar years, attested each year, audited after their end."""

import datetime as dt
from collections.abc import Collection

from models.renewal.arrt import Standing
from models.renewal.education import Cycle, Need

YEARS = 3
DECEMBER, LAST_OF_DECEMBER = 12, 31
MSK = "musculoskeletal"
MUSCULOSKELETAL_SONOGRAPHER = "ARDMS(RMSKS)"
AUDIT_DUE = (4, 30)
"""Month and day by which an audited person's documents are in."""


def triennium(earned: dt.date, date: dt.date | None = None) -> Cycle:
    """CR-05: the first period is the rest of the year in which one registered and three calendar years.

    After it each period is three calendar years; `date` chooses which, the first when absent.
    Source: ardms.org, CME requirements.
    """
    end = earned.year + YEARS
    if date is None or date.year <= end:
        return Cycle(start=earned, end=dt.date(end, DECEMBER, LAST_OF_DECEMBER))
    end += -(-(date.year - end) // YEARS) * YEARS
    return Cycle(start=dt.date(end - YEARS + 1, 1, 1), end=dt.date(end, DECEMBER, LAST_OF_DECEMBER))


def need(held: Collection[str], *, new_in_period: bool = False) -> Need:
    """CR-05: 30 credits, 10 of them musculoskeletal for its holders; a new credential or specialty waives 15."""
    about = {MSK: 10.0} if MUSCULOSKELETAL_SONOGRAPHER in held else {}
    return Need(total=15 if new_in_period else 30, by_subject=about)


def audited(cycle: Cycle, *, documents_on: dt.date | None) -> Standing:
    """CR-05: documents of an audit are in by 30 April after the period, or the registration is revoked."""
    due = dt.date(cycle.end.year + 1, *AUDIT_DUE)
    return Standing.ACTIVE if documents_on is not None and documents_on <= due else Standing.REVOKED
