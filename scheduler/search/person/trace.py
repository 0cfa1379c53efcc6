"""Reading lines back from the stages of one run."""

from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray

from models.errors import BrokenInvariantError
from scheduler.search.person.part import Part, span
from scheduler.search.person.plan import DayPlan, Kind, Plan
from scheduler.search.person.reading import Line
from scheduler.search.person.skeleton import Merge

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Run:
    """The stages that one set of prices gave."""

    plan: Plan
    prices: Values
    """(days, duties + 1) cents of each cell."""
    constant: float
    stages: list[Values]
    """Before each day, and after the last one with all charges."""
    ends: list[Values] = field(default_factory=list)
    """After each day, before tallies that end with it are closed."""
    costs: list[Values] = field(default_factory=list)
    """Of each day's shifts."""
    merged: list[list[Values | None]] = field(default_factory=list)
    """Each day's merged stages; none of days that are lists of arcs."""
    part: Part | None = None
    """The days gone through, where not all of them: the lists above begin with its first one."""

    @property
    def least(self) -> float:
        """The relaxed minimum, infinite when no line exists."""
        return float(self.stages[-1].min()) + self.constant

    def lines(self, count: int, below: float = inf) -> list[tuple[float, Line]]:
        """The best line for each of the `count` best last states below a value, each with its own."""
        final = self.stages[-1].ravel()
        count = min(count, len(final))
        best = np.argpartition(final, count - 1)[:count]
        best = best[np.argsort(final[best], kind="stable")]
        limit = below - self.constant
        return [
            (float(final[place]) + self.constant, self._trace(int(place))) for place in best if final[place] < limit
        ]

    def _trace(self, place: int) -> Line:
        days, width = self.plan.days, self.prices.shape[1]
        line = np.full(len(days), -1, dtype=np.int16) if self.part is None else self.part.line.copy()
        first, end = span(self.part, days)
        spot = [int(one) for one in np.unravel_index(place, self.stages[-1].shape)]
        for day in range(end - 1, first - 1, -1):
            if day < len(days) - 1:
                spot = _reopen(days[day], self.ends[day - first], spot)
            kind, spot = self._back(day, day - first, spot)
            cell = int(kind.cells[self.prices[day, kind.cells].argmin()]) if len(kind.cells) > 1 else int(kind.cells[0])
            line[day] = -1 if cell == width - 1 else cell
        return line

    def _back(self, day: int, step: int, spot: list[int]) -> tuple[Kind, list[int]]:
        """The kind of cell and the spot before the day, the run's `step`-th, that lead to a spot after it."""
        arcs = self.plan.days[day].arcs
        if arcs is not None:
            price, spot = arcs.back(self.stages[step], self.costs[step], spot)
            return self.plan.days[day].kinds[price], spot
        goal = float(self.ends[step][tuple(spot)])
        goal += 1e-9 * max(1.0, abs(goal))
        costs, merged, totals = self.costs[step].tolist(), self.merged[step], spot[1:]
        for group, row, price, kind, offsets in self.plan.ways_back(day, spot[0]):
            stage = merged[group]
            if stage is None:
                continue
            before = [index + offset for index, offset in zip(totals, offsets, strict=True)]
            inside = all(0 <= index < size for index, size in zip(before, stage.shape[1:], strict=True))
            if inside and stage[(row, *before)] + costs[price] <= goal:
                merge = self.plan.days[day].groups[group].merge
                return kind, [self._source(step, merge, row, before), *before]
        message = f"no way back from {spot} on day {day}"
        raise BrokenInvariantError(message)

    def _source(self, step: int, merge: Merge, row: int, before: list[int]) -> int:
        """The best of the states that were merged."""
        members = merge.sources[row]
        if len(members) == 1:
            return int(members[0])
        values = self.stages[step][(members, *before)]
        if merge.costs is not None:
            values = values + merge.costs[row]
        return int(members[values.argmin()])


def _reopen(day: DayPlan, end: Values, spot: list[int]) -> list[int]:
    """The best totals of the tallies that ended with the day."""
    if not day.closing:
        return spot
    index: list[int | slice] = list(spot)
    for dimension, _ in day.closing:
        index[dimension + 1] = slice(None)
    part = end[tuple(index)]
    for number, (_, costs) in enumerate(day.closing):
        part = part + costs.reshape([-1 if n == number else 1 for n in range(part.ndim)])
    found = np.unravel_index(int(part.argmin()), part.shape)
    reopened = list(spot)
    for (dimension, _), total in zip(day.closing, found, strict=True):
        reopened[dimension + 1] = int(total)
    return reopened
