"""What others would forecast from the same history: statsforecast, scikit-learn, and a model in Prophet's style.

Each is a function of a history and a number of days that gives means and quantiles, as `scheduler.forecast.quantiles`
does for ours.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor  # type: ignore[import-not-found]  # of the study alone
from statsforecast.models import (  # type: ignore[import-not-found]  # of the study alone
    MSTL,
    AutoARIMA,
    AutoETS,
)

from scheduler.forecast.forecasters.regression import solve
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.quantiles import LEVELS, NORMAL, Prediction
from scheduler.forecast.volumes import Floats

YEAR: Final = 365.25
CHANGES, CHANGE_SPREAD, EFFECT_SPREAD, TREND_SPREAD = 25, 0.05, 10.0, 5.0
"""Prophet's defaults: changes of the trend in the first 80 % of the history, and its prior scales."""
BACK: Final = 28
"""Days back to the latest count that a boosted tree is shown, so that one model serves all days ahead."""
LAGS: Final = (0, 7, 14, 21, 28, 329, 336, 343)
"""Days from there back to the counts that it is shown: four weeks, and the weeks around the same one last year."""


def automatic(model: object) -> Callable[[History, int], Prediction]:
    """A model of statsforecast, fitted anew, with the intervals that it gives itself."""

    def forecast(history: History, days: int) -> Prediction:
        made: Mapping[str, Floats] = model.forecast(history.counts, days, level=[50, 80, 90])  # type: ignore[attr-defined]  # every model has it
        names = ("lo-90", "lo-80", "lo-50", "mean", "hi-50", "hi-80", "hi-90")
        return _prediction(made["mean"], np.column_stack([made[name] for name in names]))

    return forecast


def prophet_style(history: History, days: int) -> Prediction:
    """Prophet's additive model at its default priors, at the posterior mode for Gaussian noise.

    Trend with changes of slope, ten yearly and three weekly harmonics, one effect for each holiday's name. The
    Laplace prior of the changes is replaced by a normal one of the same scale; quantiles are of the noise alone.
    """
    past = history.days
    rows, spread = _prophet_design(history, days)
    scale, known = float(np.nanmax(history.counts)), np.isfinite(history.counts)
    table, wanted = rows[:past][known], history.counts[known] / scale
    effects: Floats = np.zeros(rows.shape[1])
    variance = 0.01
    for _ in range(6):
        effects = solve(table.T @ table + np.diag(variance / spread**2), table.T @ wanted)
        variance = max(1e-7, float(np.mean((wanted - table @ effects) ** 2)))
    means = rows[past:] @ effects * scale
    return _prediction(means, means[:, None] + np.sqrt(variance) * scale * NORMAL)


def _prophet_design(history: History, days: int) -> tuple[Floats, Floats]:
    """Rows of past and coming days, and the prior standard deviation of each column."""
    span = history.days + days
    day = np.arange(span)
    at = day / history.days
    changes = np.linspace(0, 0.8, CHANGES + 1)[1:]
    waves = [(YEAR, k) for k in range(1, 11)] + [(WEEK, k) for k in range(1, 4)]
    angles = [2 * np.pi * k * day / period for period, k in waves]
    season = [wave(angle) for angle in angles for wave in (np.sin, np.cos)]
    bends = [np.maximum(0, at - one) for one in changes]
    named = np.array(history.names(span))
    holidays = [named == name for name in sorted(set(named.tolist()) - {""})]
    rows = np.column_stack([np.ones(span), at, *bends, *season, *holidays]).astype(np.float64)
    wide = [EFFECT_SPREAD] * (rows.shape[1] - 2 - CHANGES)
    return rows, np.r_[TREND_SPREAD, TREND_SPREAD, [CHANGE_SPREAD] * CHANGES, wide]


def boosted(history: History, days: int) -> Prediction:
    """Gradient-boosted trees of scikit-learn on lags and calendar, one for the mean and one for each quantile.

    They learn a day's share of the mean of four weeks that ended four weeks before it, since trees cannot go on with
    a trend.
    """
    rows, level = _lagged(history, days)
    past = history.days
    learned = np.flatnonzero(np.isfinite(history.counts) & np.isfinite(level[:past]) & (level[:past] > 0))
    shares = history.counts[learned] / level[learned]

    def told(**options: object) -> Floats:
        trees = HistGradientBoostingRegressor(learning_rate=0.06, max_iter=150, random_state=1, **options)
        made: Floats = trees.fit(rows[learned], shares).predict(rows[past:]) * level[past:]
        return made

    quantiles = [told(loss="quantile", quantile=one) for one in LEVELS]
    return _prediction(told(), np.sort(np.column_stack(quantiles), axis=1))


def _lagged(history: History, days: int) -> tuple[Floats, Floats]:
    """What each day is told by, past and coming, and the level that its exams are shares of; NaN where unknown."""
    span = history.days + days
    counts = np.append(history.counts, np.full(days, np.nan))
    level = np.full(span, np.nan)
    for day in range(2 * BACK, span):
        level[day] = np.nanmean(counts[day - 2 * BACK + 1 : day - BACK + 1])
    shown = []
    for lag in LAGS:
        back = np.arange(span) - BACK - lag
        shown.append(np.where(back >= 0, counts[np.maximum(back, 0)], np.nan) / level)
    off = history.is_holiday(0, span + 1)
    season = 2 * np.pi * (np.arange(span) + history.start.timetuple().tm_yday) / YEAR
    beside = (off[:-1], np.append(False, off[:-2]), off[1:])
    kinds = np.unique(np.array(history.names(span)), return_inverse=True)[1]
    calendar = (history.weekdays(0, span), np.sin(season), np.cos(season), kinds, *beside)
    return np.column_stack([*shown, *calendar]).astype(np.float64), level


def _prediction(means: Floats, quantiles: Floats) -> Prediction:
    """Never fewer exams than none."""
    return Prediction(np.maximum(means, 0.0), np.maximum(quantiles, 0.0))


MODELS: Final[Mapping[str, Callable[[History, int], Prediction]]] = {
    "Prophet-style": prophet_style,
    "HistGradientBoosting": boosted,
    "AutoETS, season 7": automatic(AutoETS(season_length=WEEK)),
    "MSTL, seasons 7 and 364": automatic(MSTL(season_length=[WEEK, 52 * WEEK])),
    "AutoARIMA, season 7": automatic(AutoARIMA(season_length=WEEK)),
}
