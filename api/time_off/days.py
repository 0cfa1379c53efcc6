"""What of which days an absence takes, where the department is: here its instants become clock times."""

import datetime as dt

from api.time_off.schemas import Moment, TimeOffMessage, Units
from models.calendar import MINUTES_PER_DAY, Clock, Horizon
from models.errors import InputError
from models.requests import TimeOff

KIND = "leave"
"""What every kind is called outside of this feature."""
YEARS = range(2000, 2200)
NOON = MINUTES_PER_DAY // 2
_INSTANT = dt.timedelta(microseconds=1)


def absence_of(message: TimeOffMessage, horizon: Horizon) -> TimeOff:
    """The absence as rules see it, without its kind; raises `InputError` for ends in another order or age."""
    for name in ("start_time", "end_time"):
        moment: Moment = getattr(message, name)
        if moment.year not in YEARS:
            raise InputError(f"body.{name}", f"is in the year {moment.year}.", "Write a date as 2027-02-01.")
    start, end = message.start_time, message.end_time
    first = _local(start, horizon)
    # Instants: the end is not part of the time off, so one that ends at midnight does not take the day after.
    last = _local(end - _INSTANT if isinstance(end, dt.datetime) and end != start else end, horizon)
    backwards = isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and end < start
    if backwards or last < first:
        raise InputError("body.end_time", f"is {end}, before the start, {start}.", "Maybe the two are swapped.")
    starts_at, ends_at = _hours(message, horizon, first == last)
    leave = TimeOff(
        person=message.employee, start=first, end=last, starts_at=starts_at, ends_at=ends_at, kind=KIND, private=True
    )
    of_a_part = first == last and not leave.begins_whole
    if not of_a_part or message.units is not Units.HOURS or message.amount is None:
        return leave
    return leave.revised(leave_minutes=min(MINUTES_PER_DAY, round(60 * message.amount)))


def _hours(message: TimeOffMessage, horizon: Horizon, one_day: bool) -> tuple[Clock | None, Clock | None]:  # noqa: FBT001
    """Clock times on the first and on the last day; None where the day is taken from its start, or to its end."""
    start, end = message.start_time, message.end_time
    for name, half, moment in (
        ("half_day_start", message.half_day_start, start), ("half_day_end", message.half_day_end, end)
    ):  # fmt: skip
        if half and isinstance(moment, dt.datetime):
            raise InputError(
                f"body.{name}", f"is of a day, and {moment} is an instant.", "Leave it out, or give dates."
            )
    if one_day and message.half_day_start and message.half_day_end:
        raise InputError("body.half_day_end", "takes the rest of the day as well.", "Name one of the two halves.")
    if start == end and isinstance(start, dt.datetime):
        return None, None  # an instant that stands for its day
    return (
        _clock(start, horizon) if isinstance(start, dt.datetime) else NOON if message.half_day_start else None,
        _end_clock(end, horizon) if isinstance(end, dt.datetime) else NOON if message.half_day_end else None,
    )


def _clock(moment: dt.datetime, horizon: Horizon) -> int:
    """Minutes after midnight, less what is left of a minute; of an hour that is passed twice, the first time."""
    local = moment.astimezone(horizon.tz)
    return local.hour * 60 + local.minute


def _end_clock(moment: dt.datetime, horizon: Horizon) -> int:
    """The same of an end, which never comes earlier than it was told: midnight is that of the day that ends."""
    local = (moment - _INSTANT).astimezone(horizon.tz)
    if local.fold:
        return (local.hour + 1) * 60
    return local.hour * 60 + local.minute + 1


def _local(moment: Moment, horizon: Horizon) -> dt.date:
    return moment.astimezone(horizon.tz).date() if isinstance(moment, dt.datetime) else moment
