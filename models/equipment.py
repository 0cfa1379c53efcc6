"""Units of equipment, and the times in which they stand still: a service, a breakdown, quality control not done."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.errors import UnknownReferenceError


class OutageKind(StrEnum):
    """Why a unit stands still."""

    SERVICE = "service"
    """Planned maintenance."""
    DOWNTIME = "downtime"
    """It broke down."""
    QC = "qc"
    """Quality control is due and not done, not passed, or nobody is rostered for it."""


class Unit(Noun):
    """One machine or room."""

    id: Annotated[str, Field(min_length=1)]
    area: str
    name: str = ""


class Outage(Noun):
    """A unit stands still from `start` until `end`, by the local clock."""

    unit: str
    start: dt.datetime
    end: dt.datetime
    kind: OutageKind = OutageKind.DOWNTIME
    reason: str = ""

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            msg = f"the outage of {self.unit} on {self.start} names an offset from UTC; it is told by local time"
            raise ValueError(msg)
        if self.end <= self.start:
            msg = f"the outage of {self.unit} ends at {self.end}, not after its start at {self.start}. Swap the two"
            raise ValueError(msg)
        return self


class Stretch(Noun):
    """So many units of an area stand still from one local time to another."""

    area: str
    start: dt.datetime
    end: dt.datetime
    out: int
    units: int
    reasons: tuple[str, ...]


class Equipment(Noun):
    """The units of a department and their outages."""

    units: tuple[Unit, ...] = ()
    outages: tuple[Outage, ...] = ()

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        known = [unit.id for unit in self.units]
        for unit in known:
            if known.count(unit) > 1:
                raise UnknownReferenceError("units", f"{unit!r} is listed twice.", "Give each unit its own id.")
        for number, outage in enumerate(self.outages):
            if outage.unit not in known:
                raise UnknownReferenceError.near(f"outages[{number}].unit", "unit", outage.unit, known)
        return self

    def units_of(self, area: str) -> tuple[Unit, ...]:
        """The units of an area."""
        return tuple(unit for unit in self.units if unit.area == area)

    def with_outages(self, more: tuple[Outage, ...]) -> "Equipment":
        """The same units with further outages."""
        return self.model_copy(update={"outages": (*self.outages, *more)})

    def is_out(self, unit: str, at: dt.datetime) -> bool:
        """Whether a unit stands still at a local time."""
        return any(one.unit == unit and one.start <= at < one.end for one in self.outages)

    def stretches(self) -> Iterator[Stretch]:
        """By area the times in which some unit stands still, cut where their number changes."""
        for area in dict.fromkeys(unit.area for unit in self.units):
            units = {unit.id for unit in self.units_of(area)}
            mine = [one for one in self.outages if one.unit in units]
            edges = sorted({edge for one in mine for edge in (one.start, one.end)})
            for start, end in pairwise(edges):
                out = [one for one in mine if one.start <= start and end <= one.end]
                if out:
                    yield Stretch(
                        area=area,
                        start=start,
                        end=end,
                        out=len({one.unit for one in out}),
                        units=len(units),
                        reasons=tuple(dict.fromkeys(one.reason or one.kind.value for one in out)),
                    )
