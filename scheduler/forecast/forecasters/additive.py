"""A linear model: effects add up, as they do where a holiday closes a clinic of fixed size."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scheduler.forecast.features import Features
from scheduler.forecast.forecasters.regression import Pieces, Table, Window, inflation, precision, recency, solve
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

HALF_LIFE: Final = 730.0
LEVEL_DAYS: Final = 13 * WEEK
STEPS: Final = 4
LEAST_VARIANCE: Final = 1e-7


@dataclass(frozen=True)
class Additive:
    """Ridge regression of the exams as a share of their mean, with the priors of the features."""

    name: str = "additive"
    member: bool = True

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        window = Window.of(history, days)
        usual = float(np.nanmean(window.counts))
        if usual <= 0:
            return np.zeros(days)
        effects = fit(window.known, window.counts / usual)
        return window.coming(np.maximum(Pieces(window.rows).times(effects), 0.0) * usual, LEVEL_DAYS)


def fit(known: Features, shares: Floats) -> Floats:
    """Effects in shares of the mean, in the order of the features; unknown days (NaN) take no part."""
    seen = np.isfinite(shares)
    table, exams = Table(known.table[seen]), shares[seen]
    age = recency(len(shares), HALF_LIFE)[seen]
    prior = precision(known, len(shares))
    normal, right = table.gram(age), table.turned_times(age * exams)
    effects: Floats = np.zeros(len(prior))
    variance, slowness = 0.04, 1.0
    for _ in range(STEPS):
        ridge = np.diag(np.where(known.slow, slowness * prior, prior) * variance)
        effects = solve(normal + ridge, right)
        left = exams - table.times(effects)
        variance = max(LEAST_VARIANCE, float(np.average(left**2, weights=age)))
        slowness = inflation(left)
    return effects


FORECASTER = Additive()
