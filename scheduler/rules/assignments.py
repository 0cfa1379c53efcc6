"""The number of duties in each period lies within a range."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.calendar import Weekday
from models.limits import PeriodRange
from models.roster import Violation
from models.staff import Person
from scheduler.extend import Count, Parts, before_horizon, concerns, range_charge, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.periods import period_spans
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class DaysOf(StrEnum):
    """Which days are counted."""

    DUTY = "duty"
    OFF = "off"


class DaysLimits(PeriodRange):
    """A range of days in each period."""

    of: DaysOf = DaysOf.DUTY
    """What is counted: days with a duty in scope, or the scope's weekdays without one."""


class Assignments(PersonRule[DaysLimits]):
    """Counts duties in scope: shifts in all, shifts of a type, calls, floats. Whole periods only have a minimum."""

    name, unit, limits = "assignments", "duty, or day off", DaysLimits

    def post(self, ctx: "Context", bound: Bound[DaysLimits]) -> None:
        """One row for each person and period."""
        problem = ctx.problem
        spans = period_spans(problem, bound.limits)
        for person in ctx.people(bound):
            wanted = bound.limits.under(problem.department.staff[person].contract)
            for first, last in spans:
                begin, end = max(first, problem.first_known[person]), min(last, problem.days - 1)
                if not ctx.meets(person, begin, end):
                    continue
                lits = [lit for day in range(begin, end + 1) for lit in _counted(ctx, bound, person, day)]
                low = wanted.min if (begin, end) == (first, last) else None
                ctx.require_range(bound, lits, [1] * len(lits), low=low, high=wanted.max)

    def extend(self, problem: Problem, bound: Bound[DaysLimits], person: int) -> Parts:
        """One count for each period."""
        if not concerns(problem, bound.item, person):
            return
        wanted = bound.limits.under(problem.department.staff[person].contract)
        days = _days(problem, bound)
        known = problem.first_known[person]
        for first, last in period_spans(problem, bound.limits):
            low = wanted.min if first >= known and last < problem.days else None
            yield Count(
                first=max(first, 0),
                last=min(last, problem.days - 1),
                begun=before_horizon(problem, person, days, first),
                charge=range_charge(low, wanted.max, bound.rate),
                amounts=days[problem.history :],
            )

    def check(self, lines: Lines, bound: Bound[DaysLimits]) -> Iterator[Violation]:
        """Each person's period with too many or too few duties."""
        for person in lines.people(bound.item.scope):
            known, wanted = lines.known_from(person.id), bound.limits.under(person.contract)
            days = _days_of(lines, bound, person)
            for first, last in lines.periods(bound.limits):
                count = sum(first <= day <= last for day in days)
                where = f"from {lines.date(first)} to {lines.date(last)}"
                thing = "duties" if bound.limits.of is DaysOf.DUTY else "days off"
                what = f"{person.label} has {count} {thing} of '{bound.item.title or bound.item.id}' {where}"
                if wanted.max is not None and count > wanted.max:
                    message = f"{what}, more than {wanted.max}"
                    yield bound.miss(message, units=count - wanted.max, person=person.id)
                if wanted.min is not None and count < wanted.min and first >= known and last < lines.days:
                    message = f"{what}, fewer than {wanted.min}"
                    yield bound.miss(message, units=wanted.min - count, person=person.id)


def _counted(ctx: "Context", bound: Bound[DaysLimits], person: int, day: int) -> list[Lit]:
    """Literals that are true on a day that counts; of duties in scope, which are never two at once."""
    if bound.limits.of is DaysOf.DUTY:
        return [lit for lit, _ in ctx.terms(bound, person, day)]
    weekdays = bound.item.scope.weekdays
    asked = weekdays is None or ctx.problem.horizon.weekday(day) in {one.number for one in weekdays}
    return [~ctx.works(bound, person, day)] if asked else []


def _days(problem: Problem, bound: Bound[DaysLimits]) -> NDArray[np.int64]:
    """(history + days, duties + 1): 1 for each cell that counts."""
    inside = scoped_cells(problem, bound.item)
    if bound.limits.of is DaysOf.DUTY:
        return inside.astype(np.int64)
    weekdays = bound.item.scope.weekdays
    numbers = range(7) if weekdays is None else {one.number for one in weekdays}
    asked = [problem.horizon.weekday(day) in numbers for day in range(-problem.history, problem.days)]
    off: NDArray[np.bool_] = ~inside & np.array(asked)[:, None]
    return off.astype(np.int64)


def _days_of(lines: Lines, bound: Bound[DaysLimits], person: Person) -> frozenset[int]:
    on, scope = lines.days_on(person.id, bound.item.scope), bound.item.scope
    if bound.limits.of is DaysOf.DUTY:
        return on
    known = range(lines.known_from(person.id), lines.days)
    names = [one.number for one in scope.weekdays or Weekday]
    return frozenset(day for day in known if day not in on and lines.date(day).weekday() in names)


FAMILY = Assignments()
