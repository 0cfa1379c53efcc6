"""Calling on a person at all costs a fixed price: agency and per-diem staff, somebody from another department."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.base import Labels, Noun
from models.roster import CostLine
from scheduler.extend import Automaton, Parts, State, Step, concerns, scoped_cells
from scheduler.family import Bound, Term
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class ActivationLimits(Noun):
    """Who has been called on already."""

    active: Labels = frozenset()
    """Ids of people whose price is paid already; they cost nothing more."""


class Activation(Term[ActivationLimits]):
    """The first duty in scope within the horizon costs the item's price, every further one nothing."""

    name, unit, limits = "activation", "person called on", ActivationLimits

    def names(self, limits: ActivationLimits) -> Iterator[tuple[str, str]]:
        """People."""
        yield from (("person", person) for person in sorted(limits.active))

    def post(self, ctx: "Context", bound: Bound[ActivationLimits]) -> None:
        """Charge one literal for each person: any duty in scope is worked."""
        problem = ctx.problem
        for person in ctx.people(bound):
            if problem.department.staff[person].id not in bound.limits.active:
                works = [ctx.works(bound, person, day) for day in range(problem.days)]
                ctx.store.charge(ctx.either(works), bound.price)

    def extend(self, problem: Problem, bound: Bound[ActivationLimits], person: int) -> Parts:
        """An automaton that charges the first duty in scope."""
        paid = problem.department.staff[person].id in bound.limits.active
        if concerns(problem, bound.item, person) and not paid:
            price = float(bound.price)

            def step(state: State, letter: int) -> Step:
                return int(state == 1 or letter == 1), price if letter and state == 0 else 0.0, 0

            letters = scoped_cells(problem, bound.item)[problem.history :].astype(np.int32)
            yield Automaton(key=bound.item.id, letters=letters, start=0, step=step)

    def value(self, lines: Lines, bound: Bound[ActivationLimits]) -> Iterator[CostLine]:
        """The price of each person with a duty."""
        for person in lines.people(bound.item.scope):
            called = next(lines.worked(person.id, bound.item.scope), None)
            if called is not None and person.id not in bound.limits.active and bound.price:
                yield CostLine(term=bound.item.id, kind="activation", cents=bound.price, person=person.id)


FAMILY = Activation()
