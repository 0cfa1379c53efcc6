"""In each period lies at least one block of so many days off in a row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import numpy as np
from pydantic import Field

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


class FreeBlockLimits(Periodic):
    """How long the block is, and in what period."""

    days: Annotated[int, Field(ge=1, le=28)]
    """Days off in a row."""


class FreeBlock(PersonRule[FreeBlockLimits]):
    """A day without a duty in scope is off. Asked of periods whose every day is known or in the horizon."""

    name, unit, limits = "free_block", "period without a block", FreeBlockLimits

    def post(self, ctx: "Context", bound: Bound[FreeBlockLimits]) -> None:
        """One of the places where the block can lie is free."""
        length = bound.limits.days
        for person in ctx.people(bound):
            blocks: dict[int, Lit] = {}
            for first, last in _spans(ctx.problem, bound, person):
                if not ctx.meets(person, first, last):
                    continue
                starts = range(first, last - length + 2)
                for start in starts:
                    if start not in blocks:
                        days = range(start, start + length)
                        blocks[start] = ~ctx.either([ctx.works(bound, person, day) for day in days])
                ctx.require_clause(bound, [blocks[start] for start in starts])

    def extend(self, problem: Problem, bound: Bound[FreeBlockLimits], person: int) -> Parts:
        """An automaton that knows the block under way, and how long ago the last one ended."""
        if not concerns(problem, bound.item, person):
            return
        spans = _spans(problem, bound, person)
        rolling = bound.limits.period is Period.ROLLING
        marks = np.zeros(problem.history + problem.days, dtype=np.int32)
        for first, last in spans:
            marks[problem.history + first] |= 0 if rolling else 2
            marks[problem.history + last] |= 4
        letters = marks[:, None] + ~scoped_cells(problem, bound.item)
        span = (bound.limits.period_days or 0) if rolling else 0
        step = _BlockStep(bound.limits.days, span, bound.rate)
        yield automaton(problem, person, letters, key=bound.item.id, begin=(0, step.never), step=step)

    def check(self, lines: Lines, bound: Bound[FreeBlockLimits]) -> Iterator[Violation]:
        """Each period without such a block."""
        length = bound.limits.days
        for person in lines.people(bound.item.scope):
            on = lines.days_on(person.id, bound.item.scope)
            for first, last in lines.periods(bound.limits):
                if first < lines.known_from(person.id) or last >= lines.days:
                    continue
                longest = run = 0
                for day in range(first, last + 1):
                    run = 0 if day in on else run + 1
                    longest = max(longest, run)
                if longest < length:
                    told = f"from {lines.date(first)} to {lines.date(last)}"
                    message = f"{person.label} has at most {longest} days off in a row {told}, fewer than {length}"
                    yield bound.miss(message, person=person.id, date=lines.date(last))


def _spans(problem: Problem, bound: Bound[FreeBlockLimits], person: int) -> list[tuple[int, int]]:
    """Periods whose every day is known or in the horizon."""
    known, spans = problem.first_known[person], period_spans(problem, bound.limits)
    return [(first, last) for first, last in spans if known <= first and last < problem.days]


class _BlockStep:
    """State (days off under way, days since a block of them ended; `never` when there was none)."""

    def __init__(self, days: int, span: int, rate: float) -> None:
        self.days, self.span, self.rate = days, span, rate
        self.never = span + 1

    def __call__(self, state: State, letter: int) -> Step:
        """One more day; `span` is the length of a rolling period, 0 where periods follow each other."""
        run, age = cast("tuple[int, int]", state)
        if letter & 2:
            run, age = 0, self.never
        run = min(run + 1, self.days) if letter & 1 else 0
        if run == self.days:
            age = 0
        elif self.span:
            age = min(age + 1, self.never)
        missed = bool(letter & 4) and age > max(0, self.span - self.days)
        return (run, age), cents(int(missed), self.rate), 0


FAMILY = FreeBlock()
