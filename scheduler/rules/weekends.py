"""The number of weekends worked, in the horizon or in every few weekends in a row, lies within a range."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.limits import Range, RangeByContract
from models.roster import Violation
from models.staff import Person
from scheduler.extend import (
    Automaton,
    Count,
    Parts,
    State,
    Step,
    automaton,
    cents,
    concerns,
    range_charge,
    scoped_cells,
)
from scheduler.family import Bound, PersonRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.periods import weekends
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

Span = tuple[list[list[int]], bool]
"""The days of each of some weekends in a row, and whether all of them are known or in the horizon."""


class WeekendLimits(RangeByContract):
    """Range of worked weekends."""

    window: Annotated[int, Field(ge=2, le=12)] | None = None
    """The range holds in every so many weekends in a row, those known before the horizon included; in the horizon as a
    whole when absent. At most n weekends in a row: `max` n of `window` n + 1."""


class Weekends(PersonRule[WeekendLimits]):
    """A weekend is worked when any of its days that count has a duty in scope."""

    name, unit, limits = "weekends", "weekend", WeekendLimits

    def post(self, ctx: "Context", bound: Bound[WeekendLimits]) -> None:
        """One row for each person and span over one literal for each weekend."""
        for person in ctx.people(bound):
            wanted = bound.limits.under(ctx.problem.department.staff[person].contract)
            lit_of: dict[int, Lit] = {}
            for span, whole in _spans(ctx.problem, bound, person):
                if span and not any(ctx.any_free(person, *days) for days in span):
                    continue
                for days in span:
                    if days[0] not in lit_of:
                        lit_of[days[0]] = ctx.either([ctx.works(bound, person, day) for day in days])
                lits = [lit_of[days[0]] for days in span]
                low = wanted.min if whole else None
                ctx.require_range(bound, lits, [1] * len(lits), low=low, high=wanted.max)

    def extend(self, problem: Problem, bound: Bound[WeekendLimits], person: int) -> Parts:
        """An automaton that ticks on a weekend's first day worked, and a count of the ticks in each span."""
        if not concerns(problem, bound.item, person):
            return
        wanted, window = bound.limits.under(problem.department.staff[person].contract), bound.limits.window
        letters = _letters(problem, bound)
        if window is not None:
            letters = letters + _closings(problem, window, problem.first_known[person])[:, None]
            key = (bound.item.id, wanted.min, wanted.max)
            step = _WindowStep(wanted, window, bound.rate)
            yield automaton(problem, person, letters, key=key, begin=((0,) * (window - 1), 0), step=step)
            return
        flag = Automaton(key=bound.item.id, letters=letters[problem.history :], start=0, step=_step)
        yield flag
        charge = range_charge(wanted.min, wanted.max, bound.rate)
        yield Count(first=0, last=problem.days - 1, begun=0, charge=charge, ticks=flag)

    def check(self, lines: Lines, bound: Bound[WeekendLimits]) -> Iterator[Violation]:
        """Each person, and each span of weekends, with too many or too few of them worked."""
        weekend = [one.number for one in lines.horizon.weekend]
        for person in lines.people(bound.item.scope):
            known = 0 if bound.limits.window is None else lines.known_from(person.id)
            worked = set()
            for one in lines.worked(person.id, bound.item.scope, first=known):
                weekday = lines.date(one.day).weekday()
                if weekday in weekend:
                    worked.add(one.day - weekend.index(weekday))
            yield from _check_person(lines, bound, person, worked)


def _check_person(lines: Lines, bound: Bound[WeekendLimits], person: Person, worked: set[int]) -> Iterator[Violation]:
    wanted, window = bound.limits.under(person.contract), bound.limits.window
    for first, last, whole in _stretches(lines, window, person):
        count = sum(first <= day <= last for day in worked)
        where = "" if window is None else f" of {window} from {lines.date(first)}"
        if wanted.max is not None and count > wanted.max:
            message = f"{person.label} works {count} weekends{where}, more than {wanted.max}"
            yield bound.miss(message, units=count - wanted.max, person=person.id)
        if wanted.min is not None and count < wanted.min and whole:
            message = f"{person.label} works {count} weekends{where}, fewer than {wanted.min}"
            yield bound.miss(message, units=wanted.min - count, person=person.id)


def _stretches(lines: Lines, window: int | None, person: Person) -> Iterator[tuple[int, int, bool]]:
    """(first day of the first weekend, first day of the last, whether every day of them is known)."""
    length = len(lines.horizon.weekend)
    if window is None:
        yield -length, lines.days, True
        return
    opening = (lines.horizon.weekend[0].number - lines.date(0).weekday()) % 7
    earliest = opening - 7 if opening - 7 + length > 0 else opening
    starts = range(earliest - 7 * (window - 1), lines.days, 7) if earliest < lines.days else ()
    for start in starts:
        last = start + 7 * (window - 1)
        yield start, last, start >= lines.known_from(person.id) and last + length <= lines.days


def _spans(problem: Problem, bound: Bound[WeekendLimits], person: int) -> Iterator[Span]:
    """The weekends of each span in which the range holds, their known days only."""
    known, window = problem.first_known[person], bound.limits.window
    inside = weekends(problem.horizon)
    if window is None:
        here = ([day for day in days if 0 <= day < problem.days] for days in inside)
        yield [days for days in here if days], True
        return
    if not inside:
        return
    before = [[day - 7 * back for day in inside[0]] for back in range(window - 1, 0, -1)]
    after = [[day + 7 * on for day in inside[-1]] for on in range(1, window)]
    every = [*before, *inside, *after]
    for number in range(len(every) - window + 1):
        span = every[number : number + window]
        shown = ([day for day in days if known <= day < problem.days] for days in span)
        yield [days for days in shown if days], span[0][0] >= known and span[-1][-1] < problem.days


def _letters(problem: Problem, bound: Bound[WeekendLimits]) -> NDArray[np.int32]:
    """(history + days, duties + 1): 4 on a weekend's days, 2 on the first one that counts, 1 for work."""
    letters = scoped_cells(problem, bound.item).astype(np.int32)
    first = 0 if bound.limits.window is None else -problem.history
    weekend = [one.number for one in problem.horizon.weekend]
    for day in range(first, problem.days):
        weekday = problem.horizon.weekday(day)
        if weekday in weekend:
            letters[problem.history + day] += 6 if weekday == weekend[0] or day == first else 4
    return letters


def _closings(problem: Problem, window: int, known: int) -> NDArray[np.int32]:
    """(history + days,): 8 on each weekend's last day, 16 where that ends a whole window, 32 on the last one of all."""
    length = len(problem.horizon.weekend)
    marks = np.zeros(problem.history + problem.days, dtype=np.int32)
    last = None
    for day in range(-problem.history, problem.days):
        if problem.horizon.weekday(day) == problem.horizon.weekend[-1].number:
            last = day
            whole = day - length + 1 - 7 * (window - 1) >= known
            marks[problem.history + day] = 24 if whole else 8
    if problem.horizon.is_weekend(problem.days - 1) and last != problem.days - 1:
        last = problem.days - 1
        marks[-1] = 8
    if last is not None:
        marks[problem.history + last] += 32
    return marks


class _WindowStep:
    """State (which of the last weekends were worked, whether this one is): charges each window when it ends."""

    def __init__(self, wanted: Range, window: int, rate: float) -> None:
        self.wanted, self.window, self.rate = wanted, window, rate

    def __call__(self, state: State, letter: int) -> Step:
        """One more day; what reaches beyond the last weekend ends with it."""
        before, worked = cast("tuple[tuple[int, ...], int]", state)
        if letter & 4:
            worked = letter & 1 | (0 if letter & 2 else worked)
        if not letter & 8:
            return (before, worked), 0.0, 0
        row = (*before, worked)
        missed = self._over(row)
        if letter & 16 and self.wanted.min is not None:
            missed += max(0, self.wanted.min - sum(row))
        if letter & 32:
            missed += sum(self._over(row[later:]) for later in range(1, self.window))
        return (row[1:], 0), cents(missed, self.rate), 0

    def _over(self, row: Sequence[int]) -> int:
        return 0 if self.wanted.max is None else max(0, sum(row) - self.wanted.max)


def _step(state: State, letter: int) -> Step:
    if not letter & 4:
        return 0, 0.0, 0
    counted = state == 1 and not letter & 2
    works = bool(letter & 1)
    return int(counted or works), 0.0, int(works and not counted)


FAMILY = Weekends()
