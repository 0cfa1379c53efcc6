"""From exams per day to exams per hour: when in the day they come, and how far a single hour may be off.

The hours of a day share its surprise: a busy day is busy in all of them. An hour's count is the day's count thinned
by the hour's share, negative binomial around it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.history import WEEK
from scheduler.forecast.quantiles import LEVELS, NORMAL, Prediction
from scheduler.forecast.volumes import HOURS, Floats

PROFILE_DAYS: Final = 26 * WEEK
"""Days that profiles are made of."""
KIND_WEIGHT: Final = 150.0
"""Exams' worth of weight that all days of a kind (working, off) have for one weekday's profile."""
ALL_WEIGHT: Final = 30.0
"""Exams' worth of weight that all days have for the profile of a kind."""
WEEKEND: Final = 5
Q10_TO_Q90: Final = 2.563
"""Standard deviations between the 10 % and the 90 % quantile of a normal variable."""
LARGE: Final = 300.0
"""Means from which counts are taken for normal."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Shares of a day's exams by hour, shape (8, 24): seven weekdays and holidays."""

    shares: Floats

    @classmethod
    def of(cls, counts: Floats, weekday: NDArray[np.int64], holiday: NDArray[np.bool_]) -> "Profile":
        """Shares from the last half year of counts (days, 24); weekday and holiday of each of those days.

        Each weekday is held towards the working days or the days off, both towards all days.
        """
        recent = slice(max(0, len(counts) - PROFILE_DAYS), None)
        kind = np.where(holiday[recent], WEEK, weekday[recent])
        sums = np.array([counts[recent][kind == which].sum(axis=0) for which in range(WEEK + 1)])
        all_days = _shares(sums.sum(axis=0), np.full(HOURS, 1 / HOURS), 1.0)
        working = _shares(sums[:WEEKEND].sum(axis=0), all_days, ALL_WEIGHT)
        off = _shares(sums[WEEKEND:].sum(axis=0), all_days, ALL_WEIGHT)
        held = [_shares(one, working if which < WEEKEND else off, KIND_WEIGHT) for which, one in enumerate(sums)]
        return cls(np.array(held))

    def days(self, weekday: NDArray[np.int64], holiday: NDArray[np.bool_]) -> Floats:
        """Shares of days to come, shape (days, 24)."""
        chosen: Floats = self.shares[np.where(holiday, WEEK, weekday)]
        return chosen


def hour_quantiles(day: Prediction, means: Floats) -> Floats:
    """Quantiles of hours (days, 24, levels) from a forecast of whole days and the means of their hours (days, 24)."""
    low, high = day.quantiles[:, LEVELS.index(0.1)], day.quantiles[:, LEVELS.index(0.9)]
    variance = ((high - low) / Q10_TO_Q90)[:, None] ** 2
    total = np.maximum(means.sum(axis=1, keepdims=True), 1e-12)
    share = means / total
    return count_quantiles(means, share**2 * variance + share * (1 - share) * total)


def count_quantiles(means: Floats, variances: Floats) -> Floats:
    """Smallest counts whose probability of not being exceeded reaches each of `LEVELS`; one more axis than `means`.

    Negative binomial, Poisson where the variance is not above the mean, normal where the mean is large.
    """
    flat, spread = means.ravel(), np.maximum(variances.ravel(), means.ravel())
    levels = np.array(LEVELS)
    small = np.minimum(flat, LARGE)
    size = np.where(spread > flat * 1.001, flat**2 / np.maximum(spread - flat, 1e-12), 1e9)
    p_next = small / (size + small)
    chance = np.exp(-size * np.log1p(small / size))
    reached = chance.copy()
    quantiles = np.zeros((len(flat), len(levels)))
    for count in range(int(LARGE * 4)):
        below = reached[:, None] < levels
        if not below[flat <= LARGE].any():
            break
        quantiles += below
        chance = chance * (count + size) / (count + 1) * p_next
        reached += chance
    normal = np.rint(flat[:, None] + np.sqrt(spread)[:, None] * NORMAL)
    return np.where((flat <= LARGE)[:, None], quantiles, normal).reshape(*means.shape, len(levels))


def _shares(sums: Floats, prior: Floats, weight: float) -> Floats:
    shares: Floats = (sums + weight * prior) / (sums.sum() + weight)
    return shares
