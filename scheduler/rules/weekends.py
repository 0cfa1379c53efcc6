"""The number of weekends worked in the horizon lies within a range."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.limits import RangeByContract
from models.roster import Violation
from scheduler.extend import Automaton, Count, Parts, State, Step, concerns, range_charge, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines
from scheduler.periods import weekends
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class Weekends(PersonRule[RangeByContract]):
    """A weekend is worked when any of its days in the horizon has a duty in scope."""

    name, unit, limits = "weekends", "weekend", RangeByContract

    def post(self, ctx: "Context", bound: Bound[RangeByContract]) -> None:
        """One row for each person over one literal for each weekend."""
        problem = ctx.problem
        inside = ([day for day in days if 0 <= day < problem.days] for days in weekends(problem.horizon))
        spans = [days for days in inside if days]
        for person in ctx.people(bound):
            if spans and not any(ctx.any_free(person, *days) for days in spans):
                continue
            wanted = bound.limits.under(problem.department.staff[person].contract)
            lits = [ctx.either([ctx.works(bound, person, day) for day in days]) for days in spans]
            ctx.require_range(bound, lits, [1] * len(lits), low=wanted.min, high=wanted.max)

    def extend(self, problem: Problem, bound: Bound[RangeByContract], person: int) -> Parts:
        """An automaton that ticks on a weekend's first day worked, and a count of the ticks."""
        if concerns(problem, bound.item, person):
            wanted = bound.limits.under(problem.department.staff[person].contract)
            letters = _letters(problem, bound)[problem.history :]
            flag = Automaton(key=bound.item.id, letters=letters, start=0, step=_step)
            yield flag
            charge = range_charge(wanted.min, wanted.max, bound.rate)
            yield Count(first=0, last=problem.days - 1, begun=0, charge=charge, ticks=flag)

    def check(self, lines: Lines, bound: Bound[RangeByContract]) -> Iterator[Violation]:
        """Each person with too many or too few worked weekends."""
        weekend = [one.number for one in lines.horizon.weekend]
        for person in lines.people(bound.item.scope):
            wanted = bound.limits.under(person.contract)
            worked = set()
            for one in lines.worked(person.id, bound.item.scope):
                weekday = lines.date(one.day).weekday()
                if weekday in weekend:
                    worked.add(one.day - weekend.index(weekday))
            if wanted.max is not None and len(worked) > wanted.max:
                message = f"{person.label} works {len(worked)} weekends, more than {wanted.max}"
                yield bound.miss(message, units=len(worked) - wanted.max, person=person.id)
            if wanted.min is not None and len(worked) < wanted.min:
                message = f"{person.label} works {len(worked)} weekends, fewer than {wanted.min}"
                yield bound.miss(message, units=wanted.min - len(worked), person=person.id)


def _letters(problem: Problem, bound: Bound[RangeByContract]) -> NDArray[np.int32]:
    """(history + days, duties + 1): 4 on a weekend's days, 2 on its first one in the horizon, 1 for work."""
    letters = scoped_cells(problem, bound.item).astype(np.int32)
    for days in weekends(problem.horizon):
        inside = [problem.history + day for day in days if 0 <= day < problem.days]
        letters[inside] += 4
        letters[inside[:1]] += 2
    return letters


def _step(state: State, letter: int) -> Step:
    if not letter & 4:
        return 0, 0.0, 0
    counted = state == 1 and not letter & 2
    works = bool(letter & 1)
    return int(counted or works), 0.0, int(works and not counted)


FAMILY = Weekends()
