"""One area: its sources forecast one by one, added up, spread over the hours, split into booked and unbooked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.history import History
from scheduler.forecast.hourly import Profile
from scheduler.forecast.quantiles import Prediction, spread
from scheduler.forecast.rehearsal import Rehearsals, added_up, rehearse
from scheduler.forecast.volumes import HOURS, Floats, SeriesKey, Volumes


@dataclass(frozen=True, eq=False)
class SourceForecast:
    """One series: its history and what is expected of the coming days and hours."""

    history: History
    rehearsals: Rehearsals
    usual: Floats
    """Expected exams without interventions, shape (days)."""
    by_hour: Floats
    """Expected exams, shape (days, 24)."""

    @property
    def by_day(self) -> Floats:
        """Expected exams, shape (days)."""
        day: Floats = self.by_hour.sum(axis=1)
        return day


@dataclass(frozen=True, eq=False)
class AreaWork:
    """The sources of one area; all of them end on the same day."""

    sources: Mapping[str, SourceForecast]

    @cached_property
    def total(self) -> History:
        """Exams of all sources, from the day on which all are on record."""
        return _total([one.history for one in self.sources.values()])

    @cached_property
    def by_day(self) -> Prediction:
        """Means and quantiles of all sources together."""
        return self.together(tuple(self.sources))

    def by_hour(self, sources: Sequence[str]) -> Floats:
        """Expected exams of some sources, shape (days, 24)."""
        total = np.zeros((len(self.by_day.means), HOURS))
        for name in sources:
            total += self.sources[name].by_hour
        return total

    def at_level(self, sources: Sequence[str], level: float) -> Floats:
        """Exams by hour of some sources on days as busy as the quantile `level`; shape (days, 24)."""
        usual = self.by_hour(sources)
        if not sources:
            return usual
        day = self.together(tuple(sources))
        busy = day.at(level) / np.maximum(day.means, 1e-12)
        return usual * np.where(day.means > 0, busy, 1.0)[:, None]

    def wape(self, ahead: int) -> float | None:
        """Sum of absolute errors over sum of exams in rehearsals at least `ahead` days ahead; None without any."""
        rehearsed = self._rehearsals(tuple(self.sources))
        known = rehearsed.known & (np.arange(rehearsed.means.shape[1]) >= ahead)
        exams = float(rehearsed.counts[known].sum())
        return float(np.abs(rehearsed.errors[known]).sum()) / exams if exams > 0 else None

    def _rehearsals(self, sources: Sequence[str]) -> Rehearsals:
        parts = [self.sources[name] for name in sources]
        return added_up([part.rehearsals for part in parts], _total([part.history for part in parts]).days)

    def together(self, sources: Sequence[str]) -> Prediction:
        """One prediction for some sources; its spread is that of their sum, however they hang together."""
        parts = [self.sources[name] for name in sources]
        usual = np.sum([part.usual for part in parts], axis=0)
        made = spread(usual, self._rehearsals(sources), _total([part.history for part in parts]))
        change = np.sum([part.by_day for part in parts], axis=0) / np.maximum(usual, 1e-12)
        return Prediction(made.means * change, made.quantiles * change[:, None])


Factors = Callable[[SeriesKey], Floats]
"""What the usual exams of a series' coming hours are multiplied by, shape (days, 24)."""


def area_work(
    volumes: Volumes, histories: Mapping[SeriesKey, History], forecaster: Forecaster, factors: Factors
) -> AreaWork:
    """Forecast every series of one area as many days ahead as it has factors."""
    return AreaWork(
        {
            key.source: _source(volumes.by_hour(key), history, forecaster, factors(key))
            for key, history in histories.items()
        }
    )


def _source(by_hour: Floats, history: History, forecaster: Forecaster, factors: Floats) -> SourceForecast:
    days = len(factors)
    means = ask(forecaster, history, days)
    record = by_hour[len(by_hour) - history.days :]
    weekday, holiday = history.weekdays(0, history.days + days), history.is_holiday(0, history.days + days)
    profile = Profile.of(record, weekday[: history.days], holiday[: history.days])
    shares = profile.days(weekday[history.days :], holiday[history.days :])
    return SourceForecast(history, rehearse(forecaster, history, days), means, means[:, None] * shares * factors)


def _total(histories: Sequence[History]) -> History:
    start = max(history.start for history in histories)
    counts = np.sum([history.counts[(start - history.start).days :] for history in histories], axis=0)
    return History(start, counts, histories[0].holidays)
