"""Some shifts may not follow some others on the next day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.base import Labels, Noun
from models.roster import Violation
from scheduler.extend import Conflicts, Parts, concerns, follow_ups, scoped_cells
from scheduler.family import Bound, Clique, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class SuccessionLimits(Noun):
    """What may not follow what."""

    forbidden: dict[str, Labels]
    """By shift id the ids of the shifts that may not start on the day after."""


class Succession(PersonRule[SuccessionLimits]):
    """Forbidden neighbours by shift type, in whatever area."""

    name, unit, limits = "succession", "pair of duties", SuccessionLimits

    def names(self, limits: SuccessionLimits) -> Iterator[tuple[str, str]]:
        """Shift types."""
        for before, after in limits.forbidden.items():
            yield from (("shift", shift) for shift in (before, *sorted(after)))

    def post(self, ctx: "Context", bound: Bound[SuccessionLimits]) -> None:
        """For each two neighbouring days: at most one of a set of shifts and the shifts all of them forbid."""
        cliques = _cliques(ctx.problem, bound)
        for person in ctx.people(bound):
            for day in ctx.starts(person, 2, first=-1, last=ctx.problem.days - 2):
                ctx.require_apart(bound, (person, day, day + 1), cliques)

    def extend(self, problem: Problem, bound: Bound[SuccessionLimits], person: int) -> Parts:
        """An automaton of the shifts that may not come next."""
        if concerns(problem, bound.item, person):
            pairs = follow_ups(problem, person, _conflicts(problem, bound), key=bound.item.id, rate=bound.rate)
            yield from () if pairs is None else (pairs,)

    def check(self, lines: Lines, bound: Bound[SuccessionLimits]) -> Iterator[Violation]:
        """Each pair of neighbouring days with a forbidden succession."""
        scope, forbidden = bound.item.scope, bound.limits.forbidden
        for person in lines.people(scope):
            line = {one.day: one for one in lines.worked(person.id, scope, first=lines.known_from(person.id))}
            for day, before in line.items():
                after = line.get(day + 1)
                if after is not None and after.day >= 0 and after.shift.id in forbidden.get(before.shift.id, ()):
                    date = lines.date(after.day)
                    message = f"{person.label} works {after.shift.id} on {date}, the day after {before.shift.id}"
                    yield bound.miss(message, person=person.id, date=date, shift=after.shift.id)


def _cliques(problem: Problem, bound: Bound[SuccessionLimits]) -> list[Clique]:
    """(duties, duties forbidden after each of them), one for each distinct set of forbidden shifts."""
    key = ("succession", bound.item.id)
    if key not in problem.cache:
        forbidden = bound.limits.forbidden
        sets = {frozenset(after) for after in forbidden.values() if after}
        problem.cache[key] = [
            (
                frozenset(k.index for k in problem.duties if after <= forbidden.get(k.shift.id, frozenset())),
                frozenset(k.index for k in problem.duties if k.shift.id in after),
            )
            for after in sorted(sets, key=lambda ids: (len(ids), sorted(ids)))
        ]
    cliques: list[Clique] = problem.cache[key]
    return cliques


def _conflicts(problem: Problem, bound: Bound[SuccessionLimits]) -> Conflicts:
    """Forbidden pairs of neighbouring days."""
    inside, history = scoped_cells(problem, bound.item)[:, :-1], problem.history
    none: frozenset[str] = frozenset()
    forbidden = np.array(
        [[two.shift.id in bound.limits.forbidden.get(one.shift.id, none) for two in problem.duties]
         for one in problem.duties]
    )  # fmt: skip

    def conflicts(day: int, gap: int) -> NDArray[np.bool_] | None:
        if gap > 1:
            return None
        row = history + day
        return np.asarray(forbidden & inside[row][:, None] & inside[row + 1][None, :], dtype=np.bool_)

    return conflicts


FAMILY = Succession()
