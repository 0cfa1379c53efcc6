"""Some shifts may not follow some others on the next day: those listed, or those that start too early or too late."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Labels, Noun
from models.calendar import MINUTES_PER_DAY
from models.roster import Violation
from models.shifts import ShiftType
from scheduler.extend import Conflicts, Parts, concerns, follow_ups, scoped_cells
from scheduler.family import Bound, Clique, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


Minutes = Annotated[int, Field(ge=0, le=1440)]


class SuccessionLimits(Noun):
    """What may not follow what, by name or by when it starts."""

    forbidden: dict[str, Labels] = Field(default_factory=dict)
    """By shift id the ids of the shifts that may not start on the day after."""
    earlier: Minutes | None = None
    """The next day's shift starts at most so many minutes earlier by the clock; 0 turns forward only."""
    later: Minutes | None = None
    """The next day's shift starts at most so many minutes later by the clock."""


class Succession(PersonRule[SuccessionLimits]):
    """Forbidden neighbours by shift type, in whatever area; anything may follow a day off."""

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
        scope, limits = bound.item.scope, bound.limits
        for person in lines.people(scope):
            line = {one.day: one for one in lines.worked(person.id, scope, first=lines.known_from(person.id))}
            for day, before in line.items():
                after = line.get(day + 1)
                if after is not None and after.day >= 0 and _objects(limits, before.shift, after.shift):
                    date = lines.date(after.day)
                    message = f"{person.label} works {after.shift.id} on {date}, the day after {before.shift.id}"
                    yield bound.miss(message, person=person.id, date=date, shift=after.shift.id)


def _objects(limits: SuccessionLimits, before: ShiftType, after: ShiftType) -> bool:
    turn = after.start - before.start
    too_early = limits.earlier is not None and -turn > limits.earlier
    too_late = limits.later is not None and turn > limits.later
    return too_early or too_late or after.id in limits.forbidden.get(before.id, ())


def _forbidden(problem: Problem, limits: SuccessionLimits) -> dict[str, frozenset[str]]:
    """By shift id the ids of all shifts that may not follow."""
    shifts = problem.department.shifts
    starts = np.array([shift.start for shift in shifts])
    found = {}
    for one in shifts:
        low = one.start - (MINUTES_PER_DAY if limits.earlier is None else limits.earlier)
        high = one.start + (MINUTES_PER_DAY if limits.later is None else limits.later)
        outside = np.nonzero((starts < low) | (starts > high))[0]
        found[one.id] = frozenset(shifts[n].id for n in outside) | limits.forbidden.get(one.id, frozenset())
    return found


def _cliques(problem: Problem, bound: Bound[SuccessionLimits]) -> list[Clique]:
    """(duties, duties forbidden after each of them), one for each distinct set of forbidden shifts."""
    key = ("succession", bound.item.id)
    if key not in problem.cache:
        forbidden = _forbidden(problem, bound.limits)
        sets = {after for after in forbidden.values() if after}
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
    after = _forbidden(problem, bound.limits)
    forbidden = np.array([[two.shift.id in after[one.shift.id] for two in problem.duties] for one in problem.duties])

    def conflicts(day: int, gap: int) -> NDArray[np.bool_] | None:
        if gap > 1:
            return None
        row = history + day
        return np.asarray(forbidden & inside[row][:, None] & inside[row + 1][None, :], dtype=np.bool_)

    return conflicts


FAMILY = Succession()
