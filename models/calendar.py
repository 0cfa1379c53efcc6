"""Dates, zones and minutes: the only place of the domain where local time is turned into minutes.

Everything behind this file counts in *minutes from the horizon's start* (local midnight of its first day),
elapsed minutes, so a night over a clock change is one hour shorter or longer.
"""

import datetime as dt
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, PlainSerializer, field_validator

from models.base import Noun

MINUTES_PER_DAY = 1440
MOST_DAYS = 371
"""53 weeks: the longest horizon, period and history."""


def _clock(value: object) -> object:
    if isinstance(value, str):
        hours, colon, minutes = value.partition(":")
        if not (colon and hours.isdigit() and len(hours) == 2 and minutes.isdigit() and len(minutes) == 2):  # noqa: PLR2004 - HH:MM
            msg = f"{value!r} is not a clock time. Write it as HH:MM, for example 07:30"
            raise ValueError(msg)
        if int(hours) > 24 or int(minutes) > 59 or (int(hours) == 24 and int(minutes)):  # noqa: PLR2004 - a day's clock
            msg = f"{value!r} is not a clock time between 00:00 and 24:00"
            raise ValueError(msg)
        return int(hours) * 60 + int(minutes)
    return value


def clock_text(minute: int) -> str:
    """`450` → ``07:30``; minutes past midnight of the next day wrap (``1890`` → ``07:30``)."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}" if minute != MINUTES_PER_DAY else "24:00"


Clock = Annotated[
    int,
    BeforeValidator(_clock, json_schema_input_type=str),
    Field(ge=0, le=MINUTES_PER_DAY),
    PlainSerializer(clock_text, return_type=str, when_used="json"),
]
"""A wall-clock time, ``HH:MM`` in JSON, minutes after midnight in Python."""


class Weekday(StrEnum):
    """Days of the week, in the order of `datetime.date.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """0 for Monday … 6 for Sunday."""
        return _NUMBERS[self]


_NUMBERS = {day: number for number, day in enumerate(Weekday)}


def _in_week_order(days: frozenset[Weekday]) -> list[Weekday]:
    return [day for day in Weekday if day in days]


Weekdays = Annotated[frozenset[Weekday], PlainSerializer(_in_week_order, return_type=list[Weekday], when_used="json")]
"""A set of weekdays, written in the order of the week."""


class Horizon(Noun):
    """The days that a roster is made for, in one time zone."""

    start: dt.date
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    zone: str = "UTC"
    week_start: Weekday = Weekday.MON
    """First day of the workweek that weekly limits and weekly overtime count in."""
    weekend: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=6)] = (Weekday.SAT, Weekday.SUN)
    """Consecutive weekdays that make one weekend."""
    pay_period_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 14
    pay_period_anchor: dt.date | None = None
    """A date on which some pay period starts; the horizon's start when absent."""
    holidays: tuple[dt.date, ...] = ()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            msg = f"unknown time zone {zone!r}. Use an IANA name such as America/Chicago"
            raise ValueError(msg) from error
        return zone

    @field_validator("start")
    @classmethod
    def _in_our_time(cls, start: dt.date) -> dt.date:
        if not 1900 <= start.year < 2200:  # noqa: PLR2004 - years that a roster can mean
            msg = f"the horizon starts on {start}. Maybe the year has a digit too many, or one too few"
            raise ValueError(msg)
        return start

    @field_validator("weekend")
    @classmethod
    def _days_in_a_row(cls, weekend: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if any((day.number + 1) % 7 != after.number for day, after in pairwise(weekend)):
            msg = f"the weekend {', '.join(weekend)} is not a row of neighbouring days. List them in order"
            raise ValueError(msg)
        return weekend

    @cached_property
    def tz(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)

    @cached_property
    def origin(self) -> dt.datetime:
        """Local midnight of the first day, in UTC."""
        return dt.datetime.combine(self.start, dt.time(), self.tz).astimezone(dt.UTC)

    @property
    def end(self) -> dt.date:
        """The last day."""
        return self.date_of(self.days - 1)

    def date_of(self, day: int) -> dt.date:
        """Date of day index `day`; negative days lie before the horizon."""
        return self.start + dt.timedelta(days=day)

    def day_of(self, date: dt.date) -> int:
        """Day index of a date, negative before the horizon, ≥ `days` after it."""
        return (date - self.start).days

    def weekday(self, day: int) -> int:
        """0 for Monday … 6 for Sunday."""
        return (self.start.weekday() + day) % 7

    def is_weekend(self, day: int) -> bool:
        """Whether the day is one of the weekend's."""
        return self.weekday(day) in {weekday.number for weekday in self.weekend}

    def is_holiday(self, day: int) -> bool:
        """Whether the day is a listed holiday."""
        return self.date_of(day) in self.holidays

    def minute(self, day: int, clock: int) -> int:
        """Elapsed minutes from the horizon's start to `clock` (may exceed 1440) on the local day `day`."""
        return _minute(self.start, self.zone, day, clock)

    def instant(self, day: int, clock: int) -> dt.datetime:
        """The UTC instant of a wall-clock time; a time skipped by a clock change is moved forward."""
        return _instant(self.start, self.zone, day, clock)


@lru_cache(maxsize=1 << 16)
def _instant(start: dt.date, zone: str, day: int, clock: int) -> dt.datetime:
    extra, clock = divmod(clock, MINUTES_PER_DAY)
    date = start + dt.timedelta(days=day + extra)
    return dt.datetime.combine(date, dt.time(clock // 60, clock % 60), ZoneInfo(zone)).astimezone(dt.UTC)


@lru_cache(maxsize=1 << 16)
def _minute(start: dt.date, zone: str, day: int, clock: int) -> int:
    return int((_instant(start, zone, day, clock) - _instant(start, zone, 0, 0)).total_seconds()) // 60
