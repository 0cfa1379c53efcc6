"""Whether a duty falls into time off, as dates and instants tell it; the solver works it out from minutes."""

import datetime as dt

from models.calendar import Horizon
from models.requests import TimeOff
from models.shifts import ShiftType

_LONGEST = dt.timedelta(days=3)
"""No duty reaches further: two days of a shift and one of call after it."""


def falls_into(leave: TimeOff, horizon: Horizon, shift: ShiftType, date: dt.date) -> bool:
    """Whether a duty that begins on `date`, to the end of the call after it, meets an absence.

    A first day that is taken whole lets a duty of the day before end on it; clock times are exact at both ends.
    """
    if date > leave.end or leave.start > date + _LONGEST:
        return False
    day = horizon.day_of(date)
    over = leave.ends_at if date == leave.end else None
    if over is not None and horizon.instant(day, shift.start) >= horizon.instant(day, over):
        return False
    if leave.start < date or leave.begins_whole:
        return leave.start <= date
    begins = horizon.instant(horizon.day_of(leave.start), leave.starts_at or 0)
    return horizon.instant(day, shift.finish + shift.call_minutes) > begins
