"""How good forecasts were: WAPE, MASE, pinball loss, coverage of the 80 % interval.

Definitions: Hyndman and Koehler 2006 (doi 10.1016/j.ijforecast.2006.03.001) for the scaled error, Koenker and
Bassett 1978 (doi 10.2307/1913643) for the pinball loss.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Final

import numpy as np

from models.base import Noun
from scheduler.forecast.quantiles import LEVELS
from scheduler.forecast.volumes import Floats

LOW, HIGH = LEVELS.index(0.1), LEVELS.index(0.9)
SEASON: Final = 7


class Score(Noun):
    """How one forecaster did on all days forecast; absent where it cannot be told."""

    wape: float | None
    """Sum of absolute errors over sum of exams."""
    mase: float | None
    """Mean absolute error, that of each series in units of its mean change from week to week before the test."""
    pinball: float | None
    """Mean pinball loss over days and quantile levels, in exams."""
    coverage80: float | None
    """Share of days inside the 80 % interval; days on which a weekday is closed are certain and not counted."""
    holiday_wape: float | None = None
    """`wape` on holidays alone."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """Forecasts of one series beside what came; the first two arrays (days), quantiles (days, levels)."""

    counts: Floats
    means: Floats
    quantiles: Floats
    holiday: Floats
    """1 on holidays, else 0."""
    scale: float
    """Mean absolute change from week to week before the test."""


def score(outcomes: Sequence[Outcome]) -> Score:
    """One score for all days of all series; days without a count take no part."""
    known = [_known(outcome) for outcome in outcomes]
    counts = np.concatenate([one.counts for one in known])
    errors = np.abs(counts - np.concatenate([one.means for one in known]))
    quantiles = np.concatenate([one.quantiles for one in known])
    holiday = np.concatenate([one.holiday for one in known]) > 0
    scaled = [np.abs(one.counts - one.means) / one.scale for one in known if one.scale > 0]
    return Score(
        wape=wape(counts, errors),
        mase=_mean(np.concatenate(scaled)) if scaled else None,
        pinball=_mean(pinball(counts, quantiles)),
        coverage80=coverage(counts, quantiles[:, LOW], quantiles[:, HIGH]),
        holiday_wape=wape(counts[holiday], errors[holiday]),
    )


def wape(counts: Floats, errors: Floats) -> float | None:
    """Sum of absolute errors over sum of counts; None when nothing was counted."""
    total = float(counts.sum())
    return float(np.abs(errors).sum()) / total if total > 0 else None


def chance_wape(counts: Floats, means: Floats) -> float | None:
    """WAPE of a forecast that knows the mean of every count, if counts come by chance around these means (Poisson).

    The mean absolute deviation is that of de Moivre, ``2 exp(-m) m^(k + 1) / k!`` with k the whole part of m.
    """
    known = np.maximum(means, 1e-9)
    whole = np.floor(known)
    factorials = np.array([lgamma(one + 1) for one in whole.tolist()])
    return wape(counts, 2 * np.exp((whole + 1) * np.log(known) - known - factorials))


def pinball(counts: Floats, quantiles: Floats) -> Floats:
    """Pinball loss of each quantile at `LEVELS`; shape as `quantiles`: (days, levels)."""
    levels = np.array(LEVELS)
    over = counts[:, None] - quantiles
    loss: Floats = np.maximum(levels * over, (levels - 1) * over)
    return loss


def coverage(counts: Floats, low: Floats, high: Floats) -> float | None:
    """Share of counts from `low` to `high`, both included; intervals without width are left out."""
    open_days = high > low
    return _mean(((counts >= low) & (counts <= high))[open_days].astype(np.float64))


def naive_scale(counts: Floats) -> float:
    """Mean absolute change from one week to the next, the scale of MASE; 0 when it cannot be told."""
    change = np.abs(counts[SEASON:] - counts[:-SEASON])
    return float(np.nanmean(change)) if np.isfinite(change).any() else 0.0


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if values.size else None


def _known(outcome: Outcome) -> Outcome:
    seen = np.isfinite(outcome.counts)
    return Outcome(
        counts=outcome.counts[seen],
        means=outcome.means[seen],
        quantiles=outcome.quantiles[seen],
        holiday=outcome.holiday[seen],
        scale=outcome.scale,
    )
