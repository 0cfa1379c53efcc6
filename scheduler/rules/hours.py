"""Duties lie within some hours of the day, or keep clear of them."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from models.base import Noun
from models.calendar import Clock, Weekday, Weekdays, clock_text
from models.roster import Violation
from scheduler.extend import CellCosts, Parts, concerns
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines, Worked
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class Keep(StrEnum):
    """What is asked of a duty."""

    INSIDE = "inside"
    """A duty that starts on one of the days lies inside the window."""
    CLEAR = "clear"
    """No minute of a duty lies in the window of one of the days."""


class HoursLimits(Noun):
    """A window of some days, and what is asked of duties."""

    keep: Keep
    """Whether duties lie inside the window, or keep clear of it."""
    start: Clock
    """First minute of the window."""
    end: Clock
    """The minute after its last, on the same day."""
    weekdays: Weekdays = frozenset(Weekday)
    """Weekdays of the window."""
    dates: frozenset[dt.date] | None = None
    """Dates of the window; all when absent."""

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.end <= self.start:
            msg = f"the window ends at {clock_text(self.end)}, not after its start at {clock_text(self.start)}"
            raise ValueError(f"{msg}. Maybe it is two windows, one to 24:00 and one from 00:00")
        return self


class Hours(PersonRule[HoursLimits]):
    """When a person is available, or would like to work, by the clock: school hours, a course on one date."""

    name, unit, limits = "hours", "duty", HoursLimits

    def post(self, ctx: "Context", bound: Bound[HoursLimits]) -> None:
        """Forbid or charge each duty at a wrong time."""
        wrong = _wrong(ctx.problem, bound)
        days = np.nonzero(wrong.any(axis=1))[0].tolist()
        for person in ctx.people(bound):
            for day in days:
                if ctx.any_free(person, day):
                    for lit, duty in ctx.terms(bound, person, day):
                        if wrong[day, duty]:
                            ctx.require_clause(bound, [~lit])

    def extend(self, problem: Problem, bound: Bound[HoursLimits], person: int) -> Parts:
        """Cells at a wrong time cost."""
        if concerns(problem, bound.item, person):
            inside = _scoped(problem, bound)
            wrong = np.pad(_wrong(problem, bound) & inside, ((0, 0), (0, 1)))
            yield CellCosts(np.where(wrong, bound.rate, 0.0))

    def check(self, lines: Lines, bound: Bound[HoursLimits]) -> Iterator[Violation]:
        """Each duty at a wrong time."""
        limits = bound.limits
        window = f"{clock_text(limits.start)}–{clock_text(limits.end)}"
        for person in lines.people(bound.item.scope):
            for worked in lines.worked(person.id, bound.item.scope):
                if _misses(lines, limits, worked):
                    told = "not inside" if limits.keep is Keep.INSIDE else "not clear of"
                    message = f"{person.label} is on {worked.label} on {lines.date(worked.day)}, {told} {window}"
                    yield bound.miss(
                        message, person=person.id, date=lines.date(worked.day),
                        shift=worked.shift.id, area=worked.area.id,
                    )  # fmt: skip


def _misses(lines: Lines, limits: HoursLimits, worked: Worked) -> bool:
    """Compares instants with those of the windows of the dates that the duty touches."""
    for date in lines.dates_touched(worked):
        if limits.dates is not None and date not in limits.dates:
            continue
        if all(one.number != date.weekday() for one in limits.weekdays):
            continue
        day = (date - lines.horizon.start).days
        opens, closes = lines.horizon.instant(day, limits.start), lines.horizon.instant(day, limits.end)
        if limits.keep is Keep.CLEAR and worked.starts < closes and opens < worked.ends:
            return True
        if limits.keep is Keep.INSIDE and day == worked.day and not opens <= worked.starts <= worked.ends <= closes:
            return True
    return False


def _scoped(problem: Problem, bound: Bound[HoursLimits]) -> NDArray[np.bool_]:
    """(days, duties): in scope."""
    inside = np.zeros((problem.days, len(problem.duties)), dtype=bool)
    inside[:, sorted(problem.duties_in(bound.item.scope))] = True
    if bound.item.scope.weekdays is not None:
        numbers = {one.number for one in bound.item.scope.weekdays}
        inside[[problem.horizon.weekday(day) not in numbers for day in range(problem.days)]] = False
    return inside


def _wrong(problem: Problem, bound: Bound[HoursLimits]) -> NDArray[np.bool_]:
    """(days, duties): at a wrong time; worked out once per problem."""
    key = ("hours", bound.item.id)
    if key not in problem.cache:
        problem.cache[key] = _make_wrong(problem, bound.limits)
    found: NDArray[np.bool_] = problem.cache[key]
    return found


def _make_wrong(problem: Problem, limits: HoursLimits) -> NDArray[np.bool_]:
    horizon, rows = problem.horizon, slice(problem.history, None)
    starts, ends = problem.times.start[rows], problem.times.end[rows]
    wrong = np.zeros(starts.shape, dtype=bool)
    numbers = {one.number for one in limits.weekdays}
    dates = range(problem.days + 2) if limits.dates is None else {horizon.day_of(date) for date in limits.dates}
    for day in (day for day in range(problem.days + 2) if horizon.weekday(day) in numbers and day in dates):
        opens, closes = horizon.minute(day, limits.start), horizon.minute(day, limits.end)
        if limits.keep is Keep.CLEAR:
            near = slice(max(0, day - 2), day + 1)
            wrong[near] |= (starts[near] < closes) & (ends[near] > opens)
        elif day < problem.days:
            wrong[day] |= (starts[day] < opens) | (ends[day] > closes)
    return wrong


FAMILY = Hours()
