"""Forecasts made from past days, a week apart, beside what then came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.history import LEAST_DAYS, WEEK, History
from scheduler.forecast.volumes import Floats

CALIBRATION_WEEKS: Final = 52
"""Weeks of rehearsals that quantiles are made of."""


@dataclass(frozen=True, eq=False)
class Rehearsals:
    """Forecasts of `days` days from each origin (a day index), the earliest first, and the counts that came."""

    origins: NDArray[np.int64]
    means: Floats
    """Shape (origins, days)."""
    counts: Floats
    """As `means`; NaN where not known yet, or never."""

    @cached_property
    def errors(self) -> Floats:
        """What came less what was expected."""
        return self.counts - self.means

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Where there is a count to compare with."""
        return np.isfinite(self.counts)

    @property
    def targets(self) -> NDArray[np.int64]:
        """Day index that each forecast is about."""
        ahead: NDArray[np.int64] = self.origins[:, None] + np.arange(self.means.shape[1])
        return ahead


def rehearse(forecaster: Forecaster, history: History, days: int, weeks: int = CALIBRATION_WEEKS) -> Rehearsals:
    """Forecast from each of the last `weeks` weekly origins, knowing nothing that came later.

    What was expected of days on which all was shut down (`History.shut_down`), and during them, says nothing of others.
    """
    steps = [history.days - WEEK * back for back in range(weeks, 0, -1)]
    origins = np.array([origin for origin in steps if origin >= LEAST_DAYS], dtype=np.int64)
    means = [ask(forecaster, history.until(int(origin)), days) for origin in origins]
    counts = np.append(np.where(history.shut_down, np.nan, history.counts), np.full(days, np.nan))
    came = counts[origins[:, None] + np.arange(days)]
    came[history.shut_down[origins - 1]] = np.nan
    return Rehearsals(origins, np.reshape(means, (len(origins), days)), came)


def added_up(parts: Sequence[Rehearsals], days: int) -> Rehearsals:
    """Rehearsals of a sum of series that end on the same day, from the origins that all of them have.

    `days` is the number of days that the sum has on record: origins are counted from its first.
    """
    fewest = min(len(part.origins) for part in parts)
    rows = slice(len(parts[0].origins) - fewest, None)
    means = np.sum([part.means[len(part.origins) - fewest :] for part in parts], axis=0)
    counts = np.sum([part.counts[len(part.origins) - fewest :] for part in parts], axis=0)
    shift = days - int(parts[0].origins[-1]) - WEEK if fewest else 0
    return Rehearsals(parts[0].origins[rows] + shift, means, counts)
