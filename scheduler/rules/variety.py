"""The number of different shifts, areas, sites or tags that a person works in each period lies within a range."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Self, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from models.base import Labels
from models.limits import Period, PeriodRange, Range
from models.roster import Violation
from scheduler.extend import Parts, State, Step, automaton, cents, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines, Worked
from scheduler.periods import period_spans
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

MOST_KINDS = 24
"""Different things that a letter of the automaton has room for."""


class Kind(StrEnum):
    """What is told apart."""

    SHIFT = "shift"
    AREA = "area"
    SITE = "site"
    """Locations of areas."""
    TAG = "tag"
    """Tags of shifts, those listed."""


class VarietyLimits(PeriodRange):
    """Range of different things in each period."""

    of: Kind
    """What is told apart: shifts, areas, sites (locations of areas), or the listed tags of shifts."""
    tags: Labels = frozenset()
    """The tags that are told apart, with `of` tag."""

    @model_validator(mode="after")
    def _tags_where_asked(self) -> Self:
        if (self.of is Kind.TAG) != bool(self.tags):
            msg = "tags go with of tag, and only with it"
            raise ValueError(msg)
        if self.period is Period.ROLLING:
            msg = "different things are not counted over rolling periods. Use week, pay_period, month or horizon"
            raise ValueError(msg)
        return self


class Variety(PersonRule[VarietyLimits]):
    """Only whole periods have a minimum. Duties known before the horizon count in a period that has begun.

    Rolling periods are refused: what is different in one of them is forgotten day by day.
    """

    name, unit, limits = "variety", "kind too many or too few", VarietyLimits

    def post(self, ctx: "Context", bound: Bound[VarietyLimits]) -> None:
        """One row for each person and period over one literal for each kind."""
        problem = ctx.problem
        kinds = _kinds(problem, bound)
        for person in ctx.people(bound):
            wanted = bound.limits.under(problem.department.staff[person].contract)
            for first, last in period_spans(problem, bound.limits):
                begin, end = max(first, problem.first_known[person]), min(last, problem.days - 1)
                if ctx.meets(person, begin, end):
                    days = range(begin, end + 1)
                    lits = [
                        ctx.either([ctx.works(bound, person, day, duties) for day in days]) for duties in kinds.values()
                    ]
                    low = wanted.min if (begin, end) == (first, last) else None
                    ctx.require_range(bound, lits, [1] * len(lits), low=low, high=wanted.max)

    def extend(self, problem: Problem, bound: Bound[VarietyLimits], person: int) -> Parts | None:
        """An automaton of the kinds seen in the period; none where they are more than a letter has room for."""
        kinds = _kinds(problem, bound)
        if len(kinds) > MOST_KINDS:
            return None
        if not concerns(problem, bound.item, person):
            return ()
        wanted = bound.limits.under(problem.department.staff[person].contract)
        letters = _letters(problem, bound, kinds) + _marks(problem, bound, person)[:, None]
        key = (bound.item.id, wanted.min, wanted.max)
        return (automaton(problem, person, letters, key=key, begin=0, step=_KindStep(wanted, bound.rate)),)

    def check(self, lines: Lines, bound: Bound[VarietyLimits]) -> Iterator[Violation]:
        """Each person's period with too many or too few kinds."""
        limits = bound.limits
        for person in lines.people(bound.item.scope):
            known, wanted = lines.known_from(person.id), limits.under(person.contract)
            worked = list(lines.worked(person.id, bound.item.scope, first=known))
            for first, last in lines.periods(limits):
                inside = [one for one in worked if first <= one.day <= last]
                seen = sorted({name for one in inside for name in _names(limits, one)})
                told = f"{person.label} works {len(seen)} {limits.of}s ({', '.join(seen)}) from {lines.date(first)}"
                if wanted.max is not None and len(seen) > wanted.max:
                    message = f"{told}, more than {wanted.max}"
                    yield bound.miss(message, units=len(seen) - wanted.max, person=person.id)
                if wanted.min is not None and len(seen) < wanted.min and first >= known and last < lines.days:
                    message = f"{told}, fewer than {wanted.min}"
                    yield bound.miss(message, units=wanted.min - len(seen), person=person.id)


def _names(limits: VarietyLimits, one: Worked) -> Iterator[str]:
    if limits.of is Kind.TAG:
        yield from (tag for tag in one.shift.tags if tag in limits.tags)
    elif limits.of is Kind.SHIFT:
        yield one.shift.id
    else:
        yield one.area.id if limits.of is Kind.AREA else one.area.location


def _kinds(problem: Problem, bound: Bound[VarietyLimits]) -> dict[str, frozenset[int]]:
    """Each kind that duties in scope can show, with those duties; in order of names."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number in problem.duties_in(bound.item.scope):
        duty = problem.duties[number]
        own = {Kind.SHIFT: {duty.shift.id}, Kind.AREA: {duty.area.id}, Kind.SITE: {duty.area.location}}
        for kind in own.get(bound.limits.of, duty.shift.tags & bound.limits.tags):
            found[kind].add(number)
    return {kind: frozenset(found[kind]) for kind in sorted(found)}


def _letters(problem: Problem, bound: Bound[VarietyLimits], kinds: dict[str, frozenset[int]]) -> NDArray[np.int32]:
    """(history + days, duties + 1): bit n + 3 for each kind that a cell shows."""
    word = np.zeros(len(problem.duties) + 1, dtype=np.int32)
    for bit, duties in enumerate(kinds.values(), start=3):
        word[sorted(duties)] |= 1 << bit
    letters: NDArray[np.int32] = np.where(scoped_cells(problem, bound.item), word[None, :], 0).astype(np.int32)
    return letters


def _marks(problem: Problem, bound: Bound[VarietyLimits], person: int) -> NDArray[np.int32]:
    """(history + days,): 1 on a period's first day, 2 on its last in the horizon, 4 there when all of it is known."""
    marks = np.zeros(problem.history + problem.days, dtype=np.int32)
    for first, last in period_spans(problem, bound.limits):
        if first >= -problem.history:
            marks[problem.history + first] |= 1
        whole = first >= problem.first_known[person] and last < problem.days
        marks[problem.history + min(last, problem.days - 1)] |= 6 if whole else 2
    return marks


class _KindStep:
    """State: bits of the kinds seen in the period under way."""

    def __init__(self, wanted: Range, rate: float) -> None:
        self.wanted, self.rate = wanted, rate

    def __call__(self, state: State, letter: int) -> Step:
        """One more day of the period, or the first of another."""
        seen = (0 if letter & 1 else cast("int", state)) | letter >> 3
        if not letter & 2:
            return seen, 0.0, 0
        count, missed = seen.bit_count(), 0
        if self.wanted.max is not None:
            missed += max(0, count - self.wanted.max)
        if letter & 4 and self.wanted.min is not None:
            missed += max(0, self.wanted.min - count)
        return 0, cents(missed, self.rate), 0


FAMILY = Variety()
