"""The exams of a weekday are those of the same weekday in the last week on record."""

from dataclasses import dataclass

import numpy as np

from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats


@dataclass(frozen=True)
class SeasonalNaive:
    """Repeats the last week; the yardstick of every other forecaster."""

    name: str = "seasonal_naive"
    member: bool = False

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`; an unknown day is looked for a week earlier, and so on."""
        week = last_known(history)
        return week[np.arange(days) % WEEK]


def last_known(history: History) -> Floats:
    """The last known count of each of the seven weekdays to come, the mean of all where a weekday has none."""
    week = np.full(WEEK, np.nanmean(history.counts) if np.isfinite(history.counts).any() else 0.0)
    for ahead in range(WEEK):
        same = history.counts[(history.days + ahead) % WEEK :: WEEK]
        known = np.flatnonzero(np.isfinite(same))
        if len(known):
            week[ahead] = same[known[-1]]
    return week


FORECASTER = SeasonalNaive()
