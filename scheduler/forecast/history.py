"""A daily series up to some day, the calendar around it, and what would have been forecast from earlier days.

A *rehearsal* is a forecast made from a past day with only what was known on its eve. Rehearsals are what
forecasts are weighed by and what their quantiles are made of; each is worked out once and remembered.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError
from scheduler.forecast.holidays import Holidays
from scheduler.forecast.volumes import DailySeries, Floats

WEEK: Final = 7
LEAST_DAYS: Final = 28
"""Fewest days that anything is forecast from."""
CLOSED_WEEKS: Final = 13
CLOSED_SHARE, OPEN_SHARE = 0.1, 0.5
"""A weekday is closed when one day in ten has an exam at most, while on some other weekday every second has."""
SHUT_DAYS, SHUT_EXAMS = 21, 30.0
"""A stretch without exams is no chance when it is longer than this and would have had more of them."""
STEP: Final = 512
_Made = TypeVar("_Made")


@dataclass(frozen=True, eq=False)
class History:
    """Exams per day from `start` on; NaN where unknown."""

    start: dt.date
    counts: Floats
    holidays: Holidays = field(default_factory=Holidays)
    _memory: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False)
    """Shared by every shorter history cut from this one: what is in it depends on its key alone."""

    @classmethod
    def of(cls, series: DailySeries, holidays: Holidays) -> "History":
        """The whole of a series; raises `InputError` when it is too short to forecast from."""
        known = int(np.isfinite(series.counts).sum())
        if known < LEAST_DAYS:
            problem = f"{known} days of counts, at least {LEAST_DAYS} are needed."
            raise InputError(f"history of {series.key}", problem, "Maybe export a longer period.")
        return cls(series.start, series.counts, holidays)

    @property
    def days(self) -> int:
        """Days on record; the next one is the first to forecast."""
        return len(self.counts)

    @property
    def end(self) -> dt.date:
        """The first day to forecast."""
        return self.start + dt.timedelta(days=self.days)

    def until(self, days: int) -> "History":
        """The first `days` days."""
        return self.recall(
            ("until", days), lambda: History(self.start, self.counts[:days], self.holidays, self._memory)
        )

    def open_only(self) -> "History":
        """The same with the weekdays that are closed unknown, on all weeks, and the days of `shut_down`."""
        if not self.closed.any() and not self.shut_down.any():
            return self
        key = ("closed", self.closed.tobytes(), np.flatnonzero(self.shut_down).tobytes())
        memory = self.recall(key, dict[tuple[object, ...], object])
        shut = self.closed[self.weekdays(0, self.days)] | self.shut_down
        return History(self.start, np.where(shut, np.nan, self.counts), self.holidays, memory)

    def weekdays(self, first: int, last: int) -> NDArray[np.int64]:
        """Weekdays (0 Monday) of day indexes `first` … `last` - 1, which may lie beyond the record."""
        return (self.start.weekday() + np.arange(first, last)) % WEEK

    def is_holiday(self, first: int, last: int) -> NDArray[np.bool_]:
        """Which of the day indexes `first` … `last` - 1 are holidays."""
        span = in_steps(last)
        marks = self.recall(("marks", span), lambda: np.array([name != "" for name in self.names(span)], dtype=bool))
        return marks[first:last]

    def names(self, days: int) -> tuple[str, ...]:
        """Holiday names of the first `days` days, on record or not."""
        span = in_steps(days)
        return self.recall(("names", span), lambda: self.holidays.names(self.start, span))[:days]

    @cached_property
    def closed(self) -> NDArray[np.bool_]:
        """By weekday (0 Monday), whether next to no exam is made then, going by the last 13 weeks."""
        recent = self.counts[-CLOSED_WEEKS * WEEK :]
        weekday = self.weekdays(self.days - len(recent), self.days)
        known = np.isfinite(recent)
        days = np.bincount(weekday[known], minlength=WEEK)
        share = np.bincount(weekday[known & (recent > 0)], minlength=WEEK) / np.maximum(days, 1)
        shut: NDArray[np.bool_] = (days > 0) & (share <= CLOSED_SHARE) & (share.max() >= OPEN_SHARE)
        return shut

    @cached_property
    def shut_down(self) -> NDArray[np.bool_]:
        """Days of long stretches without any exam, over by now, which say nothing of days to come.

        While one lasts it is taken as it is: nobody knows that it will end.
        """
        shut = np.zeros(self.days, dtype=bool)
        some = np.flatnonzero(self.counts > 0)
        for at in np.flatnonzero(np.diff(some) > SHUT_DAYS).tolist():
            between = slice(some[at] + 1, some[at + 1])
            if np.isfinite(self.counts[between]).sum() * np.nanmean(self.counts) > SHUT_EXAMS:
                shut[between] = True
        return shut

    def recall(self, key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """What was made under `key` before, or what `make` makes now."""
        if key not in self._memory:
            self._memory[key] = make()
        return self._memory[key]  # type: ignore[return-value]  # a key is only ever used with one type


def in_steps(days: int) -> int:
    """Days rounded up in large steps, so that what is made for one span serves many."""
    return -(-days // STEP) * STEP
