"""Presence against need: by the hour where coverage is asked for, by the duty where shifts are."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.department import Department
from models.roster import Roster
from scheduler.presence import Counts, hour_minutes, present, required


class State(StrEnum):
    """How an hour, or a duty on a date, stands against its need."""

    HOLE = "hole"
    """Below the minimum."""
    SHORT = "short"
    """Below the target."""
    MET = "met"
    OVER = "over"
    """Above the target."""
    IDLE = "idle"
    """Nobody needed, nobody there."""


@dataclass(frozen=True, eq=False)
class AreaCover:
    """One area, hour by hour: arrays (days, 24)."""

    area: str
    present: Counts
    minimum: Counts
    target: Counts
    minutes: Counts
    """Minutes that each hour lasts."""

    @property
    def missing(self) -> Counts:
        """Person-minutes below the minimum, an hour counting as a whole."""
        lacking: Counts = np.maximum(0, self.minimum - self.present) * self.minutes
        return lacking

    @property
    def short(self) -> Counts:
        """Person-minutes between the minimum, or who is there, and the target."""
        lacking: Counts = np.maximum(0, self.target - np.maximum(self.present, self.minimum)) * self.minutes
        return lacking

    def state(self, day: int, hour: int) -> State:
        """State of one hour; an hour that a clock change skips lacks nobody."""
        lasts = self.minutes[day, hour] > 0
        return standing(
            int(self.present[day, hour]),
            int(self.minimum[day, hour]) if lasts else 0,
            int(self.target[day, hour]) if lasts else 0,
        )


def standing(there: int, minimum: int, target: int) -> State:
    """State of a number of people against minimum and target."""
    if there < minimum:
        return State.HOLE
    if there < target:
        return State.SHORT
    if there > target:
        return State.OVER
    return State.MET if target else State.IDLE


def area_covers(department: Department, roster: Roster) -> tuple[AreaCover, ...]:
    """Cover of every area that the department asks hours for, in the department's order."""
    minimum, target = required(department)
    if not minimum:
        return ()
    there = present(department, roster)
    minutes = hour_minutes(department.horizon)
    return tuple(
        AreaCover(area.id, there[area.id], minimum[area.id], target[area.id], minutes)
        for area in department.areas
        if area.id in minimum
    )


@dataclass(frozen=True, slots=True)
class NeedCell:
    """People on a duty on one date against what was asked."""

    there: int
    minimum: int
    target: int

    @property
    def state(self) -> State:
        """How it stands."""
        return standing(self.there, self.minimum, self.target)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One duty through the horizon; None on days without a need."""

    area: str
    shift: str
    cells: tuple[NeedCell | None, ...]


def need_rows(department: Department, roster: Roster) -> tuple[NeedRow, ...]:
    """Every duty that some need asks for, in the department's order."""
    worked = Counter((one.area, one.shift, one.date) for one in roster.assignments)
    asked = {(need.area, need.shift, need.date): need for need in department.shift_needs}
    duties = {(area, shift) for area, shift, _ in asked}
    dates = [department.horizon.date_of(day) for day in range(department.horizon.days)]
    rows = []
    for area in department.areas:
        for shift in area.shifts:
            if (area.id, shift) not in duties:
                continue
            cells = []
            for date in dates:
                need = asked.get((area.id, shift, date))
                there = worked[area.id, shift, date]
                cells.append(NeedCell(there, need.minimum, need.target) if need else None)
            rows.append(NeedRow(area.id, shift, tuple(cells)))
    return tuple(rows)
