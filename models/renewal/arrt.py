"""ARRT: annual renewal, the biennium of continuing education, and continuing qualifications.

There are two dates, and both have to hold: registration is renewed by the last day of the birth month, while credits
count to the last day of the month before it.
"""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from models.renewal.education import Cycle, Need
from models.renewal.months import DAY, month_end, month_start, years_later

WINDOW = 2
"""Months by which the renewal window opens before the birth month."""
BIENNIUM = 2
TIME_LIMITED_FROM = dt.date(2011, 1, 1)
CQR_YEARS = 10
CQR_SPAN = 3
"""Years that the steps of a CQR take: profile, self-assessment, prescribed education."""
PROBATION_MONTHS = 6
SONOGRAPHY, CPR = "sonography", "advanced CPR"
DIAGNOSTIC_MEDICAL_SONOGRAPHY = "ARRT(S)"
RADIOLOGIST_ASSISTANT = "ARRT(RRA)"


class Window(NamedTuple):
    """When something may be done first, and by when it has to be done."""

    opens: dt.date
    due: dt.date


class Standing(StrEnum):
    """What a registry says of somebody; the first two are registered."""

    ACTIVE = "active"
    CE_PROBATION = "ce_probation"
    DISCONTINUED = "discontinued"
    REVOKED = "revoked"

    @property
    def registered(self) -> bool:
        """Whether the credential is held; a department may still refuse the second."""
        return self in {Standing.ACTIVE, Standing.CE_PROBATION}


def renewal(birth_month: int, year: int) -> Window:
    """CR-01: opens two months before the birth month, due on its last day. Source: arrt.org, annual renewal FAQ."""
    return Window(month_start(year, birth_month - WINDOW), month_end(year, birth_month))


def biennium(birth_month: int, year: int) -> Cycle:
    """CR-02: from the first day of the birth month in `year` to the last day of the month before it two years on.

    Source: arrt.org, continuing education requirements.
    """
    return Cycle(start=month_start(year, birth_month), end=month_end(year + BIENNIUM, birth_month - 1))


def biennium_on(birth_month: int, first_year: int, date: dt.date) -> Cycle:
    """The biennium that a date lies in, when one of them begins in `first_year`."""
    begun = date.year if date >= month_start(date.year, birth_month) else date.year - 1
    return biennium(birth_month, begun - (begun - first_year) % BIENNIUM)


def need(held: Collection[str]) -> Need:
    """CR-02: 24 credits however many credentials are held, 50 for radiologist assistants.

    Holders of Sonography earn 16 of them about sonography; one course of advanced CPR counts, up to 6 credits.
    """
    about = {SONOGRAPHY: 16.0} if DIAGNOSTIC_MEDICAL_SONOGRAPHY in held else {}
    return Need(total=50 if RADIOLOGIST_ASSISTANT in held else 24, by_subject=about, most_by_subject={CPR: 6})


def cqr(earned: dt.date) -> Window | None:
    """CR-03: ten years for credentials earned from 2011 on, the steps begin three years before; older ones are exempt.

    Source: arrt.org, continuing qualifications requirements.
    """
    if earned < TIME_LIMITED_FROM:
        return None
    due = years_later(earned, CQR_YEARS)
    return Window(years_later(due, -CQR_SPAN), due)


def standing(date: dt.date, *, renewed_to: dt.date, cycle: Cycle, complete: bool) -> Standing:
    """CR-04: registered while both dates hold; credits missing at the cycle's end give six months of probation.

    `complete` says whether the credits of the cycle were reported. Source of the six months: general knowledge.
    """
    if date > renewed_to:
        return Standing.DISCONTINUED
    if complete or date <= cycle.end:
        return Standing.ACTIVE
    after = cycle.end + DAY
    probation = month_end(after.year, after.month + PROBATION_MONTHS - 1)
    return Standing.CE_PROBATION if date <= probation else Standing.DISCONTINUED
