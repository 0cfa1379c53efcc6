"""Between the end of one duty and the start of the next lies a least rest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Labels, Noun
from models.roster import Violation
from models.shifts import ShiftType
from scheduler.extend import Conflicts, Parts, concerns, follow_ups, scoped_cells
from scheduler.family import Bound, Clique, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class RestLimits(Noun):
    """Least minutes of rest; optionally only after and before shifts with some tags, or only with a way between."""

    minutes: Annotated[int, Field(ge=1, le=20160)]
    """Least minutes from the end of one duty to the start of the next, at most two weeks."""
    after_tags: Labels | None = None
    """Asked for only after shifts with one of these tags."""
    before_tags: Labels | None = None
    """Asked for only before shifts with one of these tags."""
    across_sites: bool = False
    """Asked for only between areas at different locations: what the way from one to the other takes."""


class Rest(PersonRule[RestLimits]):
    """Looks at each two duties in scope of a person, as many days apart as the rest can reach."""

    name, unit, limits = "rest", "pair of duties", RestLimits

    def post(self, ctx: "Context", bound: Bound[RestLimits]) -> None:
        """For each two days: at most one of the duties too late on the first and too early on the second."""
        for gap, by_day in _table(ctx.problem, bound).items():
            for person in ctx.people(bound):
                for day in ctx.starts(person, gap + 1, first=-ctx.problem.history, last=ctx.problem.days - 1 - gap):
                    if day in by_day and ctx.any_free(person, day, day + gap):
                        ctx.require_apart(bound, (person, day, day + gap), by_day[day])

    def extend(self, problem: Problem, bound: Bound[RestLimits], person: int) -> Parts:
        """An automaton of the duties that come too early after the last ones."""
        if concerns(problem, bound.item, person):
            pairs = follow_ups(problem, person, _conflicts(problem, bound), key=bound.item.id, rate=bound.rate)
            yield from () if pairs is None else (pairs,)

    def check(self, lines: Lines, bound: Bound[RestLimits]) -> Iterator[Violation]:
        """Each pair of duties with too little between them."""
        limits, scope = bound.limits, bound.item.scope
        for person in lines.people(scope):
            line = list(lines.worked(person.id, scope, first=lines.known_from(person.id)))
            for number, before in enumerate(line):
                for after in line[number + 1 :]:
                    rest = int((after.starts - before.ends).total_seconds()) // 60
                    if rest >= limits.minutes:
                        break
                    if (
                        after.day >= 0
                        and _chosen(before.shift, limits.after_tags)
                        and _chosen(after.shift, limits.before_tags)
                        and not (limits.across_sites and before.area.location == after.area.location)
                    ):
                        message = (
                            f"{person.label} rests {rest / 60:g} h between {before.label} on {lines.date(before.day)} "
                            f"and {after.label} on {lines.date(after.day)}, less than {limits.minutes / 60:g} h"
                        )
                        yield bound.miss(message, person=person.id, date=lines.date(after.day), shift=after.shift.id)


def _chosen(shift: ShiftType, tags: Labels | None) -> bool:
    return tags is None or bool(shift.tags & tags)


def _table(problem: Problem, bound: Bound[RestLimits]) -> dict[int, dict[int, list[Clique]]]:
    """Days apart → first day → cliques; made once per problem."""
    key = ("rest", bound.item.id)
    if key not in problem.cache:
        problem.cache[key] = _make_table(problem, bound.limits)
    table: dict[int, dict[int, list[Clique]]] = problem.cache[key]
    return table


def _make_table(problem: Problem, limits: RestLimits) -> dict[int, dict[int, list[Clique]]]:
    times, history = problem.times, problem.history
    sides = _sides(problem, limits)
    table: dict[int, dict[int, list[Clique]]] = {}
    for day in range(-history, problem.days - 1):
        ends = times.end[history + day].tolist()
        for later in range(max(0, day + 1), problem.days):
            starts = times.start[history + later].tolist()
            cliques = [
                clique
                for after, before in sides
                for clique in _cliques({k: ends[k] for k in after}, {k: starts[k] for k in before}, limits.minutes)
            ]
            if not cliques:
                break
            table.setdefault(later - day, {})[day] = cliques
    return table


def _sides(problem: Problem, limits: RestLimits) -> list[tuple[list[int], list[int]]]:
    """(duties, duties after them) between which the rest is asked for: one pair of lists, or one for each site."""
    after = [duty for duty in problem.duties if _chosen(duty.shift, limits.after_tags)]
    before = [duty for duty in problem.duties if _chosen(duty.shift, limits.before_tags)]
    if not limits.across_sites:
        return [([duty.index for duty in after], [duty.index for duty in before])]
    return [
        ([k.index for k in after if k.area.location == site], [k.index for k in before if k.area.location != site])
        for site in sorted({duty.area.location for duty in after})
    ]


def _cliques(ends: dict[int, int], starts: dict[int, int], rest: int) -> list[Clique]:
    """Pairs of sets (too late, too early), none of which go together; every conflict is inside one of them."""
    latest: dict[frozenset[int], int] = {}
    for start in sorted(set(starts.values())):
        late = frozenset(k for k, end in ends.items() if start - end < rest)
        if late:
            latest[late] = start
    return [(late, frozenset(k for k, s in starts.items() if s <= start)) for late, start in latest.items()]


def _conflicts(problem: Problem, bound: Bound[RestLimits]) -> Conflicts:
    """Pairs of duties of two days with too little rest between them."""
    times, history, limits = problem.times, problem.history, bound.limits
    inside = scoped_cells(problem, bound.item)[:, :-1]
    after = inside & np.array([_chosen(duty.shift, limits.after_tags) for duty in problem.duties])
    before = inside & np.array([_chosen(duty.shift, limits.before_tags) for duty in problem.duties])
    sites = np.array([duty.area.location for duty in problem.duties], dtype=object)
    apart = sites[:, None] != sites[None, :] if limits.across_sites else np.True_

    def conflicts(day: int, gap: int) -> NDArray[np.bool_] | None:
        row, later = history + day, history + day + gap
        close = times.start[later][None, :] - times.end[row][:, None] < limits.minutes
        return close & apart & after[row][:, None] & before[later][None, :] if close.any() else None

    return conflicts


FAMILY = Rest()
