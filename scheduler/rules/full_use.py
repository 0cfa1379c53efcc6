"""Whoever has any duty in the horizon has at least so many: people are called on in earnest, or not at all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import numpy as np
from pydantic import Field

from models.base import Noun
from models.calendar import MOST_DAYS
from models.roster import Violation
from scheduler.extend import Automaton, Parts, State, Step, cents, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

LAST = 2
"""What the last day adds to a letter, so that an automaton knows that nothing comes after it."""


class FullUseLimits(Noun):
    """How much is enough."""

    min: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    """Duties in scope that whoever has one has at least."""


class FullUse(PersonRule[FullUseLimits]):
    """None is enough, too. Counts duties in scope within the horizon; those before it are another roster's."""

    name, unit, limits = "full_use", "duty missing", FullUseLimits

    def post(self, ctx: "Context", bound: Bound[FullUseLimits]) -> None:
        """One row for each person: duties, and the whole minimum at once for somebody without any."""
        least, days = bound.limits.min, range(ctx.problem.days)
        for person in ctx.people(bound):
            works = [ctx.works(bound, person, day) for day in days]
            idle = ~ctx.either(works)
            ctx.require_range(bound, [*works, idle], [1] * len(works) + [least], low=least)

    def extend(self, problem: Problem, bound: Bound[FullUseLimits], person: int) -> Parts:
        """An automaton that counts up to the minimum, and is charged on the last day."""
        if not concerns(problem, bound.item, person):
            return
        least, rate = bound.limits.min, bound.rate

        def step(state: State, letter: int) -> Step:
            count = min(least, cast("int", state) + letter % LAST)
            short = least - count if letter >= LAST and count else 0
            return count, cents(short, rate), 0

        letters = scoped_cells(problem, bound.item)[problem.history :].astype(np.int32)
        letters[-1] += LAST
        yield Automaton(key=bound.item.id, letters=letters, start=0, step=step)

    def check(self, lines: Lines, bound: Bound[FullUseLimits]) -> Iterator[Violation]:
        """Each person with some duties, and fewer than the minimum."""
        for person in lines.people(bound.item.scope):
            count = sum(1 for _ in lines.worked(person.id, bound.item.scope))
            if 0 < count < bound.limits.min:
                what = f"{person.label} has {count} duties of '{bound.item.title or bound.item.id}'"
                message = f"{what}: none, or at least {bound.limits.min}"
                yield bound.miss(message, units=bound.limits.min - count, person=person.id)


FAMILY = FullUse()
