"""BLS, ACLS and PALS cards: two years, good to the end of the month."""

import datetime as dt

from models.renewal.months import month_end

YEARS = 2


def valid_to(course: dt.date) -> dt.date:
    """CR-08: the last day of the month two years after the course. Source: general knowledge of card practice."""
    return month_end(course.year + YEARS, course.month)
