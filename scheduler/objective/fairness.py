"""A burden is shared in proportion to working time; the further from the fair share, the dearer each step."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.base import Noun
from models.roster import CostLine
from scheduler.family import Bound, Term
from scheduler.lines import Lines

if TYPE_CHECKING:
    from scheduler.context import Context


class FairnessLimits(Noun):
    """What is shared among the people in scope."""

    total: Annotated[int, Field(ge=0)]
    """Duties in scope that are to be shared in this horizon."""
    carried: dict[str, int] = Field(default_factory=dict)
    """Duties of this kind that each person has borne already; they count as part of the shares."""


class Fairness(Term[FairnessLimits]):
    """The n-th duty above (or below) the rounded share costs n times the price: convex, so that bounds stay useful."""

    name, unit, limits = "fairness", "duty off the fair share", FairnessLimits

    def names(self, limits: FairnessLimits) -> Iterator[tuple[str, str]]:
        """People."""
        yield from (("person", person) for person in limits.carried)

    def post(self, ctx: "Context", bound: Bound[FairnessLimits]) -> None:
        """A convex charge on each person's count."""
        problem = ctx.problem
        staff = problem.department.staff
        chosen = sorted(problem.people_in(bound.item.scope))
        fte = {p: Fraction(str(problem.department.contract_by_id[staff[p].contract].fte)) for p in chosen}
        carried = {p: bound.limits.carried.get(staff[p].id, 0) for p in chosen}
        total, shares = bound.limits.total + sum(carried.values()), sum(fte.values())
        for person in ctx.people(bound):
            share = total * fte[person] / shares - carried[person] if shares else Fraction(0)
            lits = [lit for day in range(problem.days) for lit, _ in ctx.terms(bound, person, day)]
            low, high = max(0, floor(share)), max(0, ceil(share))
            ctx.charge_steps(lits, low=low, high=high, price=bound.price)

    def value(self, lines: Lines, bound: Bound[FairnessLimits]) -> Iterator[CostLine]:
        """Each person's charge."""
        people = list(lines.people(bound.item.scope))
        weight = {person.id: Fraction(str(lines.contract(person).fte)) for person in people}
        borne = {person.id: bound.limits.carried.get(person.id, 0) for person in people}
        everything = bound.limits.total + sum(borne.values())
        for person in people:
            count = len(list(lines.worked(person.id, bound.item.scope)))
            fair = everything * weight[person.id] / (sum(weight.values()) or 1) - borne[person.id]
            steps = max(count - max(0, ceil(fair)), max(0, floor(fair)) - count, 0)
            if steps:
                cents = bound.price * steps * (steps + 1) // 2
                yield CostLine(term=bound.item.id, kind="fairness", cents=cents, person=person.id)


FAMILY = Fairness()
