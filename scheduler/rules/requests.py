"""Wishes to work, or not to work, on a date are granted or paid for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.base import Noun
from models.policy import Level
from models.requests import Wish, WishKind
from models.roster import Violation
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines, Worked

if TYPE_CHECKING:
    from scheduler.context import Context


class RequestLimits(Noun):
    """Which kind of wish is meant; both when absent."""

    kind: WishKind | None = None


class Requests(PersonRule[RequestLimits]):
    """Reads `Department.wishes`; a wish's own price goes before the item's."""

    name, unit, limits = "requests", "broken wish", RequestLimits
    levels = frozenset({Level.PRICED})

    def post(self, ctx: "Context", bound: Bound[RequestLimits]) -> None:
        """Charge the literal that breaks a wish."""
        problem, chosen = ctx.problem, set(ctx.people(bound))
        for wish in problem.department.wishes:
            person, day = problem.person_index[wish.person], problem.horizon.day_of(wish.date)
            if person not in chosen or not _about(bound, wish) or not ctx.any_free(person, day):
                continue
            wanted = frozenset(
                duty.index
                for duty in problem.duties
                if wish.shift in {None, duty.shift.id} and wish.area in {None, duty.area.id}
            )
            works = ctx.cells.works(person, day, wanted)
            ctx.store.charge(works if wish.kind is WishKind.OFF else ~works, _price(bound, wish))

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
