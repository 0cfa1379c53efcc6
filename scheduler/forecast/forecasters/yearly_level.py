"""The same weekday last year, smoothed over three weeks, times how the last eight weeks compare with it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.forecasters.weekday_level import FORECASTER as WEEKDAY_LEVEL
from scheduler.forecast.forecasters.yearly_naive import YEAR
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

LEVEL_DAYS: Final = 8 * WEEK
AROUND: Final = ((0, 2.0), (-WEEK, 1.0), (WEEK, 1.0))
"""Days from the same weekday last year, and their weights."""


@dataclass(frozen=True)
class YearlyLevel:
    """Knows what recurs in the year without being told its name; needs fourteen months, `weekday_level` until then."""

    name: str = "yearly_level"
    member: bool = True

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        plain = WEEKDAY_LEVEL.means(history, days)
        if history.days < YEAR + WEEK + LEVEL_DAYS:
            return plain
        recent = np.arange(history.days - LEVEL_DAYS, history.days)
        before, now = _last_year(history, recent), history.counts[recent]
        known = np.isfinite(before) & np.isfinite(now)
        if before[known].sum() <= 0:
            return plain
        coming = _last_year(history, np.arange(history.days, history.days + days))
        level = now[known].sum() / before[known].sum()
        return np.where(np.isfinite(coming), coming * level, plain)


def _last_year(history: History, days: NDArray[np.int64]) -> Floats:
    """Smoothed counts one year before the given days; NaN where none of the three is known."""
    total, weight = np.zeros(len(days)), np.zeros(len(days))
    for shift, share in AROUND:
        back = days - YEAR + shift
        inside = (back >= 0) & (back < history.days)
        past = np.where(inside, history.counts[np.clip(back, 0, history.days - 1)], np.nan)
        known = np.isfinite(past)
        total += np.where(known, past, 0.0) * share
        weight += known * share
    return np.where(weight > 0, total / np.maximum(weight, 1e-12), np.nan)


FORECASTER = YearlyLevel()
