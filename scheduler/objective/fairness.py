"""A burden is shared in proportion to working time; the further from the fair share, the dearer each step."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Noun
from models.limits import Amount
from models.roster import CostLine
from scheduler.extend import Count, Parts, concerns, scoped_cells
from scheduler.family import Bound, Term
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class FairnessLimits(Noun):
    """What is shared among the people in scope."""

    total: Amount
    """Duties in scope that are to be shared in this horizon."""
    carried: dict[str, Amount] = Field(default_factory=dict)
    """Duties of this kind that each person has borne already; they count as part of the shares."""


class Fairness(Term[FairnessLimits]):
    """The n-th duty above (or below) the rounded share costs n times the price: convex, so that bounds stay useful."""

    name, unit, limits = "fairness", "duty off the fair share", FairnessLimits

    def names(self, limits: FairnessLimits) -> Iterator[tuple[str, str]]:
        """People."""
        yield from (("person", person) for person in limits.carried)

    def post(self, ctx: "Context", bound: Bound[FairnessLimits]) -> None:
        """A convex charge on each person's count."""
        shares = _shares(ctx.problem, bound)
        for person in ctx.people(bound):
            low, high = shares[person]
            lits = [lit for day in range(ctx.problem.days) for lit, _ in ctx.terms(bound, person, day)]
            ctx.charge_steps(lits, low=low, high=high, price=bound.price)

    def extend(self, problem: Problem, bound: Bound[FairnessLimits], person: int) -> Parts:
        """A count with a convex charge."""
        if concerns(problem, bound.item, person):
            low, high = _shares(problem, bound)[person]
            price = bound.price

            def charge(totals: NDArray[np.int64]) -> NDArray[np.float64]:
                steps = np.maximum(0, np.maximum(totals - high, low - totals))
                return np.asarray(price * steps * (steps + 1) / 2, dtype=np.float64)

            amounts = scoped_cells(problem, bound.item).astype(np.int64)[problem.history :]
            yield Count(first=0, last=problem.days - 1, begun=0, charge=charge, amounts=amounts)

    def value(self, lines: Lines, bound: Bound[FairnessLimits]) -> Iterator[CostLine]:
        """Each person's charge."""
        fair_of = _fair(lines, bound)
        for person in lines.people(bound.item.scope):
            count = len(list(lines.worked(person.id, bound.item.scope)))
            fair = fair_of[person.id]
            steps = max(count - max(0, ceil(fair)), max(0, floor(fair)) - count, 0)
            if steps:
                cents = bound.price * steps * (steps + 1) // 2
                yield CostLine(term=bound.item.id, kind="fairness", cents=cents, person=person.id)


def _fair(lines: Lines, bound: Bound[FairnessLimits]) -> dict[str, Fraction]:
    """Person in scope → fair share as a reader counts it; worked out once per department."""
    memo, key = lines.department.memo, ("fair", bound.item.id)
    if key not in memo:
        people = lines.everybody(bound.item.scope)
        weight = {person.id: Fraction(str(lines.contract(person).fte)) for person in people}
        borne = {person.id: bound.limits.carried.get(person.id, 0) for person in people}
        everything, everybody = bound.limits.total + sum(borne.values()), sum(weight.values()) or 1
        memo[key] = {one: everything * share / everybody - borne[one] for one, share in weight.items()}
    found: dict[str, Fraction] = memo[key]
    return found


def _shares(problem: Problem, bound: Bound[FairnessLimits]) -> dict[int, tuple[int, int]]:
    """Person in scope → fair share rounded down and up; worked out once per problem."""
    key = ("fair shares", bound.item.id)
    if key not in problem.cache:
        problem.cache[key] = _make_shares(problem, bound)
    found: dict[int, tuple[int, int]] = problem.cache[key]
    return found


def _make_shares(problem: Problem, bound: Bound[FairnessLimits]) -> dict[int, tuple[int, int]]:
    staff, carried = problem.department.staff, bound.limits.carried
    chosen = sorted(problem.people_in(bound.item.scope))
    fte = {p: Fraction(str(problem.department.contract_by_id[staff[p].contract].fte)) for p in chosen}
    borne = {p: carried.get(staff[p].id, 0) for p in chosen}
    total, everybody = bound.limits.total + sum(borne.values()), sum(fte.values()) or 1
    exact = {p: total * fte[p] / everybody - borne[p] for p in chosen}
    return {p: (max(0, floor(share)), max(0, ceil(share))) for p, share in exact.items()}


FAMILY = Fairness()
