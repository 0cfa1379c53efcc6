"""The number of duties in each period lies within a range."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.limits import PeriodRange
from models.roster import Violation
from scheduler.extend import Count, Parts, before_horizon, concerns, range_charge, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines
from scheduler.periods import period_spans
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class Assignments(PersonRule[PeriodRange]):
    """Counts duties in scope: shifts in all, shifts of a type, calls, floats. Whole periods only have a minimum."""

    name, unit, limits = "assignments", "duty", PeriodRange

    def post(self, ctx: "Context", bound: Bound[PeriodRange]) -> None:
        """One row for each person and period."""
        problem = ctx.problem
        spans = period_spans(problem, bound.limits)
        for person in ctx.people(bound):
            wanted = bound.limits.under(problem.department.staff[person].contract)
            for first, last in spans:
                begin, end = max(first, problem.first_known[person]), min(last, problem.days - 1)
                if not ctx.meets(person, begin, end):
                    continue
                lits = [lit for day in range(begin, end + 1) for lit, _ in ctx.terms(bound, person, day)]
                low = wanted.min if (begin, end) == (first, last) else None
                ctx.require_range(bound, lits, [1] * len(lits), low=low, high=wanted.max)

    def extend(self, problem: Problem, bound: Bound[PeriodRange], person: int) -> Parts:
        """One count for each period."""
        if not concerns(problem, bound.item, person):
            return
        wanted = bound.limits.under(problem.department.staff[person].contract)
        duties = scoped_cells(problem, bound.item).astype(np.int64)
        known = problem.first_known[person]
        for first, last in period_spans(problem, bound.limits):
            low = wanted.min if first >= known and last < problem.days else None
            yield Count(
                first=max(first, 0),
                last=min(last, problem.days - 1),
                begun=before_horizon(problem, person, duties, first),
                charge=range_charge(low, wanted.max, bound.rate),
                amounts=duties[problem.history :],
            )

    def check(self, lines: Lines, bound: Bound[PeriodRange]) -> Iterator[Violation]:
        """Each person's period with too many or too few duties."""
        for person in lines.people(bound.item.scope):
            known, wanted = lines.known_from(person.id), bound.limits.under(person.contract)
            days = lines.days_on(person.id, bound.item.scope)
            for first, last in lines.periods(bound.limits):
                count = sum(first <= day <= last for day in days)
                where = f"from {lines.date(first)} to {lines.date(last)}"
                what = f"{person.label} has {count} duties of '{bound.item.title or bound.item.id}' {where}"
                if wanted.max is not None and count > wanted.max:
                    message = f"{what}, more than {wanted.max}"
                    yield bound.miss(message, units=count - wanted.max, person=person.id)
                if wanted.min is not None and count < wanted.min and first >= known and last < lines.days:
                    message = f"{what}, fewer than {wanted.min}"
                    yield bound.miss(message, units=wanted.min - count, person=person.id)


FAMILY = Assignments()
