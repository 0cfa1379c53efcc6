"""Wishes to work, or not to work, on a date are granted or paid for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.base import Noun
from models.policy import Level
from models.requests import Wish, WishKind
from models.roster import Violation
from scheduler.extend import CellCosts, Parts, concerns
from scheduler.family import PEOPLE, Bound, PersonRule
from scheduler.lines import Lines, Worked
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class RequestLimits(Noun):
    """Which kind of wish is meant."""

    kind: WishKind | None = None
    """Wishes to work, or not to; both when absent."""


class Requests(PersonRule[RequestLimits]):
    """Reads `Department.wishes`; a wish's own price goes before the item's."""

    name, unit, limits = "requests", "broken wish", RequestLimits
    filters = PEOPLE
    levels = frozenset({Level.PRICED})

    def post(self, ctx: "Context", bound: Bound[RequestLimits]) -> None:
        """Charge the literal that breaks a wish."""
        problem = ctx.problem
        for person in ctx.people(bound):
            for wish in problem.wishes_of.get(person, ()):
                day = problem.horizon.day_of(wish.date)
                if _about(bound, wish) and ctx.any_free(person, day):
                    works = ctx.cells.works(person, day, problem.duties_like(wish.shift, wish.area))
                    ctx.store.charge(works if wish.kind is WishKind.OFF else ~works, _price(bound, wish))

    def extend(self, problem: Problem, bound: Bound[RequestLimits], person: int) -> Parts:
        """Cells that break a wish cost its price."""
        if not concerns(problem, bound.item, person):
            return
        costs = np.zeros((problem.days, len(problem.duties) + 1))
        for wish in problem.department.wishes:
            day = problem.horizon.day_of(wish.date)
            if problem.person_index[wish.person] == person and _about(bound, wish) and 0 <= day < problem.days:
                granted = [
                    wish.shift in {None, duty.shift.id} and wish.area in {None, duty.area.id} for duty in problem.duties
                ]
                broken = np.array([*granted, False]) == (wish.kind is WishKind.OFF)
                costs[day] += broken * _price(bound, wish)
        yield CellCosts(costs)

    def check(self, lines: Lines, bound: Bound[RequestLimits]) -> Iterator[Violation]:
        """Each broken wish."""
        chosen = {person.id: person for person in lines.people(bound.item.scope)}
        for wish in lines.department.wishes:
            day = (wish.date - lines.horizon.start).days
            if wish.person not in chosen or not _about(bound, wish) or not 0 <= day < lines.days:
                continue
            worked = lines.by_person[wish.person].get(day)
            if _matches(wish, worked) == (wish.kind is WishKind.OFF):
                where = " ".join(part for part in (wish.shift, wish.area) if part) or "work"
                wanted = "not to work" if wish.kind is WishKind.OFF else "to work"
                what = "" if where == "work" else f" {where}"
                told = f"{chosen[wish.person].label} wished {wanted}{what} on {wish.date}"
                message = f"{told} and is {'on ' + worked.label if worked else 'off'}"
                yield bound.miss(message, cost=_price(bound, wish), person=wish.person, date=wish.date)


def _about(bound: Bound[RequestLimits], wish: Wish) -> bool:
    return bound.limits.kind in {None, wish.kind}


def _price(bound: Bound[RequestLimits], wish: Wish) -> int:
    return bound.price if wish.price is None else wish.price


def _matches(wish: Wish, worked: Worked | None) -> bool:
    """Whether what is worked is what the wish is about."""
    if worked is None:
        return False
    return wish.shift in {None, worked.shift.id} and wish.area in {None, worked.area.id}


FAMILY = Requests()
