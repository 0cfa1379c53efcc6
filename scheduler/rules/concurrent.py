"""At no moment are more than so many people on some duties at once."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from models.base import Noun
from models.calendar import Clock, clock_text
from models.roster import Violation
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines, Presence
from scheduler.problem import Problem

Places = tuple[tuple[int, int], ...]


class ConcurrentLimits(Noun):
    """Most people at once, in a daily window."""

    max: Annotated[int, Field(ge=0, le=1000)]
    """The most people at any moment."""
    start: Clock = 0
    """First minute of the daily window that is looked at; all day when absent."""
    end: Clock = 1440
    """The minute after its last, on the same day."""

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.end <= self.start:
            msg = f"the window ends at {clock_text(self.end)}, not after its start at {clock_text(self.start)}"
            raise ValueError(msg)
        return self


class Concurrent(TeamRule[ConcurrentLimits]):
    """Equipment that is shared. A duty, call too, counts from its start to its end, that of the night before as well.

    The scope's weekdays are those of the moments that are looked at.
    """

    name, unit, limits = "concurrent", "person-minute too many", ConcurrentLimits
    by_the_hour = True

    def rows(self, problem: Problem, bound: Bound[ConcurrentLimits]) -> Iterator[TeamRow]:
        """One row for each day and set of duties that are under way together."""
        chosen = problem.people_in(bound.item.scope)
        who = np.array([person in chosen for person in range(problem.people)], dtype=bool)
        weekdays = bound.item.scope.weekdays
        numbers = range(7) if weekdays is None else {one.number for one in weekdays}
        duties = np.array(sorted(problem.duties_in(bound.item.scope)), dtype=np.intp)
        for day in (day for day in range(problem.days) if problem.horizon.weekday(day) in numbers):
            for places, minutes in _under_way(problem, bound.limits, duties, day).items():
                past = sum(int((who & (problem.start_grid[:, problem.history + d] == k)).sum())
                           for d, k in places if d < 0)  # fmt: skip
                here = tuple(place for place in places if place[0] >= 0)
                if here or past > bound.limits.max:
                    yield TeamRow(
                        places=here, need=0, most=bound.limits.max - past, people=who, weight=minutes,
                        over=bound.price // 60 * minutes, label=f"on {problem.horizon.date_of(day)}",
                    )  # fmt: skip

    def check(self, lines: Lines, bound: Bound[ConcurrentLimits]) -> Iterator[Violation]:
        """Each stretch of time with too many people."""
        load, limits = _load(lines, bound), bound.limits
        weekdays = bound.item.scope.weekdays
        for day in range(lines.days):
            if weekdays is not None and lines.date(day).weekday() not in {one.number for one in weekdays}:
                continue
            first, last = lines.minute_of(day, limits.start), lines.minute_of(day, limits.end)
            here = load[first:last]
            cuts = [0, *(np.nonzero(np.diff(here))[0] + 1).tolist(), len(here)]
            for begin, end in pairwise(cuts):
                if end > begin and here[begin] > limits.max:
                    units = (int(here[begin]) - limits.max) * (end - begin)
                    clock = lines.clocks(day)[first - lines.minute_of(day, 0) :]
                    start, stop = int(clock[begin]), int(clock[end - 1]) + 1
                    message = (
                        f"{bound.item.title or bound.item.id} on {lines.date(day)} {clock_text(start)}–"
                        f"{clock_text(stop)}: {here[begin]} people at once, more than {limits.max}"
                    )
                    cents = bound.price // 60 * units
                    yield bound.miss(message, units=units, cost=cents, date=lines.date(day), start=start, end=stop)


def _under_way(problem: Problem, limits: ConcurrentLimits, duties: NDArray[np.intp], day: int) -> dict[Places, int]:
    """Which of the duties are under way together in the day's window → minutes for which they are."""
    opens, closes = (problem.horizon.minute(day, clock) for clock in (limits.start, limits.end))
    rows = np.arange(max(0, problem.history + day - 2), problem.history + day + 1)
    starts, ends = problem.times.start[rows][:, duties], problem.times.end[rows][:, duties]
    minutes: defaultdict[Places, int] = defaultdict(int)
    for begin, end in pairwise(_cuts(starts, ends, opens, closes)):
        there = np.nonzero((starts <= begin) & (ends >= end))
        places = tuple(
            (int(rows[row]) - problem.history, int(duties[column])) for row, column in zip(*there, strict=True)
        )
        minutes[places] += end - begin
    return minutes


def _cuts(starts: NDArray[np.int64], ends: NDArray[np.int64], opens: int, closes: int) -> list[int]:
    """The window's ends and every minute inside it at which something starts or ends."""
    cuts: list[int] = np.unique(np.clip([*starts.ravel(), *ends.ravel(), opens, closes], opens, closes)).tolist()
    return cuts


def _load(lines: Lines, bound: Bound[ConcurrentLimits]) -> Presence:
    """(minutes of the horizon,): people on duties in scope."""
    total = lines.minute_of(lines.days, 0)
    load = np.zeros(total + 1, dtype=np.int32)
    any_day = bound.item.scope.model_copy(update={"weekdays": None})
    for person in lines.people(any_day):
        for one in lines.worked(person.id, any_day, first=lines.known_from(person.id)):
            load[max(0, min(total, lines.minute_of(one.day, one.shift.start)))] += 1
            load[max(0, min(total, lines.minute_of(one.day, one.shift.finish)))] -= 1
    return np.cumsum(load[:-1])


FAMILY = Concurrent()
