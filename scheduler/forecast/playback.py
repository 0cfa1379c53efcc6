"""A backtest told day by day: what the best forecaster expected of the test's days, and what holidays do."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import numpy as np

from models.base import Noun
from scheduler.forecast.backtest import HORIZON_DAYS, Trial, days_tested
from scheduler.forecast.forecasters.base import Forecaster
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.quantiles import LEVELS, predict

AROUND: Final = 6
"""Weeks before and after, whose same weekdays are what a holiday is compared with."""


class HolidayEffect(Noun):
    """Exams on a holiday as a share of those on the same weekday in the weeks around it."""

    name: str
    share: float
    times: int


class SeriesPlayback(Noun):
    """One series: counts on record, and what was expected of the last ones four weeks at a time."""

    series: str
    start: dt.date
    counts: tuple[float | None, ...]
    first_forecast: int
    """Day index from which forecasts are told."""
    means: tuple[float, ...]
    quantiles: dict[str, tuple[float, ...]]
    """By probability, such as ``0.9``."""
    holidays: tuple[HolidayEffect, ...]


def play_back(trial: Trial, forecaster: Forecaster) -> tuple[SeriesPlayback, ...]:
    """What the forecaster expected, one forecast of four weeks after the other, each from the eve of its first day."""
    return tuple(_played(str(key), history, forecaster) for key, history in trial.histories.items())


def _played(key: str, history: History, forecaster: Forecaster) -> SeriesPlayback:
    first = history.days - days_tested(history.days) // HORIZON_DAYS * HORIZON_DAYS
    made = [
        predict(forecaster, history.until(origin), HORIZON_DAYS)
        for origin in range(first, history.days - HORIZON_DAYS + 1, HORIZON_DAYS)
    ]
    spread = np.concatenate([one.quantiles for one in made])
    return SeriesPlayback(
        series=key,
        start=history.start,
        counts=tuple(None if np.isnan(one) else one for one in history.counts.tolist()),
        first_forecast=first,
        means=tuple(np.concatenate([one.means for one in made]).round(3).tolist()),
        quantiles={str(level): tuple(spread[:, at].round(3).tolist()) for at, level in enumerate(LEVELS)},
        holidays=tuple(sorted(_effects(history), key=lambda one: one.share)),
    )


def _effects(history: History) -> Iterator[HolidayEffect]:
    """Effects of holidays by name, of those that fell on a day with usual exams."""
    names = np.array(history.names(history.days))
    weeks = WEEK * np.array([*range(-AROUND, 0), *range(1, AROUND + 1)])
    for name in sorted(set(names.tolist()) - {""}):
        shares = []
        for day in np.flatnonzero(names == name).tolist():
            near = day + weeks
            near = near[(near >= 0) & (near < history.days)]
            near = near[names[near] == ""]
            usual = float(np.nanmedian(history.counts[near])) if np.isfinite(history.counts[near]).any() else 0.0
            if usual > 0 and np.isfinite(history.counts[day]):
                shares.append(float(history.counts[day]) / usual)
        if shares:
            yield HolidayEffect(name=name, share=float(np.mean(shares)), times=len(shares))
