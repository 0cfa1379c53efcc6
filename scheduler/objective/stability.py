"""Changes against the roster that staff know already cost something, for each cell and for each person touched."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.base import Noun
from models.budget import Cents
from models.roster import CostLine
from scheduler.extend import Automaton, CellCosts, Parts, State, Step, concerns
from scheduler.family import PEOPLE, Bound, Term
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class StabilityLimits(Noun):
    """What changes cost besides the item's price for each cell."""

    per_person: Cents = 0
    """Cents on top for each person with any change."""


class Stability(Term[StabilityLimits]):
    """Reads `Department.published`; a cell changes when its duty, or being off, is another one."""

    name, unit, limits = "stability", "changed cell", StabilityLimits
    filters = PEOPLE

    def post(self, ctx: "Context", bound: Bound[StabilityLimits]) -> None:
        """Charge each free cell that differs, and each person with one."""
        problem = ctx.problem
        known = {
            (problem.person_index[one.person], problem.horizon.day_of(one.date)): problem.duty_index[
                one.shift, one.area
            ]
            for one in problem.department.published
        }
        for person in ctx.people(bound):
            changed = [self._changed(ctx, (person, day), known.get((person, day))) for day in range(problem.days)]
            for lit in changed:
                ctx.store.charge(lit, bound.price)
            if bound.limits.per_person:
                ctx.store.charge(ctx.either(changed), bound.limits.per_person)

    @staticmethod
    def _changed(ctx: "Context", cell: tuple[int, int], duty: int | None) -> Lit:
        if duty is None:
            return ctx.cells.works(*cell, ctx.problem.all_duties)
        return ~ctx.cells.on(*cell, duty)

    def extend(self, problem: Problem, bound: Bound[StabilityLimits], person: int) -> Parts:
        """Changed cells cost, and an automaton charges the first of them."""
        if not concerns(problem, bound.item, person):
            return
        published = np.full(problem.days, len(problem.duties))
        for one in problem.department.published:
            day = problem.horizon.day_of(one.date)
            if problem.person_index[one.person] == person and 0 <= day < problem.days:
                published[day] = problem.duty_index[one.shift, one.area]
        changed = published[:, None] != np.arange(len(problem.duties) + 1)
        yield CellCosts(changed * float(bound.price))
        if bound.limits.per_person:
            key = (bound.item.id, bound.limits.per_person)
            step = _touch(bound.limits.per_person)
            yield Automaton(key=key, letters=changed.astype(np.int32), start=0, step=step)

    def value(self, lines: Lines, bound: Bound[StabilityLimits]) -> Iterator[CostLine]:
        """Each person's changes."""
        known = {(one.person, one.date): (one.shift, one.area) for one in lines.department.published}
        for person in lines.people(bound.item.scope):
            changes = 0
            for day in range(lines.days):
                worked = lines.by_person[person.id].get(day)
                now = None if worked is None else (worked.shift.id, worked.area.id)
                changes += now != known.get((person.id, lines.date(day)))
            if changes:
                cents = changes * bound.price + bound.limits.per_person
                yield CostLine(term=bound.item.id, kind="changes", cents=cents, person=person.id)


def _touch(price: int) -> Callable[[State, int], Step]:
    """The first change of a person costs the price on top."""

    def step(state: State, letter: int) -> Step:
        touched = state == 1
        return int(touched or letter), float(price) if letter and not touched else 0.0, 0

    return step


FAMILY = Stability()
