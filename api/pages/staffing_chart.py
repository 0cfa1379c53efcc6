"""People planned against work by hour of the week: the mean of the horizon's weeks, Monday to Sunday."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.pages.axis import Scale, Tick, line_path, round_ticks, step_path
from api.pages.fan_chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from api.pages.forecast_chart import Frame
from models.demand import HOURS, CoverageDay
from scheduler.forecast.prediction import AreaForecast, Forecast

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEK = len(WEEKDAYS)
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StaffingChart:
    """Lines over the hours of a week."""

    label: str
    frame: Frame
    load: str
    """Exams under way."""
    target: str
    minimum: str
    ample: str
    """People from whom on one more is worth nothing; empty where costs are not carried."""


def staffing_charts(forecast: Forecast) -> tuple[StaffingChart, ...]:
    """One chart for each area that was forecast."""
    return tuple(_chart(forecast, area) for area in forecast.areas)


def _chart(forecast: Forecast, area: AreaForecast) -> StaffingChart:
    rows = {day.date: day for day in forecast.coverage if day.area == area.area}
    first = forecast.start.toordinal()
    days = [rows.get(forecast.start.fromordinal(first + day)) for day in range(forecast.days)]
    weekday = [(forecast.start.weekday() + day) % _WEEK for day in range(forecast.days)]
    work = np.reshape(np.add(area.scheduled_load, area.unscheduled_load), (-1, HOURS))
    lines = {
        "load": work,
        "target": _people(days, "target"),
        "minimum": _people(days, "minimum"),
        "ample": _people(days, "enough"),
    }
    weeks = {name: _mean_week(values, weekday) for name, values in lines.items()}
    across = Scale(0, _WEEK * HOURS, LEFT, WIDTH - RIGHT)
    up = Scale(0, max(1.0, *(float(one.max()) for one in weeks.values())) * 1.05, HEIGHT - BOTTOM, TOP)
    points = {name: [(across(hour), up(float(value))) for hour, value in enumerate(one)] for name, one in weeks.items()}
    carried = any(day is not None and day.ample is not None for day in days)
    end = across(_WEEK * HOURS)
    return StaffingChart(
        label=area.area,
        frame=_frame(across, up),
        load=line_path(points["load"]),
        target=step_path(points["target"], end),
        minimum=step_path(points["minimum"], end),
        ample=step_path(points["ample"], end) if carried else "",
    )


def _people(days: Iterable[CoverageDay | None], line: str) -> Values:
    nobody = (0,) * HOURS
    return np.array([nobody if day is None else getattr(day, line) for day in days], dtype=np.float64)


def _mean_week(values: Values, weekday: Sequence[int]) -> Values:
    """Means by hour of the week; a weekday that the horizon lacks has none."""
    numbers = np.array(weekday)
    days = [values[numbers == day] for day in range(_WEEK)]
    return np.concatenate([one.mean(axis=0) if len(one) else np.zeros(HOURS) for one in days])


def _frame(across: Scale, up: Scale) -> Frame:
    ticks = tuple(Tick(across(day * HOURS), name) for day, name in enumerate(WEEKDAYS))
    rules = tuple(Tick(up(value), f"{value:g}") for value in round_ticks(0, up.high, most=4))
    return Frame(WIDTH, ticks, rules, height=HEIGHT, left=LEFT, top=TOP, bottom=HEIGHT - BOTTOM)
