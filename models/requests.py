"""What staff ask for, what is already decided, and what was worked before the horizon."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.budget import Cents


class TimeOffStatus(StrEnum):
    """Only `APPROVED` time off blocks work."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class TimeOff(Noun):
    """Whole days off for one person, first and last day included."""

    person: str
    start: dt.date
    end: dt.date
    kind: str = "vacation"
    status: TimeOffStatus = TimeOffStatus.APPROVED
    private: bool = False
    """True when the kind must not be shown outside (protected leave)."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            msg = f"time off of {self.person} ends on {self.end} before it starts on {self.start}. Swap the two dates"
            raise ValueError(msg)
        return self


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
