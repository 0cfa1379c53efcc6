"""Each duty has the people that its day needs, no fewer and, where that costs, no more."""

from collections.abc import Iterator
from enum import StrEnum

from models.base import Noun
from models.demand import ShiftNeed
from models.policy import Level
from models.roster import Violation
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines
from scheduler.problem import Problem


class NeedLine(StrEnum):
    """A line of a need."""

    MINIMUM = "minimum"
    TARGET = "target"


class NeedSide(StrEnum):
    """Which misses of a target are meant."""

    UNDER = "under"
    OVER = "over"
    BOTH = "both"


class NeedLimits(Noun):
    """Which line of the need is meant, and for a target which side of it."""

    of: NeedLine = NeedLine.TARGET
    """The number of a need that is asked for."""
    side: NeedSide = NeedSide.BOTH
    """Which misses of a priced target cost: too few people, too many, or both."""


class CoverageShift(TeamRule[NeedLimits]):
    """Reads `Department.shift_needs`; a row's own prices go before the item's. Surplus costs where a row says so."""

    name, unit, limits = "coverage_shift", "person missing or surplus", NeedLimits
    filters = frozenset({"areas", "shifts", "weekdays"})
    levels = frozenset(Level)
    by_place = True

    def rows(self, problem: Problem, bound: Bound[NeedLimits]) -> Iterator[TeamRow]:
        """One row for each need."""
        for need in problem.department.shift_needs:
            day = problem.horizon.day_of(need.date)
            if not (0 <= day < problem.days and _about(bound, need)):
                continue
            duty = problem.duty_index[need.shift, need.area]
            target = bound.limits.of is NeedLine.TARGET
            capped = target and bound.item.level is Level.PRICED
            under, over = _prices(bound, need)
            yield TeamRow(
                places=((day, duty),),
                need=need.target if target else need.minimum,
                most=need.target if capped and over else None,
                under=under,
                over=over,
                weight=_length(problem, day, duty),
                label=f"{need.shift} in {need.area} on {need.date}",
            )

    def check(self, lines: Lines, bound: Bound[NeedLimits]) -> Iterator[Violation]:
        """Each need that is missed."""
        present: dict[tuple[str, str, int], int] = {}
        for line in lines.by_person.values():
            for day, one in line.items():
                place = (one.shift.id, one.area.id, day)
                present[place] = present.get(place, 0) + 1
        for need in lines.department.shift_needs:
            day = (need.date - lines.horizon.start).days
            if 0 <= day < lines.days and _about(bound, need):
                yield from _check_need(lines, bound, need, present.get((need.shift, need.area, day), 0))


def _about(bound: Bound[NeedLimits], need: ShiftNeed) -> bool:
    scope = bound.item.scope
    return (
        (scope.areas is None or need.area in scope.areas)
        and (scope.shifts is None or need.shift in scope.shifts)
        and (scope.weekdays is None or need.date.weekday() in {one.number for one in scope.weekdays})
    )


def _prices(bound: Bound[NeedLimits], need: ShiftNeed) -> tuple[int, int]:
    """(under, over) in cents a person."""
    side = bound.limits.side
    under = bound.price if need.under_price is None else need.under_price
    over = need.over_price or 0
    return (0 if side is NeedSide.OVER else under), (0 if side is NeedSide.UNDER else over)


def _length(problem: Problem, day: int, duty: int) -> int:
    row = problem.history + day
    return int(problem.times.end[row, duty] - problem.times.start[row, duty])


def _check_need(lines: Lines, bound: Bound[NeedLimits], need: ShiftNeed, count: int) -> Iterator[Violation]:
    where = {"date": need.date, "area": need.area, "shift": need.shift}
    told = f"{need.shift} in {need.area} on {need.date} has {count}"
    priced = bound.item.level is Level.PRICED
    wanted = need.target if bound.limits.of is NeedLine.TARGET else need.minimum
    if count < wanted and not (priced and bound.limits.side is NeedSide.OVER):
        price = bound.price if need.under_price is None else need.under_price
        short = wanted - count
        minutes = 0
        if bound.item.level is Level.COVERAGE:
            shift, day = lines.department.shift_by_id[need.shift], (need.date - lines.horizon.start).days
            minutes = short * (lines.minute_of(day, shift.finish) - lines.minute_of(day, shift.start))
        yield bound.miss(f"{told}, needs {wanted}", units=short, cost=short * price, hole_minutes=minutes, **where)
    surplus = count - need.target
    on_target = priced and bound.limits.of is NeedLine.TARGET and bound.limits.side is not NeedSide.UNDER
    if on_target and surplus > 0 and need.over_price:
        yield bound.miss(f"{told}, wants {need.target}", units=surplus, cost=surplus * need.over_price, **where)


FAMILY = CoverageShift()
