"""Days in a row at work, off, or on the same shift lie within a range."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from models.limits import Range, RangeByContract
from models.policy import Scope
from models.roster import Violation
from models.staff import Person
from scheduler.extend import Parts, State, Step, automaton, cents, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class RunOf(StrEnum):
    """What is counted in a row."""

    WORK = "work"
    """Days on any duty in scope."""
    OFF = "off"
    """Days on no duty in scope."""
    SHIFT = "shift"
    """Days on one and the same shift, each shift in scope by itself."""


class RunLimits(RangeByContract):
    """Range of days in a row."""

    of: RunOf = RunOf.WORK
    """What is counted: days at work, days off, or days on one and the same shift."""


class Consecutive(PersonRule[RunLimits]):
    """A run whose begin is not known, or that is still open at the horizon's end, is not charged as too short."""

    name, unit, limits = "consecutive", "day over or under", RunLimits

    def post(self, ctx: "Context", bound: Bound[RunLimits]) -> None:
        """Forbid each run too long or too short, by its pattern of days."""
        for person in ctx.people(bound):
            wanted = bound.limits.under(ctx.problem.department.staff[person].contract)
            for state in _states(ctx, bound, person):
                if wanted.max is not None:
                    _post_max(ctx, bound, state, wanted.max)
                if wanted.min is not None:
                    _post_min(ctx, bound, state, wanted.min)

    def extend(self, problem: Problem, bound: Bound[RunLimits], person: int) -> Parts:
        """An automaton that counts the run under way."""
        if concerns(problem, bound.item, person):
            wanted = bound.limits.under(problem.department.staff[person].contract)
            letters = _letters(problem, bound)
            key = (bound.item.id, wanted.min, wanted.max)
            step = _RunStep(wanted, bound.rate)
            yield automaton(problem, person, letters, key=key, begin=UNKNOWN_RUN, step=step)

    def check(self, lines: Lines, bound: Bound[RunLimits]) -> Iterator[Violation]:
        """Each run too long or too short."""
        for person in lines.people(bound.item.scope):
            wanted = bound.limits.under(person.contract)
            for what, days in _runs_of(lines, bound, person):
                for first, last in _spans(days):
                    yield from _check_run(lines, bound, (person, what, wanted), (first, last))


class _State:
    """One Boolean state of a person by day, from the first known day on."""

    def __init__(self, ctx: "Context", bound: Bound[RunLimits], person: int, duties: frozenset[int] | None) -> None:
        self.ctx, self.bound, self.person, self.duties = ctx, bound, person, duties
        self.first, self.last = ctx.problem.first_known[person], ctx.problem.days - 1

    def __call__(self, day: int) -> Lit:
        works = self.ctx.works(self.bound, self.person, day, self.duties)
        return ~works if self.bound.limits.of is RunOf.OFF else works


def _states(ctx: "Context", bound: Bound[RunLimits], person: int) -> Iterator[_State]:
    if bound.limits.of is not RunOf.SHIFT:
        yield _State(ctx, bound, person, None)
        return
    for duties in _by_shift(ctx, bound):
        yield _State(ctx, bound, person, duties)


def _by_shift(ctx: "Context", bound: Bound[RunLimits]) -> list[frozenset[int]]:
    key = ("consecutive", bound.item.id)
    if key not in ctx.problem.cache:
        groups: dict[str, set[int]] = {}
        for duty in sorted(ctx.duties(bound)):
            groups.setdefault(ctx.problem.duties[duty].shift.id, set()).add(duty)
        ctx.problem.cache[key] = [frozenset(group) for group in groups.values()]
    found: list[frozenset[int]] = ctx.problem.cache[key]
    return found


def _post_max(ctx: "Context", bound: Bound[RunLimits], state: _State, most: int) -> None:
    """Of `most` + 1 days in a row one is not in the state; charged on the last of them."""
    for start in ctx.starts(state.person, most + 1, first=max(state.first, -most), last=state.last - most):
        ctx.require_clause(bound, [~state(day) for day in range(start, start + most + 1)])


def _post_min(ctx: "Context", bound: Bound[RunLimits], state: _State, least: int) -> None:
    """A run of fewer days, with a day before and a day after it, misses the days that it is short of."""
    for length in range(1, min(least, state.last - state.first)):
        for before in ctx.starts(
            state.person, length + 2, first=max(state.first, -length - 1), last=state.last - length - 1
        ):
            run = [~state(day) for day in range(before + 1, before + 1 + length)]
            ctx.require_clause(bound, [state(before), *run, state(before + 1 + length)], units=least - length)


def _runs_of(lines: Lines, bound: Bound[RunLimits], person: Person) -> Iterator[tuple[str, list[int]]]:
    """(what is counted, days in that state), over all known days."""
    scope = bound.item.scope
    known = range(lines.known_from(person.id), lines.days)
    if bound.limits.of is RunOf.SHIFT:
        for shift in lines.department.shifts:
            if scope.shifts is None or shift.id in scope.shifts:
                narrow = Scope(**{**dict(scope), "shifts": frozenset({shift.id})})
                yield f"on shift {shift.id}", sorted(lines.days_on(person.id, narrow))
        return
    on = lines.days_on(person.id, scope)
    if bound.limits.of is RunOf.WORK:
        yield "at work", sorted(on)
    else:
        yield "off", [day for day in known if day not in on]


def _spans(days: list[int]) -> Iterator[tuple[int, int]]:
    """First and last day of each run of neighbouring days."""
    if not days:
        return
    breaks = [number for number, (one, other) in enumerate(pairwise(days), start=1) if other - one > 1]
    for begin, end in pairwise([0, *breaks, len(days)]):
        yield days[begin], days[end - 1]


def _check_run(
    lines: Lines, bound: Bound[RunLimits], whose: tuple[Person, str, Range], run: tuple[int, int]
) -> Iterator[Violation]:
    (person, what, wanted), (first, last) = whose, run
    length = last - first + 1
    told = f"{person.label} is {length} days in a row {what} from {lines.date(first)} to {lines.date(last)}"
    if wanted.max is not None and length > wanted.max:
        over = last - max(first + wanted.max, 0) + 1
        if over > 0:
            message = f"{told}, more than {wanted.max}"
            yield bound.miss(message, units=over, person=person.id, date=lines.date(last))
    open_ended = first <= lines.known_from(person.id) or last >= lines.days - 1
    if wanted.min is not None and length < wanted.min and not open_ended and last >= -1:
        message = f"{told}, fewer than {wanted.min}"
        yield bound.miss(message, units=wanted.min - length, person=person.id, date=lines.date(last))


UNKNOWN_RUN = (-1, 0, False)
"""Before the first known day: whatever runs from there on is not too short."""


class _RunStep:
    """State (what runs, days up to where more makes no difference, whether its begin is unknown and it is short)."""

    def __init__(self, wanted: Range, rate: float) -> None:
        self.least, self.most, self.rate = wanted.min or 0, wanted.max, rate
        self.cap = self.least if self.most is None else self.most

    def __call__(self, state: State, letter: int) -> Step:
        """One more day of the run, or the begin of another."""
        what, days, exempt = cast("tuple[int, int, bool]", state)
        if letter and letter == what:
            return self._at(letter, days + 1, exempt=exempt)
        short = self.least - days if what > 0 and not exempt else 0
        ended = cents(max(0, short), self.rate)
        if not letter:
            return (0, 0, False), ended, 0
        begun, price, _ = self._at(letter, 1, exempt=what < 0)
        return begun, ended + price, 0

    def _at(self, what: int, days: int, *, exempt: bool) -> Step:
        over = int(self.most is not None and days > self.most)
        if exempt and self.most is None:
            days = max(days, self.least)
        return (what, min(days, self.cap), exempt and days < self.least), cents(over, self.rate), 0


def _letters(problem: Problem, bound: Bound[RunLimits]) -> NDArray[np.int32]:
    """(history + days, duties + 1): 0, or what counts in a row."""
    inside = scoped_cells(problem, bound.item)
    if bound.limits.of is RunOf.WORK:
        return inside.astype(np.int32)
    if bound.limits.of is RunOf.OFF:
        return (~inside).astype(np.int32)
    number: dict[str, int] = {}
    shifts = [number.setdefault(duty.shift.id, len(number) + 1) for duty in problem.duties]
    return np.asarray(inside * np.array([*shifts, 0]), dtype=np.int32)


FAMILY = Consecutive()
