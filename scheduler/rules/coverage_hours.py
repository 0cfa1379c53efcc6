"""In every hour, each area has the people that its coverage curve asks for."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.base import Noun
from models.calendar import clock_text
from models.demand import CoverageDay
from models.policy import Level
from models.roster import Violation
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines, Presence
from scheduler.problem import Problem
from scheduler.problem.cover import Stretch, stretches

Costs = tuple[int, ...]
"""Cents per hour of the first missing person, of the second, …"""


class CurveLine(StrEnum):
    """A line of the coverage curve."""

    MINIMUM = "minimum"
    TARGET = "target"
    EXPECTED = "expected"
    """From `ample` people downwards, each missing one at its own expected cost."""


class CoverageLimits(Noun):
    """Which line of the curve is meant."""

    of: CurveLine = CurveLine.MINIMUM
    """The line of the coverage curve that is asked for."""


class CoverageHours(TeamRule[CoverageLimits]):
    """A price is cents for one person missing for an hour; holes count person-minutes.

    With `expected` the rows' own costs go before the item's price: the second missing person may cost more than the
    first.
    """

    name, unit, limits = "coverage_hours", "person-minute short", CoverageLimits
    filters = frozenset({"areas", "weekdays"})
    levels = frozenset(Level)
    by_place = True
    by_the_hour = True

    def rows(self, problem: Problem, bound: Bound[CoverageLimits]) -> Iterator[TeamRow]:
        """One row for each stretch of an area's day over which the same duties cover and the same number is needed."""
        for curve in problem.department.coverage:
            day = problem.horizon.day_of(curve.date)
            if _about(bound, curve) and 0 <= day < problem.days:
                for costs, needs in _by_cost(bound, curve):
                    for part in stretches(problem, [curve.area], day, needs):
                        label = f"{curve.area} on {curve.date} from {part.hour:02d}:00 needs {part.need}"
                        yield from _steps(part, costs, label)

    def check(self, lines: Lines, bound: Bound[CoverageLimits]) -> Iterator[Violation]:
        """Each stretch of time in which an area has too few people."""
        curves = [one for one in lines.department.coverage if _about(bound, one)]
        present = {area: lines.present([area]) for area in {curve.area for curve in curves}}
        for curve in curves:
            day = lines.horizon.day_of(curve.date)
            if 0 <= day < lines.days:
                yield from _check_day(lines, bound, (curve, day), present[curve.area])


def _about(bound: Bound[CoverageLimits], curve: CoverageDay) -> bool:
    scope = bound.item.scope
    weekdays = None if scope.weekdays is None else {one.number for one in scope.weekdays}
    return (scope.areas is None or curve.area in scope.areas) and (weekdays is None or curve.date.weekday() in weekdays)


def _needs(bound: Bound[CoverageLimits], curve: CoverageDay) -> tuple[int, ...]:
    lines = {CurveLine.MINIMUM: curve.minimum, CurveLine.TARGET: curve.target, CurveLine.EXPECTED: curve.enough}
    return lines[bound.limits.of]


def _by_cost(bound: Bound[CoverageLimits], curve: CoverageDay) -> Iterator[tuple[Costs, tuple[int, ...]]]:
    """Hours whose missing people cost the same, with what they need; nothing is needed in the others."""
    needs, usual = _needs(bound, curve), (bound.price,)
    own = curve.short_cost if _has_own_costs(bound) else ()
    hourly = [hour or usual for hour in own] or [usual] * len(needs)
    for costs in dict.fromkeys(hourly):
        yield costs, tuple(need if here == costs else 0 for need, here in zip(needs, hourly, strict=True))


def _has_own_costs(bound: Bound[CoverageLimits]) -> bool:
    return bound.limits.of is CurveLine.EXPECTED and bound.item.level is Level.PRICED


def _steps(part: Stretch, costs: Costs, label: str) -> Iterator[TeamRow]:
    """A row for each step of the costs: every missing person at the first, those beyond the n-th at what n adds."""
    before = 0
    for skipped, cost in enumerate(costs[: part.need]):
        under = (cost - before) // 60 * part.minutes
        if skipped == 0 or under:
            yield TeamRow(part.places, part.need - skipped, under=under, weight=part.minutes, label=label)
        before = cost


def _check_day(
    lines: Lines, bound: Bound[CoverageLimits], which: tuple[CoverageDay, int], present: Presence
) -> Iterator[Violation]:
    curve, day = which
    needs = _needs(bound, curve)
    clock = lines.clocks(day)
    wanted = np.array(needs)[clock // 60]
    here = present[lines.minute_of(day, 0) :][: len(clock)]
    missing = np.maximum(0, wanted - here)
    bill = _bill(bound, curve, missing, clock)
    for first, last in _stretches(missing, here):
        start, end = int(clock[first]), int(clock[last - 1]) + 1
        short, minutes = int(missing[first]), last - first
        message = (
            f"{curve.area} on {curve.date} {clock_text(start)}–{clock_text(end)}: "
            f"{int(here[first])} of {int(wanted[first])} people"
        )
        yield bound.miss(
            message, units=short * minutes, cost=int(bill[first:last].sum()),
            hole_minutes=short * minutes if bound.item.level is Level.COVERAGE else 0,
            date=curve.date, area=curve.area, start=start, end=end,
        )  # fmt: skip


def _bill(
    bound: Bound[CoverageLimits], curve: CoverageDay, missing: np.ndarray, clock: np.ndarray
) -> NDArray[np.int64]:
    """Cents of each minute: what its hour asks for the people who are missing then."""
    each: NDArray[np.int64] = bound.price // 60 * missing.astype(np.int64)
    if not (curve.short_cost and _has_own_costs(bound)):
        return each
    for hour, costs in enumerate(curve.short_cost):
        if costs:
            owed = np.cumsum([0, *costs, *[costs[-1]] * int(missing.max(initial=0))]) // 60
            at = clock // 60 == hour
            each[at] = owed[missing[at]]
    return each


def _stretches(missing: np.ndarray, here: np.ndarray) -> Iterator[tuple[int, int]]:
    """(first minute, minute after the last) of each run of minutes equally short."""
    change = np.nonzero((np.diff(missing) != 0) | (np.diff(here) != 0))[0] + 1
    cuts = [0, *change.tolist(), len(missing)]
    for first, last in pairwise(cuts):
        if missing[first] > 0:
            yield first, last


FAMILY = CoverageHours()
