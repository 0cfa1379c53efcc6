"""A generalised linear model with log link: effects multiply, and the noise is Poisson or wider (negative binomial)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scheduler.forecast.features import Features
from scheduler.forecast.forecasters.regression import Pieces, Table, Window, inflation, precision, recency, solve
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

HALF_LIFE: Final = 365.0
LEVEL_DAYS: Final = 8 * WEEK
STEPS: Final = 8
CLOSE: Final = 1e-3
"""Change of an effect, as a share of the exams, from which steps are no longer worth it."""
FAR: Final = 14.0
"""Logarithms of means are kept within ± this."""


@dataclass(frozen=True)
class Glm:
    """Iteratively reweighted least squares with Gaussian priors on every effect."""

    name: str = "glm"
    member: bool = True

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        window = Window.of(history, days)
        effects = fit(window.known, window.counts)
        return window.coming(_exp(Pieces(window.rows).times(effects)), LEVEL_DAYS)


def fit(known: Features, counts: Floats) -> Floats:
    """Effects on the logarithm of the mean, in the order of the features; unknown days (NaN) take no part."""
    seen = np.isfinite(counts)
    table, exams = Table(known.table[seen]), counts[seen]
    age = recency(len(counts), HALF_LIFE)[seen]
    prior = precision(known, len(counts))
    means = np.maximum((exams + exams.mean()) / 2, 0.2 * exams.mean() + 1e-6)
    effects = np.zeros(len(prior))
    alpha, phi, slowness = 0.0, 1.0, 1.0
    for step in range(STEPS):
        weights = age * means / (1 + alpha * means) / phi
        working = np.log(means) + (exams - means) / means
        normal = table.gram(weights) + np.diag(np.where(known.slow, slowness * prior, prior))
        before, effects = effects, solve(normal, table.turned_times(weights * working))
        means = _exp(table.times(effects))
        alpha, phi = dispersion(exams, means)
        slowness = inflation((exams - means) / np.sqrt(means + alpha * means**2))
        if step > 1 and np.abs(effects - before).max() < CLOSE:
            break
    return effects


def dispersion(exams: Floats, means: Floats) -> tuple[float, float]:
    """(alpha, phi) of a variance phi (mean + alpha mean²), by moments; phi < 1 varies less than Poisson."""
    squares = (exams - means) ** 2
    alpha = max(1e-4, float((squares - means).sum() / np.maximum((means**2).sum(), 1e-12)))
    phi = float(np.mean(squares / (means + alpha * means**2)))
    return alpha, max(0.02, phi)


def _exp(logarithm: Floats) -> Floats:
    means: Floats = np.exp(np.clip(logarithm, -FAR, FAR))
    return means


FORECASTER = Glm()
