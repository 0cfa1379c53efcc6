"""Exams by area: what was counted lately, what is expected with its band, and when in the day it comes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from api.pages.axis import Scale, Tick, band_path, line_path, round_ticks
from api.views.grid import area_label
from models.department import Department
from scheduler.forecast.prediction import AreaForecast, Forecast

HEIGHT = 140
DAYS_WIDTH, HOURS_WIDTH = 480, 220
MOST_RECENT = 42
"""Days of history shown."""
LOW, HIGH = "0.1", "0.9"
"""The quantiles that bound the band."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 6, 8, 20
_BREAK = 14
_WEEK, _ROOM = 7, 5
"""Days of a week; days that a label takes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area of a chart, in pixels, with its axes."""

    width: int
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    height: int = HEIGHT
    left: int = _LEFT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def right(self) -> int:
        """The right end of the drawing area."""
        return self.width - _RIGHT


@dataclass(frozen=True, slots=True)
class DaysChart:
    """Exams per day: recent history, a break, the horizon."""

    frame: Frame
    history: str
    mean: str
    band: str
    begins: float
    """Where the horizon begins."""


@dataclass(frozen=True, slots=True)
class HoursChart:
    """Expected exams by hour of a working day and of a weekend day."""

    frame: Frame
    weekday: str
    band: str
    weekend: str


@dataclass(frozen=True, slots=True)
class AreaCharts:
    """One area's charts and figures."""

    label: str
    per_day: float
    wape: float | None
    days: DaysChart
    hours: HoursChart


def forecast_charts(department: Department, forecast: Forecast | None) -> tuple[AreaCharts, ...]:
    """Charts of every area that the forecast has, in the department's order."""
    if forecast is None:
        return ()
    by_area = {one.area: one for one in forecast.areas}
    charts = []
    for area in department.areas:
        if area.id in by_area:
            one = by_area[area.id]
            per_day = sum(one.by_day) / max(1, len(one.by_day))
            charts.append(
                AreaCharts(area_label(area), per_day, one.wape, _days(forecast, one), _hours(department, forecast, one))
            )
    return tuple(charts)


def _days(forecast: Forecast, area: AreaForecast) -> DaysChart:
    recent = area.recent[-MOST_RECENT:]
    since = area.recent_start + dt.timedelta(days=len(area.recent) - len(recent))
    low, high = (area.by_day_quantiles.get(key, area.by_day) for key in (LOW, HIGH))
    up = _up([*(one for one in recent if one is not None), *high, *area.by_day])
    plot = DAYS_WIDTH - _LEFT - _RIGHT - _BREAK
    middle = _LEFT + plot * len(recent) / max(1, len(recent) + len(area.by_day))
    past = Scale(0, max(1, len(recent) - 1), _LEFT, middle)
    ahead = Scale(0, max(1, len(area.by_day) - 1), middle + _BREAK, DAYS_WIDTH - _RIGHT)
    xs = [ahead(day) for day in range(len(area.by_day))]
    across = (*_mondays(past, since, len(recent)), *_mondays(ahead, forecast.start, len(area.by_day)))
    return DaysChart(
        frame=Frame(DAYS_WIDTH, across, _rules(up)),
        history="".join(line_path(run) for run in _runs(past, up, recent)),
        mean=line_path([(x, up(value)) for x, value in zip(xs, area.by_day, strict=True)]),
        band=band_path(xs, map(up, low), map(up, high)),
        begins=round(middle + _BREAK / 2, 1),
    )


def _hours(department: Department, forecast: Forecast, area: AreaForecast) -> HoursChart:
    def table(hours: Sequence[float]) -> np.ndarray:
        return np.asarray(hours, dtype=float).reshape(-1, 24)

    free = {weekday.number for weekday in department.horizon.weekend}
    weekend = np.array([(forecast.start + dt.timedelta(days=day)).weekday() in free for day in range(forecast.days)])
    mean = table(area.by_hour)
    low, high = (table(area.by_hour_quantiles.get(key, area.by_hour)) for key in (LOW, HIGH))
    working, off = (_mean_day(mean, days) for days in (~weekend, weekend))
    up = _up([*_mean_day(high, ~weekend), *working, *off])
    across = Scale(0, 23, _LEFT, HOURS_WIDTH - _RIGHT)
    xs = [across(hour) for hour in range(24)]
    return HoursChart(
        frame=Frame(HOURS_WIDTH, tuple(Tick(across(hour), f"{hour:02d}") for hour in range(0, 24, 6)), _rules(up)),
        weekday=line_path([(x, up(value)) for x, value in zip(xs, working, strict=False)]),
        band=band_path(xs, map(up, _mean_day(low, ~weekend)), map(up, _mean_day(high, ~weekend))),
        weekend=line_path([(x, up(value)) for x, value in zip(xs, off, strict=False)]),
    )


def _mean_day(hours: np.ndarray, chosen: np.ndarray) -> list[float]:
    """The mean of the chosen days by hour; no day, no values."""
    return [float(value) for value in hours[chosen].mean(axis=0)] if chosen.any() else []


def _up(values: Sequence[float]) -> Scale:
    return Scale(0, max([*values, 1.0]) * 1.03, HEIGHT - _BOTTOM, _TOP)


def _rules(up: Scale) -> tuple[Tick, ...]:
    return tuple(Tick(up(value), f"{value:g}") for value in round_ticks(0, up.high, most=4))


def _runs(past: Scale, up: Scale, values: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    """Stretches of known days; what is unknown is a gap, not a zero."""
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((past(day), up(value)))
    return [run for run in runs if run]


def _mondays(scale: Scale, begins: dt.date, days: int) -> list[Tick]:
    """The first day, then every second Monday that leaves its label room."""
    first = -begins.weekday() % _WEEK
    marks = [0, *range(first if first > _ROOM else first + _WEEK, days - _ROOM, 2 * _WEEK)]
    dates = [begins + dt.timedelta(days=day) for day in marks if days]
    return [Tick(scale(day), f"{date.day} {date:%b}") for day, date in zip(marks, dates, strict=False)]
