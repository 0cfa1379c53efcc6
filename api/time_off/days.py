"""The days that an absence takes, where the department is."""

import datetime as dt

from api.time_off.schemas import Moment, TimeOffMessage
from models.calendar import Horizon
from models.errors import InputError

YEARS = range(2000, 2200)
_INSTANT = dt.timedelta(microseconds=1)


def days_of(message: TimeOffMessage, horizon: Horizon) -> tuple[dt.date, dt.date]:
    """First and last day, both included; raises `InputError` for ends that are swapped or in another age."""
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
    return first, last


def _local(moment: Moment, horizon: Horizon) -> dt.date:
    return moment.astimezone(horizon.tz).date() if isinstance(moment, dt.datetime) else moment
