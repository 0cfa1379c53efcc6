"""Minutes of a stint that earn something on top by the clock."""

import datetime as dt

from models.budget import Differential
from models.calendar import Horizon
from models.pay import Stint


def earned_minutes(horizon: Horizon, differential: Differential, stint: Stint) -> int:
    """Paid minutes that earn the differential: those inside its windows, or for a whole-shift one all or none."""
    inside = 0
    for day in _days(horizon, stint):
        if horizon.date_of(day).weekday() in {one.number for one in differential.weekdays}:
            closes = differential.end + (0 if differential.end > differential.start else 1440)
            inside += _overlap(stint, horizon.instant(day, differential.start), horizon.instant(day, closes))
    paid = _paid_part(stint, inside)
    if differential.whole_shift_minutes is None:
        return paid
    return stint.minutes if paid >= differential.whole_shift_minutes else 0


def holiday_minutes(horizon: Horizon, stint: Stint) -> int:
    """Paid minutes on the date of a holiday."""
    inside = sum(
        _overlap(stint, horizon.instant(day, 0), horizon.instant(day + 1, 0))
        for day in _days(horizon, stint)
        if horizon.date_of(day) in horizon.holidays
    )
    return min(_paid_part(stint, inside), stint.minutes)


def _days(horizon: Horizon, stint: Stint) -> range:
    """Days whose windows may reach into the stint."""
    first = horizon.day_of(stint.date)
    return range(first - 2, first + stint.elapsed // 1440 + 3)


def _overlap(stint: Stint, opens: dt.datetime, closes: dt.datetime) -> int:
    return max(0, int((min(stint.ends, closes) - max(stint.starts, opens)).total_seconds()) // 60)


def _paid_part(stint: Stint, inside: int) -> int:
    """Nobody knows when the meal was: it is taken off in proportion, rounded down."""
    unpaid = 0 if stint.meal_missed else stint.unpaid_minutes
    return inside - inside * unpaid // max(1, stint.elapsed)
