"""In each period lies at least one stretch of so many minutes without a duty."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.calendar import MINUTES_PER_DAY
from models.limits import Period, Periodic
from models.roster import Violation
from scheduler.extend import Parts, State, Step, automaton, cents, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.periods import period_spans
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

Busy = tuple[tuple[int, frozenset[int]], ...]
"""(day, duties in scope) that reach into a stretch of time."""
Look = tuple[int, int, int, int]
"""(minutes from the day's begin to a duty's start, from the day's end to its end, of the day, of the span)."""
OFF = -1
"""In place of the start, where no duty is worked."""


class FreeTimeLimits(Periodic):
    """How long the stretch is, and in what period."""

    minutes: Annotated[int, Field(ge=1, le=40320)]
    """Minutes in a row without a duty in scope, call and the end of a night from the day before included."""


class FreeTime(PersonRule[FreeTimeLimits]):
    """A weekly rest: 35 hours somewhere in each week. Asked of periods whose every day is known or in the horizon."""

    name, unit, limits = "free_time", "period without the stretch", FreeTimeLimits

    def post(self, ctx: "Context", bound: Bound[FreeTimeLimits]) -> None:
        """One of the moments from which the stretch can last is one from which it does."""
        busy_from: dict[int, Busy] = {}
        for person in ctx.people(bound):
            free_from: dict[int, Lit] = {}
            for first, last in _spans(ctx.problem, bound, person):
                if ctx.meets(person, first - 1, last):
                    moments = _moments(ctx.problem, bound, (first, last))
                    for moment in moments:
                        if moment not in busy_from:
                            busy_from[moment] = _busy(ctx.problem, bound, moment)
                        if moment not in free_from:
                            works = (ctx.works(bound, person, day, duties) for day, duties in busy_from[moment]
                                     if day >= ctx.problem.first_known[person])  # fmt: skip
                            free_from[moment] = ~ctx.either(list(works))
                    ctx.require_clause(bound, [free_from[moment] for moment in moments])

    def extend(self, problem: Problem, bound: Bound[FreeTimeLimits], person: int) -> Parts:
        """An automaton that knows how long nothing has been worked, and how long ago the last such stretch began."""
        if concerns(problem, bound.item, person):
            looks, letters = _letters(problem, bound)
            rolling = bound.limits.period is Period.ROLLING
            marks = np.zeros(problem.history + problem.days, dtype=np.int32)
            for first, last in _spans(problem, bound, person):
                marks[problem.history + first] |= 0 if rolling else 1
                marks[problem.history + last] |= 2
            step = _FreeStep(looks, bound, rolling=rolling)
            whole = letters * 4 + marks[:, None]
            yield automaton(problem, person, whole, key=bound.item.id, begin=(0, step.never), step=step)

    def check(self, lines: Lines, bound: Bound[FreeTimeLimits]) -> Iterator[Violation]:
        """Each period without such a stretch."""
        wanted = bound.limits.minutes
        for person in lines.people(bound.item.scope):
            known = lines.known_from(person.id)
            worked = [(one.starts, one.ends) for one in lines.worked(person.id, bound.item.scope, first=known)]
            for first, last in lines.periods(bound.limits):
                if first < known or last >= lines.days:
                    continue
                opens, closes = lines.horizon.instant(first, 0), lines.horizon.instant(last + 1, 0)
                inside = [
                    (max(start, opens), min(end, closes)) for start, end in worked if start < closes > opens < end
                ]
                longest, free_since = 0, opens
                for start, end in [*inside, (closes, closes)]:
                    longest = max(longest, int((start - free_since).total_seconds()) // 60)
                    free_since = max(free_since, end)
                if longest < wanted:
                    told = f"from {lines.date(first)} to {lines.date(last)}"
                    message = (
                        f"{person.label} is free for {longest / 60:g} h at most {told}, less than {wanted / 60:g} h"
                    )
                    yield bound.miss(message, person=person.id, date=lines.date(last))


def _spans(problem: Problem, bound: Bound[FreeTimeLimits], person: int) -> list[tuple[int, int]]:
    """Periods whose every day is known or in the horizon."""
    known, spans = problem.first_known[person], period_spans(problem, bound.limits)
    return [(first, last) for first, last in spans if known <= first and last < problem.days]


def _moments(problem: Problem, bound: Bound[FreeTimeLimits], span: tuple[int, int]) -> list[int]:
    """Minutes at which a stretch inside the span may begin: with the span, or when a duty ends."""
    opens, closes = problem.horizon.minute(span[0], 0), problem.horizon.minute(span[1] + 1, 0)
    latest = closes - bound.limits.minutes
    rows = slice(max(0, problem.history + span[0] - 2), problem.history + span[1] + 1)
    ends = np.unique(problem.times.end[rows][:, sorted(_duties(problem, bound))])
    inside: list[int] = ends[(ends > opens) & (ends <= latest)].tolist()
    return [opens, *inside] if opens <= latest else []


def _duties(problem: Problem, bound: Bound[FreeTimeLimits]) -> frozenset[int]:
    """Duties in scope, worked out once per problem."""
    key = ("free time", bound.item.id)
    if key not in problem.cache:
        problem.cache[key] = problem.duties_in(bound.item.scope)
    found: frozenset[int] = problem.cache[key]
    return found


def _busy(problem: Problem, bound: Bound[FreeTimeLimits], moment: int) -> Busy:
    """What would reach into the stretch that begins at a moment."""
    chosen = np.zeros(len(problem.duties), dtype=bool)
    chosen[sorted(_duties(problem, bound))] = True
    reaches = (problem.times.start < moment + bound.limits.minutes) & (problem.times.end > moment) & chosen
    rows = np.nonzero(reaches.any(axis=1))[0].tolist()
    return tuple((row - problem.history, frozenset(np.nonzero(reaches[row])[0].tolist())) for row in rows)


def _letters(problem: Problem, bound: Bound[FreeTimeLimits]) -> tuple[list[Look], NDArray[np.int32]]:
    """What cells look like, and (history + days, duties + 1) the number of each cell's look."""
    inside, horizon = scoped_cells(problem, bound.item), problem.horizon
    midnights = [horizon.minute(day, 0) for day in range(-problem.history, problem.days + 1)]
    back = bound.limits.period_days or 1
    number: dict[Look, int] = {}
    letters = np.zeros(inside.shape, dtype=np.int32)
    for row, (begin, end) in enumerate(pairwise(midnights)):
        span = end - horizon.minute(row - problem.history + 1 - back, 0)
        for duty in range(inside.shape[1]):
            look = (OFF, 0, end - begin, span)
            if inside[row, duty]:
                start, finish = int(problem.times.start[row, duty]), int(problem.times.end[row, duty])
                look = (start - begin, finish - end, end - begin, span)
            letters[row, duty] = number.setdefault(look, len(number))
    return list(number), letters


class _FreeStep:
    """State (minutes free at the day's end, below 0 while a night goes on; minutes since the last stretch began)."""

    def __init__(self, looks: list[Look], bound: Bound[FreeTimeLimits], *, rolling: bool) -> None:
        self.looks, self.rate, self.minutes, self.rolling = looks, bound.rate, bound.limits.minutes, rolling
        self.never = (bound.limits.period_days or 0) * MINUTES_PER_DAY + 2 * MINUTES_PER_DAY + self.minutes

    def __call__(self, state: State, letter: int) -> Step:
        """One more day; where periods follow each other, the first day of one forgets what was before."""
        free, age = cast("tuple[int, int]", state)
        start, finish, length, span = self.looks[letter >> 2]
        if letter & 1:
            free, age = min(free, 0), self.never
        found = start != OFF and free + start >= self.minutes
        age = length - start + self.minutes if found else age + length if self.rolling else age
        free = free + length if start == OFF else min(free + length, -finish)
        if free >= self.minutes:
            free = age = self.minutes
        age = min(age, self.never)
        if not self.rolling:
            age = self.minutes if age < self.never else self.never
        missed = bool(letter & 2) and age > (span if self.rolling else self.minutes)
        return (free, age), cents(int(missed), self.rate), 0


FAMILY = FreeTime()
