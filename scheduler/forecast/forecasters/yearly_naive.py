"""The exams of a day are those of the same weekday 52 weeks earlier."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scheduler.forecast.forecasters.seasonal_naive import last_known
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

YEAR: Final = 52 * WEEK


@dataclass(frozen=True)
class YearlyNaive:
    """Repeats last year, weekday by weekday; last week where there is no last year."""

    name: str = "yearly_naive"
    member: bool = False

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        week = last_known(history)[np.arange(days) % WEEK]
        back = history.days + np.arange(days) - YEAR
        back -= np.maximum(0, back - history.days + YEAR) // YEAR * YEAR
        past = history.counts[np.clip(back, 0, history.days - 1)]
        return np.where((back >= 0) & np.isfinite(past), past, week)


FORECASTER = YearlyNaive()
