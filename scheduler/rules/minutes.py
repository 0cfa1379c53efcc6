"""Paid minutes in each period lie within a range."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.limits import PeriodRange
from models.roster import Violation
from models.staff import Person
from scheduler.extend import Count, Parts, before_horizon, concerns, range_charge, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines, Worked
from scheduler.periods import period_spans
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class MinutesOf(StrEnum):
    """Which minutes of a duty are counted."""

    PAID = "paid"
    CLOCK = "clock"
    """All from its start to its end, unpaid ones and call included."""


class MinutesLimits(PeriodRange):
    """Minutes for each period; approved leave counts towards the minimum when `count_leave` is set."""

    of: MinutesOf = MinutesOf.PAID
    """What is counted: paid minutes, or all minutes from start to end, call included."""
    count_leave: bool = True
    """Whether a day of approved leave counts the contract's `leave_minutes_per_day` towards the minimum, a part of a
    day its share of them."""


class Minutes(PersonRule[MinutesLimits]):
    """A minimum is asked only of periods whose every day is known or in the horizon."""

    name, unit, limits = "minutes", "minute", MinutesLimits

    def post(self, ctx: "Context", bound: Bound[MinutesLimits]) -> None:
        """One row for each person and period."""
        problem, staff = ctx.problem, ctx.problem.department.staff
        each, history = _minutes(problem, bound), problem.history
        spans = period_spans(problem, bound.limits)
        for person in ctx.people(bound):
            span_of = bound.limits.under(staff[person].contract)
            first_known = problem.first_known[person]
            for first, last in spans:
                begin, end = max(first, first_known), min(last, problem.days - 1)
                if not ctx.meets(person, begin, end):
                    continue
                terms = [(lit, int(each[history + day, duty])) for day in range(begin, end + 1)
                         for lit, duty in ctx.terms(bound, person, day)]  # fmt: skip
                low = span_of.min if (begin, end) == (first, last) else None
                if low is not None and bound.limits.count_leave:
                    low = max(0, low - problem.leave_minutes(person, begin, end))
                lits, coefs = [lit for lit, _ in terms], [minutes for _, minutes in terms]
                ctx.require_range(bound, lits, coefs, low=low, high=span_of.max)

    def extend(self, problem: Problem, bound: Bound[MinutesLimits], person: int) -> Parts:
        """One count for each period."""
        if not concerns(problem, bound.item, person):
            return
        wanted = bound.limits.under(problem.department.staff[person].contract)
        each = np.pad(_minutes(problem, bound), ((0, 0), (0, 1))) * scoped_cells(problem, bound.item)
        for first, last in period_spans(problem, bound.limits):
            low = wanted.min if first >= problem.first_known[person] and last < problem.days else None
            if low is not None and bound.limits.count_leave:
                low = max(0, low - problem.leave_minutes(person, first, last))
            yield Count(
                first=max(first, 0),
                last=min(last, problem.days - 1),
                begun=before_horizon(problem, person, each, first),
                charge=range_charge(low, wanted.max, bound.rate),
                amounts=each[problem.history :],
            )

    def check(self, lines: Lines, bound: Bound[MinutesLimits]) -> Iterator[Violation]:
        """Each person's period with too many or too few minutes."""
        for person in lines.people(bound.item.scope):
            yield from _check_person(lines, bound, person)


def _minutes(problem: Problem, bound: Bound[MinutesLimits]) -> NDArray[np.int64]:
    """(history + days, duties): what each duty counts."""
    return problem.times.paid if bound.limits.of is MinutesOf.PAID else problem.times.end - problem.times.start


def _length(limits: MinutesLimits, worked: Worked) -> int:
    if limits.of is MinutesOf.PAID:
        return worked.paid_minutes
    return int((worked.ends - worked.starts).total_seconds()) // 60


def _check_person(lines: Lines, bound: Bound[MinutesLimits], person: Person) -> Iterator[Violation]:
    limits, known = bound.limits, lines.known_from(person.id)
    wanted = limits.under(person.contract)
    worked = list(lines.worked(person.id, bound.item.scope, first=known))
    leave = lines.leave.get(person.id, {}) if limits.count_leave else {}
    for first, last in lines.periods(limits):
        minutes = sum(_length(limits, one) for one in worked if first <= one.day <= last)
        period = f"from {lines.date(first)} to {lines.date(last)}"
        if wanted.max is not None and minutes > wanted.max:
            message = f"{person.label} has {minutes / 60:g} {limits.of} hours {period}, above {wanted.max / 60:g}"
            yield bound.miss(message, units=minutes - wanted.max, person=person.id)
        if wanted.min is None or first < known or last >= lines.days:
            continue
        credit = sum(counted for day, counted in leave.items() if first <= day <= last)
        if minutes + credit < wanted.min:
            message = (
                f"{person.label} has {(minutes + credit) / 60:g} {limits.of} hours {period}, below {wanted.min / 60:g}"
            )
            yield bound.miss(message, units=wanted.min - minutes - credit, person=person.id)


FAMILY = Minutes()
