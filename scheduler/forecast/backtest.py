"""Every forecaster on the last year of a history, as if that year had not been known yet.

Rolling weekly origins, four weeks ahead, quantiles included: from each origin all is fitted anew with what was
known on its eve.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from models.base import Noun
from models.errors import InputError
from scheduler.forecast.forecasters.base import Forecaster
from scheduler.forecast.forecasters.discovery import found
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.holidays import Holidays, guess
from scheduler.forecast.metrics import Outcome, Score, chance_wape, naive_scale, score
from scheduler.forecast.quantiles import Prediction, predict
from scheduler.forecast.volumes import DailySeries, SeriesKey

TEST_DAYS: Final = 364
HORIZON_DAYS: Final = 28
LEAST_DAYS: Final = 56
"""Shortest series that is tested: four weeks to learn from, four to be tested on."""


class NamedScore(Score):
    """A score and whose it is."""

    name: str


class Backtest(Noun):
    """Scores of all forecasters, pooled over the series."""

    best: NamedScore
    """The forecaster with the least `wape`."""
    models: dict[str, Score]
    series: dict[str, dict[str, Score]]
    """By series, by forecaster."""
    floor: float | None
    """`wape` that chance alone leaves to a perfect forecast of Poisson counts, around the means of the best."""
    holidays: str
    """Calendar that was used; empty when the history follows none."""
    horizon_days: int
    test_days: int
    """Most days tested of any series; half of a series shorter than two years."""
    origins: int


@dataclass(frozen=True)
class Trial:
    """What is tested on."""

    histories: Mapping[SeriesKey, History]
    holidays: Holidays

    @classmethod
    def of(cls, series: Iterable[DailySeries], place: str | None = None) -> "Trial":
        """Series long enough to be tested; the holidays of `place`, guessed from before the test when absent.

        Raises `InputError` when no series is long enough.
        """
        series = tuple(series)
        enough = [one for one in series if len(one.counts) >= LEAST_DAYS and np.nansum(one.counts) > 0]
        if not enough:
            longest = max((len(one.counts) for one in series), default=0)
            problem = f"the longest series has {longest} days, {LEAST_DAYS} are needed."
            raise InputError("backtest", problem, "Maybe the date column is another one, or counts are by the month.")
        learned = [DailySeries(one.key, one.start, one.counts[: -days_tested(len(one.counts))]) for one in enough]
        holidays = guess(learned) if place is None else Holidays(place)
        return cls({one.key: History.of(one, holidays) for one in enough}, holidays)


def days_tested(days: int) -> int:
    """The last 364 days of a series, half of one shorter than two years; whole weeks."""
    return min(TEST_DAYS, days // 2 // WEEK * WEEK)


def backtest(trial: Trial, forecasters: Sequence[Forecaster] | None = None) -> Backtest:
    """Score each forecaster (all that are found when absent) on each series, and pooled over them."""
    tested = tuple(found().values()) if forecasters is None else tuple(forecasters)
    outcomes = {
        forecaster.name: {
            key: outcome(partial(predict, forecaster), history) for key, history in trial.histories.items()
        }
        for forecaster in tested
    }
    models = {name: score(tuple(by_key.values())) for name, by_key in outcomes.items()}
    best = min(models, key=lambda name: (models[name].wape is None, models[name].wape))
    longest = max(days_tested(history.days) for history in trial.histories.values())
    return Backtest(
        best=NamedScore(name=best, **dict(models[best])),
        models=models,
        floor=_floor(tuple(outcomes[best].values())),
        series={str(key): {name: score([outcomes[name][key]]) for name in models} for key in trial.histories},
        holidays=trial.holidays.place,
        horizon_days=HORIZON_DAYS,
        test_days=longest,
        origins=(longest - HORIZON_DAYS) // WEEK + 1,
    )


def _floor(outcomes: Sequence[Outcome]) -> float | None:
    counts, means = (
        np.concatenate(parts) for parts in zip(*((one.counts, one.means) for one in outcomes), strict=True)
    )
    known = np.isfinite(counts)
    return chance_wape(counts[known], means[known])


def outcome(tell: Callable[[History, int], Prediction], history: History) -> Outcome:
    """Forecasts from every origin of the test beside what came; `tell` makes one of as many days as it is asked for."""
    test = days_tested(history.days)
    origins = range(history.days - test, history.days - HORIZON_DAYS + 1, WEEK)
    made = [tell(history.until(origin), HORIZON_DAYS) for origin in origins]
    targets = np.array([origin + np.arange(HORIZON_DAYS) for origin in origins]).ravel()
    return Outcome(
        counts=history.counts[targets],
        means=np.concatenate([one.means for one in made]),
        quantiles=np.concatenate([one.quantiles for one in made]),
        holiday=history.is_holiday(0, history.days)[targets].astype(np.float64),
        scale=naive_scale(history.counts[: history.days - test]),
    )
