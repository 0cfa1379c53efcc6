"""What staff ask for, what is already decided, and what was worked before the horizon."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from models.base import Noun
from models.budget import Cents
from models.calendar import MINUTES_PER_DAY, Clock, clock_text


class TimeOffStatus(StrEnum):
    """Only `APPROVED` time off blocks work."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class TimeOff(Noun):
    """Days off for one person, first and last day included: whole ones, unless clock times say otherwise."""

    person: str
    start: dt.date
    end: dt.date
    starts_at: Clock | None = None
    """When it begins on the first day; the day is taken from its start when absent, or ``00:00``."""
    ends_at: Clock | None = None
    """When it ends on the last day; the day is taken to its end when absent, or ``24:00``."""
    leave_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)] | None = None
    """What a part of one day counts as leave, at most what a day counts; its share of the 24 hours when absent."""
    kind: str = "vacation"
    status: TimeOffStatus = TimeOffStatus.APPROVED
    private: bool = False
    """True when the kind must not be shown outside (protected leave)."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            msg = f"time off of {self.person} ends on {self.end} before it starts on {self.start}. Swap the two dates"
            raise ValueError(msg)
        if self.end == self.start and (self.ends_at or MINUTES_PER_DAY) <= (self.starts_at or 0):
            clocks = f"{clock_text(self.starts_at or 0)} to {clock_text(self.ends_at or MINUTES_PER_DAY)}"
            raise ValueError(f"time off of {self.person} on {self.start}, {clocks}, has no minute. Swap the two times")
        return self

    @model_validator(mode="after")
    def _minutes_of_a_part(self) -> Self:
        if self.leave_minutes is not None and (self.end > self.start or self.begins_whole):
            told = f"time off of {self.person} on {self.start} has leave_minutes and is no part of one day"
            raise ValueError(f"{told}. Leave them out: whole days count what the contract says")
        return self

    @field_validator("starts_at")
    @classmethod
    def _from_the_start(cls, clock: int | None) -> int | None:
        if clock == MINUTES_PER_DAY:
            msg = "24:00 is the end of the first day. Name the next day as the first one"
            raise ValueError(msg)
        return clock or None

    @field_validator("ends_at")
    @classmethod
    def _to_the_end(cls, clock: int | None) -> int | None:
        if clock == 0:
            msg = "00:00 is the start of the last day. Name the day before as the last one"
            raise ValueError(msg)
        return None if clock == MINUTES_PER_DAY else clock

    @property
    def begins_whole(self) -> bool:
        """Whether the first day is taken whole; the night before may then end on it, as it belongs to its own day."""
        return self.starts_at is None and (self.ends_at is None or self.end > self.start)


class Restriction(Noun):
    """Areas that somebody is not assigned to, from the first to the last day; no field holds a reason, on purpose."""

    person: str
    areas: Annotated[tuple[str, ...], Field(min_length=1)]
    start: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            told = f"the restriction of {self.person} ends on {self.end} before it starts on {self.start}"
            raise ValueError(f"{told}. Swap the two dates")
        return self


class WishKind(StrEnum):
    """Wants to work, or wants not to work."""

    ON = "on"
    OFF = "off"


class Wish(Noun):
    """A wish for one date: any work, or one shift, or one area; broken wishes cost `price`."""

    person: str
    date: dt.date
    kind: WishKind
    shift: str | None = None
    area: str | None = None
    price: Cents | None = None
    """Cents when broken; the policy item's price when absent."""


class Pin(Noun):
    """A cell that is decided already: the person works this duty that day, or is off when `shift` is absent."""

    person: str
    date: dt.date
    shift: str | None = None
    area: str | None = None

    @model_validator(mode="after")
    def _whole_duty(self) -> Self:
        if (self.shift is None) != (self.area is None):
            msg = f"pin of {self.person} on {self.date} names only one of shift and area. Name both, or neither for off"
            raise ValueError(msg)
        return self


class Assignment(Noun):
    """One person on one duty, on the date on which its shift starts."""

    person: str
    date: dt.date
    shift: str
    area: str


class Tail(Noun):
    """The last days before the horizon of one person, from `known_from` on; days not listed were off."""

    person: str
    known_from: dt.date
    assignments: tuple[Assignment, ...] = ()

    @model_validator(mode="after")
    def _one_line(self) -> Self:
        dates: set[dt.date] = set()
        for one in self.assignments:
            if one.person != self.person:
                msg = f"the tail of {self.person} lists work of {one.person} on {one.date}. Give each their own tail"
                raise ValueError(msg)
            if one.date in dates:
                msg = f"the tail of {self.person} lists two duties on {one.date}. Keep the one that was worked"
                raise ValueError(msg)
            dates.add(one.date)
        return self
