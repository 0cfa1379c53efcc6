"""The profile of the weekdays over a year, times the level of the last eight weeks, times a factor for holidays."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.forecasters.regression import settled
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

PROFILE_WEEKS: Final = 52
LEVEL_WEEKS: Final = 8
PASSES: Final = 4
HOLIDAY_WEIGHT: Final = 0.5
"""Usual days' worth of prior evidence that a holiday is a day like others."""


@dataclass(frozen=True)
class WeekdayLevel:
    """Two-way table of weeks and weekdays; breaks in the level leave its profile untouched."""

    name: str = "weekday_level"
    member: bool = True

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        weeks = min(PROFILE_WEEKS, history.days // WEEK)
        first = history.days - weeks * WEEK
        counts = history.counts[first:].reshape(weeks, WEEK)
        holiday = history.is_holiday(first, history.days + days)
        usual = np.where(holiday[: weeks * WEEK].reshape(weeks, WEEK), np.nan, counts)
        level, profile = two_way(usual if np.isfinite(usual).any() else counts)
        recent = min(LEVEL_WEEKS, weeks)
        recent = settled(usual[-recent:].ravel(), np.tile(profile, recent)) // WEEK
        means = profile[np.arange(days) % WEEK] * pooled(usual[-recent:], profile, level[-recent:])
        factor = _holiday_factor(counts, np.outer(level, profile), holiday[: weeks * WEEK])
        return np.where(holiday[weeks * WEEK :], means * factor, means)


def two_way(table: Floats) -> tuple[Floats, Floats]:
    """Levels of rows and profile of columns (mean 1) whose product fits a table of counts by Poisson likelihood.

    Unknown cells (NaN) take no part; a row without any has the mean level.
    """
    known = np.isfinite(table)
    counts = np.where(known, table, 0.0)
    profile = np.ones(table.shape[1])
    level = np.ones(len(table))
    for _ in range(PASSES):
        level = _ratio(counts.sum(axis=1), (known * profile).sum(axis=1))
        profile = _ratio(counts.sum(axis=0), (known * level[:, None]).sum(axis=0))
        profile /= max(profile.mean(), 1e-12)
    return level, profile


def pooled(recent: Floats, profile: Floats, level: Floats) -> float:
    """One level for several weeks: exams per unit of profile; the mean level where nothing is known."""
    known = np.isfinite(recent)
    weight = float((known * profile).sum())
    return float(np.where(known, recent, 0.0).sum()) / weight if weight > 0 else float(level.mean())


def _ratio(top: Floats, bottom: Floats) -> Floats:
    seen = bottom > 0
    mean = top[seen].sum() / bottom[seen].sum() if seen.any() else 0.0
    return np.where(seen, top / np.where(seen, bottom, 1.0), mean)


def _holiday_factor(counts: Floats, expected: Floats, holiday: NDArray[np.bool_]) -> float:
    seen = holiday & np.isfinite(counts.ravel())
    prior = HOLIDAY_WEIGHT * float(expected.mean())
    wanted = float(expected.ravel()[seen].sum()) + prior
    return (float(counts.ravel()[seen].sum()) + prior) / wanted if wanted > 0 else 1.0


FORECASTER = WeekdayLevel()
