"""Exam history to coverage: the whole way from counts per hour to people per hour."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.calendar import Horizon
from models.demand import CoverageDay
from models.errors import InputError
from scheduler.forecast.forecasters.discovery import DEFAULT, forecaster_named
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.holidays import Holidays, guess, of_zone
from scheduler.forecast.hourly import hour_quantiles
from scheduler.forecast.interventions import Intervention, factors, unknown_days, without
from scheduler.forecast.prediction import AreaForecast, Forecast
from scheduler.forecast.quantiles import LEVELS, Prediction
from scheduler.forecast.shortage import Shortage, day_doubt, shortages
from scheduler.forecast.staffing import AreaStaffing, bare, offered_load, open_mask, people
from scheduler.forecast.volumes import HOURS, DailySeries, Floats, SeriesKey, Volumes
from scheduler.forecast.workload import AreaWork, area_work

RECENT_DAYS: Final = 8 * WEEK
MOST_AHEAD: Final = 182
"""Days between the end of the history and the start of the horizon from which a forecast is refused."""
SHOWN: Final = (0.1, 0.5, 0.9)
"""Quantiles kept for single hours."""


@dataclass(frozen=True)
class Options:
    """How a department is forecast."""

    forecaster: str = DEFAULT
    holidays: str | None = None
    """Calendar such as US or GB-ENG; when absent that of the zone's country, or the one that the history follows."""
    standing: Sequence[CoverageDay] = field(default_factory=tuple)
    """Coverage as it stands. Where an area has any, its minimums stay, and hours in which nobody is wanted stay so;
    where it has none, it is open by its rule, and a quiet day's load is the minimum."""
    booked: Volumes | None = None
    """Booked exams of the horizon by the hour, those expected not to show up left out; only sources that an
    area lists as scheduled are looked at."""
    interventions: Sequence[Intervention] = field(default_factory=tuple)
    """What is known to change exams, in the past or ahead; bookings are taken to know of it already."""


@dataclass(frozen=True, eq=False)
class _Span:
    """Which of the days forecast make the horizon: the history may have ended earlier."""

    horizon: Horizon
    gap: int

    @property
    def days(self) -> int:
        return self.gap + self.horizon.days

    def day(self, values: Floats) -> Floats:
        """The days of the horizon, from an array whose first axis is days forecast."""
        return values[self.gap :]

    def hour(self, load: Floats) -> Floats:
        """The hours of the horizon, from an array of all hours forecast."""
        return load[self.gap * HOURS :]


@dataclass(frozen=True, eq=False)
class _Load:
    """Exams under way at a time, by the hour of the horizon."""

    scheduled: Floats
    unscheduled: Floats
    busy: Floats
    """Unscheduled, on days as busy as planned for."""
    quiet: Floats
    """Unscheduled, on quiet days."""
    doubt: Floats
    """Standard deviation of the mean of what is not booked for certain, as a share of it."""


def forecast_coverage(
    history: Volumes, horizon: Horizon, rules: Sequence[AreaStaffing], options: Options | None = None
) -> tuple[CoverageDay, ...]:
    """People per hour for each date of the horizon, in each area that has a rule. Errors as `forecast`."""
    return forecast(history, horizon, rules, options).coverage


def forecast(
    history: Volumes, horizon: Horizon, rules: Sequence[AreaStaffing], options: Options | None = None
) -> Forecast:
    """Exams, load and people per hour over a horizon, from what was on record on its eve.

    Raises `InputError` when the history is by the day, too short, too old, or lacks an area that has a rule.
    """
    options = options or Options()
    known = without(history.before(horizon.start).whole_days(), options.interventions)
    task = _Task(known, _span(known, horizon), _holidays(known, horizon, options), options)
    made = [_forecast_area(rule, task) for rule in rules]
    return Forecast(
        start=horizon.start,
        days=horizon.days,
        zone=horizon.zone,
        forecaster=options.forecaster,
        holidays=task.holidays.place,
        history_first=known.first,
        history_last=known.last,
        areas=tuple(area for area, _ in made),
        coverage=tuple(day for _, days in made for day in days),
    )


def _doubt(work: AreaWork, sources: Sequence[str], task: "_Task") -> Floats:
    """The doubt of these sources by the hour of the horizon."""
    if not sources:
        return np.zeros(task.span.horizon.days * HOURS)
    return np.repeat(task.span.day(day_doubt(work.together(sources))), HOURS)


@dataclass(frozen=True, eq=False)
class _Task:
    """What is the same for all areas."""

    known: Volumes
    span: _Span
    holidays: Holidays
    options: Options

    @cached_property
    def series(self) -> dict[SeriesKey, DailySeries]:
        return {one.key: one for one in self.known.daily()}

    def histories(self, area: str) -> dict[SeriesKey, History]:
        found = {key: self._history(one) for key, one in self.series.items() if key.area == area}
        if not found:
            areas = ", ".join(sorted({key.area for key in self.series}))
            advice = f"Areas on record are {areas}. Maybe give this area's staffing rule the name used there."
            raise InputError(f"volumes of area {area}", "there are none.", advice)
        return found

    def _history(self, series: DailySeries) -> History:
        unknown = unknown_days(self.options.interventions, series.key, series.start, len(series.counts))
        counts = np.where(unknown, np.nan, series.counts)
        return History.of(DailySeries(series.key, series.start, counts), self.holidays)

    def factors(self, key: SeriesKey) -> Floats:
        return factors(self.options.interventions, key, self.known.last + dt.timedelta(days=1), self.span.days)


def _span(known: Volumes, horizon: Horizon) -> _Span:
    if not known.hourly:
        advice = "Export them by the hour, or one row per exam with its time."
        raise InputError("volumes", "counts are by the day, people are needed by the hour.", advice)
    gap = (horizon.start - known.last).days - 1
    if gap > MOST_AHEAD:
        problem = (
            f"the last exam on record is of {known.last}, {gap} days before the horizon starts on {horizon.start}."
        )
        raise InputError("volumes", problem, "Export a newer history, or move the horizon.")
    return _Span(horizon, gap)


def _holidays(known: Volumes, horizon: Horizon, options: Options) -> Holidays:
    place = options.holidays
    if place is None:
        place = of_zone(horizon.zone) or guess(known.daily()).place
    return Holidays(place, frozenset(horizon.holidays))


def _forecast_area(rule: AreaStaffing, task: _Task) -> tuple[AreaForecast, tuple[CoverageDay, ...]]:
    histories = task.histories(rule.area)
    work = area_work(task.known, histories, forecaster_named(task.options.forecaster), task.factors)
    load = _load(work, rule, task)
    return _shown(work, rule, task.span, load), _coverage(rule, load, task)


def _load(work: AreaWork, rule: AreaStaffing, task: _Task) -> _Load:
    booked = [source for source in work.sources if source in rule.scheduled]
    others = [source for source in work.sources if source not in rule.scheduled]

    def under_way(exams: Floats) -> Floats:
        return task.span.hour(offered_load(exams.ravel(), rule.busy_minutes))

    return _Load(
        scheduled=under_way(_with_bookings(work.by_hour(booked), booked, rule, task)),
        unscheduled=under_way(work.by_hour(others)),
        busy=under_way(work.at_level(others, rule.plan_for)),
        quiet=under_way(work.at_level(others, rule.quiet_day)),
        doubt=_doubt(work, tuple(work.sources) if task.options.booked is None else others, task),
    )


def _with_bookings(expected: Floats, sources: Sequence[str], rule: AreaStaffing, task: _Task) -> Floats:
    """Expected exams by hour; booked ones instead on dates for which more are booked than expected."""
    booked, span = task.options.booked, task.span
    if booked is None:
        return expected
    counted = np.zeros_like(expected)
    for key in (key for key in booked.keys if key.area == rule.area and key.source in sources):
        by_hour = booked.by_hour(key)
        first = (booked.first - span.horizon.start).days + span.gap
        inside = np.arange(max(0, first), max(0, min(span.days, first + booked.days)))
        counted[inside] += by_hour[inside - first]
    more = counted.sum(axis=1) > expected.sum(axis=1)
    return np.where(more[:, None], counted, expected)


def _coverage(rule: AreaStaffing, load: _Load, task: _Task) -> tuple[CoverageDay, ...]:
    horizon = task.span.horizon
    standing = {day.date: day for day in task.options.standing if day.area == rule.area}
    expected = _shortages(load, rule, task)
    staffed = _wanted_at_all(standing, horizon) if standing else open_mask(rule, horizon)
    wanted = np.maximum(people(load.scheduled, load.busy, rule), rule.least).reshape(staffed.shape) * staffed
    enough = np.maximum(bare(load.scheduled + load.quiet, rule), rule.least).reshape(staffed.shape) * staffed
    days = []
    for day, date in enumerate(map(horizon.date_of, range(horizon.days))):
        given = standing.get(date)
        least = np.minimum(enough[day], wanted[day]) if given is None else np.array(given.minimum)
        target = np.maximum(wanted[day], least)
        if target.any():
            minimum, most = tuple(least.tolist()), tuple(target.tolist())
            plain = CoverageDay(area=rule.area, date=date, minimum=minimum, target=most)
            days.append(_with_costs(plain, expected[day]) if expected else plain)
    return tuple(days)


def _shortages(load: _Load, rule: AreaStaffing, task: _Task) -> list[list[Shortage]]:
    """By day and hour; empty when the rule has no price for a missing person. Only what is booked is certain."""
    if rule.short_cents is None:
        return []
    certain = load.scheduled if task.options.booked is not None else np.zeros_like(load.scheduled)
    hours = shortages(certain, load.scheduled + load.unscheduled - certain, load.doubt, rule)
    return [hours[day * HOURS : (day + 1) * HOURS] for day in range(task.span.horizon.days)]


def _with_costs(day: CoverageDay, hours: Sequence[Shortage]) -> CoverageDay:
    """The day with what missing people are expected to cost; people whom it wants in any case are needed for sure."""
    ample, costs = [], []
    for target, hour in zip(day.target, hours, strict=True):
        beyond = max(0, target - hour.ample)
        ample.append(max(target, hour.ample) if target else 0)
        costs.append((*[0] * beyond, *hour.costs) if target and hour.costs else ())
    return CoverageDay(**{**dict(day), "ample": tuple(ample), "short_cost": tuple(costs)})


def _wanted_at_all(standing: Mapping[dt.date, CoverageDay], horizon: Horizon) -> NDArray[np.bool_]:
    """Hours in which coverage wants somebody, shape (days, 24)."""
    nobody = (0,) * HOURS
    dates = map(horizon.date_of, range(horizon.days))
    targets = [standing[date].target if date in standing else nobody for date in dates]
    return np.array(targets) > 0


def _shown(work: AreaWork, rule: AreaStaffing, span: _Span, load: _Load) -> AreaForecast:
    day = Prediction(span.day(work.by_day.means), span.day(work.by_day.quantiles))
    by_hour = span.day(work.by_hour(tuple(work.sources)))
    hours = hour_quantiles(day, by_hour)
    return AreaForecast(
        area=rule.area,
        by_day=_plain(day.means),
        by_day_quantiles={str(level): _plain(day.quantiles[:, at]) for at, level in enumerate(LEVELS)},
        by_hour=_plain(by_hour),
        by_hour_quantiles={str(level): _plain(hours[:, :, LEVELS.index(level)]) for level in SHOWN},
        by_source={name: _plain(span.day(source.by_day)) for name, source in sorted(work.sources.items())},
        scheduled_load=_plain(load.scheduled),
        unscheduled_load=_plain(load.unscheduled),
        recent_start=work.total.end - dt.timedelta(days=min(RECENT_DAYS, work.total.days)),
        recent=tuple(None if np.isnan(one) else one for one in work.total.counts[-RECENT_DAYS:].tolist()),
        wape=work.wape(span.gap),
    )


def _plain(values: Floats) -> tuple[float, ...]:
    """Numbers for people and pictures: four digits behind the point."""
    return tuple(np.round(values.ravel(), 4).tolist())
