"""When the horizon lies, and which of its days are holidays."""

import datetime as dt

import holidays as calendars

from api.generate.reference import Reference
from models.calendar import Horizon, Weekday
from models.errors import InputError

DEFAULT_START = dt.date(2027, 1, 3)
"""A Sunday. Fixed rather than reckoned from today, so that a seed gives the same department on any day."""
FIRST_YEAR, LAST_YEAR = 2010, 2090


def horizon_of(start: dt.date, book: Reference) -> Horizon:
    """One schedule block from a Sunday on, the holidays of the weeks before it and the day after it included.

    Raises `InputError` for another weekday: workweeks and pay periods begin on Sundays.
    """
    if start.weekday() != Weekday.SUN.number:
        sunday = start - dt.timedelta(days=(start.weekday() + 1) % 7)
        raise InputError("start", f"{start} is a {start:%A}; a block begins on a Sunday.", f"Maybe use {sunday}.")
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise InputError("start", f"{start} is out of range.", f"Use a year from {FIRST_YEAR} to {LAST_YEAR}.")
    days = book.meta.schedule_block_days
    first, last = start - dt.timedelta(days=days), start + dt.timedelta(days=days)
    return Horizon(
        start=start,
        days=days,
        zone=book.meta.timezone,
        week_start=Weekday.SUN,
        pay_period_days=book.meta.pay_period_days,
        pay_period_anchor=start,
        holidays=tuple(named_holidays(first, last, book)),
    )


def named_holidays(first: dt.date, last: dt.date, book: Reference) -> dict[dt.date, str]:
    """The department's holidays from `first` to `last`, on their own dates, by the document's names."""
    years = range(first.year, last.year + 1)
    found: dict[dt.date, str] = {}
    for date, name in sorted(calendars.country_holidays("US", years=years, observed=False).items()):
        listed = [own for own in book.holidays if name.startswith(own)]
        if listed and first <= date <= last:
            found[date] = listed[0]
    return found
