"""NMTCB: two years to the month before the birth month, in odd or even years by the year of certification."""

import datetime as dt

from models.renewal.education import Cycle, Need, every_two_years
from models.renewal.months import month_end

YEARS = 2
NEED = Need(total=24)
"""CR-06: hours in a cycle. Source: nmtcb.org, continuing education FAQ."""


def cycle_on(birth_month: int, certified: int, date: dt.date) -> Cycle:
    """CR-06: the cycle that a date lies in; it ends in years of the same parity as the year of certification.

    Born in January means an end on 31 December of such a year. Source: nmtcb.org, continuing education FAQ.
    """
    ends_in = 12 if birth_month == 1 else birth_month - 1
    year = date.year + (date.year - certified) % YEARS
    end = month_end(year, ends_in)
    if end < date:
        end = month_end(year + YEARS, ends_in)
    return every_two_years(end, month_end(end.year - YEARS, ends_in))
