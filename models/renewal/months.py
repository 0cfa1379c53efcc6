"""Months and quarters of the calendar, which registries count in."""

import calendar
import datetime as dt

MONTHS = 12
QUARTER = 3
DAY = dt.timedelta(days=1)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month; months before January and after December lie in the years around it."""
    years, number = divmod(month - 1, MONTHS)
    return dt.date(year + years, number + 1, calendar.monthrange(year + years, number + 1)[1])


def month_start(year: int, month: int) -> dt.date:
    """The first day of a month, counted in the same way."""
    return month_end(year, month).replace(day=1)


def years_later(date: dt.date, years: int) -> dt.date:
    """The same day so many years later, or earlier when negative; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(date.year + years, date.month)[1]
    return date.replace(year=date.year + years, day=min(date.day, last))


def quarter_end(date: dt.date) -> dt.date:
    """The last day of the calendar quarter that a date lies in."""
    return month_end(date.year, -(-date.month // QUARTER) * QUARTER)


def previous_quarter_end(date: dt.date) -> dt.date:
    """The last day of the calendar quarter before the one that a date lies in."""
    return month_end(date.year, (date.month - 1) // QUARTER * QUARTER)


def window_start(end: dt.date, months: int) -> dt.date:
    """The first day of a window of whole months whose last day is `end`."""
    after = end + DAY
    first = month_start(after.year, after.month - months)
    return first.replace(day=min(after.day, month_end(first.year, first.month).day))
