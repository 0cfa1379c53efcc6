"""A row of days is never worked in some way, or what comes after it is laid down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Self, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, Field, model_validator

from models.base import Noun
from models.roster import Violation
from models.shifts import ShiftType
from scheduler.extend import Parts, State, Step, automaton, cents, concerns
from scheduler.family import PEOPLE, Bound, PersonRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

MOST_LONG = 14
"""Days of a pattern."""
WORD = re.compile(r"off|work|any|(?:shift|tag):.+")


def _read(day: str) -> str:
    for word in day.removeprefix("not ").split("|"):
        if not WORD.fullmatch(word):
            msg = f"{word!r} is no day of a pattern. Write off, work, any, shift:ID or tag:TAG, several with | between"
            raise ValueError(msg)
    return day


Day = Annotated[str, AfterValidator(_read)]
"""``off``, ``work``, ``any``, ``shift:N``, ``tag:night``; several with ``|`` between; ``not`` in front turns it."""


class PatternLimits(Noun):
    """Days that match one after another, and what is laid down for the days after them."""

    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=MOST_LONG)]
    """What each of some days in a row looks like: `off`, `work`, `any`, `shift:ID` or `tag:TAG`, several with `|`
    between, all of it turned by `not` in front."""
    then: Annotated[tuple[Day, ...], Field(max_length=MOST_LONG)] = ()
    """What the days after them have to look like; the row itself is forbidden when there are none."""

    @model_validator(mode="after")
    def _not_too_long(self) -> Self:
        if len(self.days) + len(self.then) > MOST_LONG:
            msg = f"the pattern has {len(self.days) + len(self.then)} days, more than {MOST_LONG}"
            raise ValueError(msg)
        return self

    @property
    def row(self) -> tuple[str, ...]:
        """All days."""
        return self.days + self.then


class Pattern(PersonRule[PatternLimits]):
    """Forbidden rows and required follow-ups: nights then two days off, no day between two nights, turning forward.

    The scope's weekdays are those on which a row begins. Rows begin on known days; a day asked for after the horizon
    is not charged.
    """

    name, unit, limits = "pattern", "row of days, or day after it", PatternLimits
    filters = PEOPLE | {"weekdays"}

    def names(self, limits: PatternLimits) -> Iterator[tuple[str, str]]:
        """Shift types."""
        words = (word for day in limits.row for word in day.removeprefix("not ").split("|"))
        yield from (("shift", word.removeprefix("shift:")) for word in words if word.startswith("shift:"))

    def post(self, ctx: "Context", bound: Bound[PatternLimits]) -> None:
        """For each row of days: one of them does not match, or the next day does."""
        problem, asked = ctx.problem, _begins(ctx.problem, bound)
        own, whole = len(bound.limits.days), len(bound.limits.row)
        looks = [_look(problem, day) for day in bound.limits.row]
        for person in ctx.people(bound):
            for start in ctx.starts(person, whole, first=-problem.history, last=problem.days - own):
                if not asked[problem.history + start]:
                    continue
                row = range(start, start + own)
                unless = [~_matches(ctx, person, day, look) for day, look in zip(row, looks, strict=False)]
                if own == whole and row[-1] >= 0:
                    ctx.require_clause(bound, unless)
                for day, look in zip(range(start + own, start + whole), looks[own:], strict=True):
                    if 0 <= day < problem.days and ctx.any_free(person, *row, day):
                        ctx.require_clause(bound, [*unless, _matches(ctx, person, day, look)])

    def extend(self, problem: Problem, bound: Bound[PatternLimits], person: int) -> Parts:
        """An automaton that follows every row under way."""
        if concerns(problem, bound.item, person):
            step = _Follow(len(bound.limits.days), len(bound.limits.row), bound.rate)
            letters = _letters(problem, bound)
            yield automaton(problem, person, letters, key=bound.item.id, begin=(), step=step)

    def check(self, lines: Lines, bound: Bound[PatternLimits]) -> Iterator[Violation]:
        """Each row that is there and should not be, and each day that should have come after one."""
        limits, weekdays = bound.limits, bound.item.scope.weekdays
        for person in lines.people(bound.item.scope):
            known = lines.known_from(person.id)
            line = lines.by_person[person.id]
            known_line = [line[day].shift if day in line else None for day in range(known, lines.days)]
            for start in range(known, lines.days - len(limits.days) + 1):
                shifts = known_line[start - known : start - known + len(limits.row)]
                if weekdays is not None and lines.date(start).weekday() not in {one.number for one in weekdays}:
                    continue
                if not all(_looks_like(day, shift) for day, shift in zip(limits.days, shifts, strict=False)):
                    continue
                told = f"{person.label} works {', '.join(limits.days)} from {lines.date(start)}"
                end = start + len(limits.days)
                if not limits.then and end > 0:
                    yield bound.miss(told, person=person.id, date=lines.date(end - 1))
                for day, wanted in enumerate(limits.then, start=end):
                    if 0 <= day < lines.days and not _looks_like(wanted, shifts[day - start]):
                        message = f"{told} and not {wanted} on {lines.date(day)}"
                        yield bound.miss(message, person=person.id, date=lines.date(day))


@dataclass(frozen=True)
class _Look:
    """Duties that match a day, and whether being off does."""

    duties: frozenset[int]
    off: bool


def _look(problem: Problem, day: str) -> _Look:
    duties: set[int] = set()
    off = False
    for word in day.removeprefix("not ").split("|"):
        kind, _, name = word.partition(":")
        off |= word in {"off", "any"}
        for duty in problem.duties:
            known = {"work": True, "any": True, "shift": duty.shift.id == name, "tag": name in duty.shift.tags}
            if known.get(kind, False):
                duties.add(duty.index)
    if day.startswith("not "):
        return _Look(problem.all_duties - duties, not off)
    return _Look(frozenset(duties), off)


def _matches(ctx: "Context", person: int, day: int, look: _Look) -> Lit:
    """Being off matches when none of the other duties is worked."""
    if look.off:
        return ~ctx.cells.works(person, day, ctx.problem.all_duties - look.duties)
    return ctx.cells.works(person, day, look.duties)


def _begins(problem: Problem, bound: Bound[PatternLimits]) -> list[bool]:
    """(history + days,): whether a row may begin on a day."""
    weekdays = bound.item.scope.weekdays
    numbers = range(7) if weekdays is None else {one.number for one in weekdays}
    return [problem.horizon.weekday(day) in numbers for day in range(-problem.history, problem.days)]


def _letters(problem: Problem, bound: Bound[PatternLimits]) -> NDArray[np.int32]:
    """(history + days, duties + 1): bit n + 1 where a cell matches day n of the row, bit 0 where one may begin."""
    looks = [_look(problem, day) for day in bound.limits.row]
    word = np.zeros(len(problem.duties) + 1, dtype=np.int32)
    for bit, look in enumerate(looks, start=1):
        word[sorted(look.duties)] |= 1 << bit
        word[-1] |= int(look.off) << bit
    return word[None, :] + np.array(_begins(problem, bound), dtype=np.int32)[:, None]


class _Follow:
    """State: how far each row under way has come, longest first."""

    def __init__(self, own: int, whole: int, rate: float) -> None:
        self.own, self.whole, self.rate = own, whole, rate

    def __call__(self, state: State, letter: int) -> Step:
        """One more day of each row, and maybe the first of another."""
        under_way = cast("tuple[int, ...]", state)
        kept, missed = [], 0
        for done in (*under_way, 0) if letter & 1 else under_way:
            fits = letter >> (done + 1) & 1
            if done < self.own and not fits:
                continue
            missed += int(done >= self.own and not fits)
            if done + 1 < self.whole:
                kept.append(done + 1)
            elif self.own == self.whole:
                missed += 1
        return tuple(kept), cents(missed, self.rate), 0


def _looks_like(day: str, shift: ShiftType | None) -> bool:
    turned = day.startswith("not ")
    words = day.removeprefix("not ").split("|")
    if shift is None:
        found = "off" in words or "any" in words
    else:
        marks = {"work", "any", f"shift:{shift.id}", *(f"tag:{tag}" for tag in shift.tags)}
        found = not marks.isdisjoint(words)
    return found != turned


FAMILY = Pattern()
