"""Quantiles of coming days from the errors of rehearsals: calibrated whatever the forecaster, and for each series.

Split conformal prediction, with errors standardised before they are pooled, so that a year of rehearsals says
something of every weekday, of every week ahead and of holidays (Lei et al. 2018, doi 10.1080/01621459.2017.1307116;
weights by age: Barber et al. 2023, doi 10.1214/23-AOS2276).
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.forecasters.regression import inflation
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.rehearsal import Rehearsals, rehearse
from scheduler.forecast.volumes import Floats

LEVELS: Final = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""Probabilities of the quantiles that every forecast has."""
MEMORY_DAYS: Final = 364
"""Errors about days further back are forgotten."""
HALF_LIFE: Final = 182.0
"""Days after which an error counts half."""
WEEKDAY_WEIGHT, LEAD_WEIGHT, HOLIDAY_WEIGHT, POOL_WEIGHT = 20.0, 20.0, 6.0, 10.0
"""How many errors' worth of weight the prior has: that a weekday or a week ahead errs like all, that a holiday errs
half as much again, and that errors are normal with a Poisson spread and a day effect of 5 %."""
HOLIDAY_FACTOR: Final = 1.5
DAY_EFFECT: Final = 0.05
NORMAL_MEAN_ERROR: Final = 0.798
"""Mean absolute value of a standard normal variable."""
NORMAL_MEDIAN_ERROR: Final = 0.6745
"""The median."""
NORMAL: Final = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
"""The same of a standard normal variable."""


@dataclass(frozen=True, eq=False)
class Prediction:
    """What is expected of each coming day, and how far it may be off."""

    means: Floats
    quantiles: Floats
    """Shape (days, levels), rising along the levels of `LEVELS`; both ends equal where a weekday is closed."""

    def at(self, level: float) -> Floats:
        """The quantile of each day at a probability between the lowest and the highest of `LEVELS`."""
        return np.array([np.interp(level, LEVELS, day) for day in self.quantiles])


@dataclass(frozen=True, eq=False)
class Kinds:
    """What kind of day each forecast is about: weekday, weeks ahead, holiday; arrays of one shape."""

    weekday: NDArray[np.int64]
    week: NDArray[np.int64]
    holiday: NDArray[np.bool_]

    def at(self, chosen: NDArray[np.bool_]) -> "Kinds":
        """Those chosen, in a row."""
        return Kinds(self.weekday[chosen], self.week[chosen], self.holiday[chosen])


def predict(forecaster: Forecaster, history: History, days: int) -> Prediction:
    """Means and quantiles of the `days` days that follow the history."""
    return spread(ask(forecaster, history, days), rehearse(forecaster, history, days), history)


def spread(means: Floats, rehearsals: Rehearsals, history: History) -> Prediction:
    """Quantiles around means that follow `history`, from rehearsals of the same days ahead."""
    days = len(means)
    chosen = rehearsals.known & (rehearsals.targets >= history.days - MEMORY_DAYS) & (rehearsals.means > 0)
    scale, pool = _pool(rehearsals, chosen, history)
    coming = kinds(history, np.array([history.days]), days)
    width = _base(means) * scale.of(Kinds(coming.weekday[0], coming.week[0], coming.holiday[0]))
    around = np.maximum(means[:, None] + width[:, None] * pool, 0.0)
    return Prediction(means, np.where(means[:, None] > 0, around, 0.0))


def kinds(history: History, origins: NDArray[np.int64], days: int) -> Kinds:
    """Kinds of the days that are forecast from each origin; arrays (origins, days)."""
    last = int(origins.max(initial=history.days)) + days
    targets = origins[:, None] + np.arange(days)
    week = np.broadcast_to(np.arange(days) // WEEK, targets.shape)
    return Kinds(history.weekdays(0, last)[targets], week, history.is_holiday(0, last)[targets])


@dataclass(frozen=True, eq=False)
class _Scale:
    """How much a kind of day errs, in units of the square root of its mean."""

    weekday: Floats
    week: Floats
    holiday: float

    def of(self, which: Kinds) -> Floats:
        late = np.minimum(which.week, len(self.week) - 1)
        factor: Floats = self.weekday[which.weekday] * self.week[late] * np.where(which.holiday, self.holiday, 1.0)
        return factor


def _pool(rehearsals: Rehearsals, chosen: NDArray[np.bool_], history: History) -> tuple[_Scale, Floats]:
    """Scale of each kind of day, and the quantiles of the standardised errors of all."""
    means, errors = rehearsals.means[chosen], rehearsals.errors[chosen]
    which = kinds(history, rehearsals.origins, rehearsals.means.shape[1]).at(chosen)
    weights = 0.5 ** ((history.days - rehearsals.targets[chosen]) / HALF_LIFE)
    sizes = np.abs(errors) / _base(means)
    scale = _scales(sizes, weights, which, prior=NORMAL_MEAN_ERROR * _usual_spread(history))
    standard = errors / np.maximum(_base(means) * scale.of(which), 1e-12)
    return scale, _pooled_quantiles(standard, weights, independent(standard, weights, rehearsals.targets[chosen]))


def _usual_spread(history: History) -> float:
    """Standard deviation of a day in units of the square root of its mean, as far as weeks differ from each other.

    Never less than that of a Poisson count whose mean is off by `DAY_EFFECT`, and more where means rest on few weeks.
    """
    counts = np.where(history.shut_down, np.nan, history.counts)
    usual = float(np.nanmean(counts))
    changes = np.abs(counts[WEEK:] - counts[:-WEEK])
    changes = changes[np.isfinite(changes)]
    seen = float(np.median(changes)) / NORMAL_MEDIAN_ERROR if len(changes) else 0.0
    variance = max(1 + DAY_EFFECT**2 * usual, seen**2 / 2 / max(usual, 1e-9))
    return float(np.sqrt(variance * (1 + WEEK / history.days)))


def _scales(sizes: Floats, weights: Floats, which: Kinds, *, prior: float) -> _Scale:
    """Factors of weekdays, weeks ahead and holidays, each held towards what holds for all."""
    plain = ~which.holiday
    overall = _held(sizes[plain], weights[plain], POOL_WEIGHT, prior)
    on_weekday = [plain & (which.weekday == day) for day in range(WEEK)]
    weekday = np.array([_held(sizes[at], weights[at], WEEKDAY_WEIGHT, overall) for at in on_weekday])
    left = sizes / np.maximum(weekday[which.weekday], 1e-12)
    in_week = [plain & (which.week == ahead) for ahead in range(int(which.week.max(initial=0)) + 1)]
    week = np.array([_held(left[at], weights[at], LEAD_WEIGHT, 1.0) for at in in_week])
    holiday = _held(left[which.holiday], weights[which.holiday], HOLIDAY_WEIGHT, HOLIDAY_FACTOR)
    return _Scale(weekday, week, holiday)


def _held(values: Floats, weights: Floats, weight: float, prior: float) -> float:
    """Weighted mean of values, and of `prior` at so many mean weights."""
    typical = float(weights.mean()) if len(weights) else 1.0
    total = float(weights.sum()) + weight * typical
    return (float((weights * values).sum()) + weight * typical * prior) / total


def independent(standard: Floats, weights: Floats, targets: NDArray[np.int64]) -> float:
    """How many independent errors the weighted errors about these days are worth.

    Errors about one day from several origins count once, and days whose errors hang together over weeks count less.
    """
    if not len(standard):
        return 0.0
    days, place, times = np.unique(targets, return_inverse=True, return_counts=True)
    by_day = np.bincount(place, standard) / times
    weight = np.bincount(place, weights) / times
    return float(weight.sum() ** 2 / (weight**2).sum()) / inflation(by_day) if len(days) else 0.0


def _pooled_quantiles(standard: Floats, weights: Floats, worth: float) -> Floats:
    """Quantiles at `LEVELS` of weighted errors worth so many independent ones, mixed with normal ones while few.

    Levels are stretched as if one more error were to come, which keeps the promise of split conformal prediction.
    """
    normal = NORMAL / NORMAL_MEAN_ERROR
    if worth <= 0:
        return normal
    order = np.argsort(standard, kind="stable")
    ranked = weights[order]
    heights = (np.cumsum(ranked) - ranked / 2) / ranked.sum()
    stretched = 0.5 + (np.array(LEVELS) - 0.5) * (1 + 1 / worth)
    measured = np.interp(stretched, heights, standard[order])
    return np.asarray((worth * measured + POOL_WEIGHT * normal) / (worth + POOL_WEIGHT))


def _base(means: Floats) -> Floats:
    return np.sqrt(np.maximum(means, 0.05))
