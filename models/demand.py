"""Where work is done and how many people it takes."""

import datetime as dt
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Labels, Noun
from models.budget import Cents
from models.calendar import Clock, Weekday, Weekdays, clock_text
from models.credentials import Requirement

HOURS = 24
Count = Annotated[int, Field(ge=0, le=1000)]
Hours = Annotated[tuple[Count, ...], Field(min_length=HOURS, max_length=HOURS)]


class Area(Noun):
    """Modality × location: a place where duties are worked. A duty is one of its shifts worked here."""

    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    modality: str = ""
    location: str = ""
    shifts: tuple[str, ...]
    """Ids of the shift types worked here."""
    requires: Requirement | None = None
    """What a person must hold on the day to work here; nothing when absent."""
    tags: Labels = frozenset()


WholeMinutes = Annotated[Cents, Field(multiple_of=60)]
"""Cents for an hour, so that each minute has a whole price."""
Steps = Annotated[tuple[WholeMinutes, ...], Field(max_length=1000)]
"""What each further person is worth, never less than the one before."""


class CoverageDay(Noun):
    """People needed in an area on one date, by local wall-clock hour 0…23."""

    area: str
    date: dt.date
    minimum: Hours
    """Below this the hour is a hole."""
    target: Hours
    """Below this the hour is short, at a price."""
    ample: Hours | None = None
    """From this on one more person is worth nothing; the target when absent."""
    short_cost: tuple[Steps, ...] = ()
    """For each hour the expected cents, per hour, of the first person below `ample`, of the second, and so on; each
    further one costs what the last does. Where there are none, or for an hour without any, the policy's price holds."""

    @property
    def enough(self) -> tuple[int, ...]:
        """People from whom on one more is worth nothing."""
        return self.target if self.ample is None else self.ample

    @model_validator(mode="after")
    def _costs_rise(self) -> Self:
        if self.short_cost and len(self.short_cost) != HOURS:
            msg = f"area {self.area} on {self.date}: short_cost is given for {len(self.short_cost)} hours, not {HOURS}"
            raise ValueError(msg)
        for hour, costs in enumerate(self.short_cost):
            if any(later < sooner for sooner, later in pairwise(costs)):
                told = ", ".join(map(str, costs))
                msg = (
                    f"area {self.area} on {self.date} at {hour:02d}:00: short_cost falls: {told} cents. Each missing "
                    "person has to cost at least what the one before does"
                )
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _ample_above_target(self) -> Self:
        for hour, (enough, target) in enumerate(zip(self.enough, self.target, strict=True)):
            if enough < target:
                msg = f"area {self.area} on {self.date} at {hour:02d}:00: the target {target} exceeds ample {enough}"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _minimum_below_target(self) -> Self:
        for hour, (low, high) in enumerate(zip(self.minimum, self.target, strict=True)):
            if low > high:
                msg = f"area {self.area} on {self.date} at {hour:02d}:00: the minimum {low} exceeds the target {high}"
                raise ValueError(msg)
        return self


class ShiftNeed(Noun):
    """People needed on one duty (shift in area) on one date."""

    area: str
    shift: str
    date: dt.date
    minimum: Count = 0
    target: Count
    under_price: Cents | None = None
    """Cents for each person below the target; the policy item's price when absent."""
    over_price: Cents | None = None
    """Cents for each person above the target; nothing when absent."""


class TeamRequirement(Noun):
    """At least `count` people who meet `requires`, present in the areas, in every hour of a daily window."""

    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    areas: tuple[str, ...]
    requires: Requirement
    count: Annotated[int, Field(ge=1)] = 1
    start: Clock = 0
    end: Clock = 1440
    """The window is `start` … `end` of the same local day."""
    weekdays: Weekdays = frozenset(Weekday)
    on_holidays: bool = True
    dates: tuple[dt.date, ...] | None = None
    """Only on these dates; on all that weekdays and holidays allow when absent."""
    on_call: bool = False
    """Whether somebody on call in the areas counts too, from the start of a duty to the end of the call after it."""

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.end <= self.start:
            msg = (
                f"the window of team requirement {self.id} ends at {clock_text(self.end)}, not after its start at "
                f"{clock_text(self.start)}. Maybe it is two windows, one to 24:00 and one from 00:00"
            )
            raise ValueError(msg)
        return self
