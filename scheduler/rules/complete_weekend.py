"""Of a weekend all days are worked, or none."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.roster import Violation
from scheduler.extend import Parts, State, Step, automaton, cents, concerns, scoped_cells
from scheduler.family import Bound, NoLimits, PersonRule
from scheduler.lines import Lines
from scheduler.periods import weekends
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class CompleteWeekend(PersonRule[NoLimits]):
    """Looks at weekends that lie wholly in known days; each change between its days is a unit."""

    name, unit, limits = "complete_weekend", "broken weekend", NoLimits

    def post(self, ctx: "Context", bound: Bound[NoLimits]) -> None:
        """Neighbouring days of a weekend are both on or both off."""
        pairs = [pair for days in weekends(ctx.problem.horizon) for pair in pairwise(days)]
        for person in ctx.people(bound):
            for one, other in pairs:
                inside = one >= ctx.problem.first_known[person] and other < ctx.problem.days
                if inside and ctx.any_free(person, one, other):
                    first, second = ctx.works(bound, person, one), ctx.works(bound, person, other)
                    ctx.require_clause(bound, [~first, second])
                    ctx.require_clause(bound, [first, ~second])

    def extend(self, problem: Problem, bound: Bound[NoLimits], person: int) -> Parts:
        """An automaton that remembers the day before inside a weekend."""
        if concerns(problem, bound.item, person):
            rate = bound.rate

            def step(state: State, letter: int) -> Step:
                inside, opens, works = letter & 4, letter & 2, letter & 1
                broken = int(bool(inside) and state is not None and state != works)
                return works if opens else None, cents(broken, rate), 0

            letters = _letters(problem, bound)
            yield automaton(problem, person, letters, key=bound.item.id, begin=None, step=step)

    def check(self, lines: Lines, bound: Bound[NoLimits]) -> Iterator[Violation]:
        """Each weekend that is worked in part."""
        weekend = [one.number for one in lines.horizon.weekend]
        for person in lines.people(bound.item.scope):
            known = lines.known_from(person.id)
            on = lines.days_on(person.id, bound.item.scope)
            for day in range(max(known, -len(weekend)), lines.days - 1):
                place = lines.date(day).weekday()
                if place not in weekend[:-1] or day + 1 < 0 or (day in on) == (day + 1 in on):
                    continue
                message = f"{person.label} works only one day of the weekend of {lines.date(day)}"
                yield bound.miss(message, person=person.id, date=lines.date(day))


def _letters(problem: Problem, bound: Bound[NoLimits]) -> NDArray[np.int32]:
    """(history + days, duties + 1): 4 for a weekend's later days, 2 for a day that another one follows, 1 for work."""
    letters = scoped_cells(problem, bound.item).astype(np.int32)
    for one, other in (pair for days in weekends(problem.horizon) for pair in pairwise(days)):
        if one >= -problem.history and 0 <= other < problem.days:
            letters[problem.history + one] += 2
            letters[problem.history + other] += 4
    return letters


FAMILY = CompleteWeekend()
