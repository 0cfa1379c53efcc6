"""What a forecast says, ready to be shown, stored and turned into coverage."""

import datetime as dt

from models.base import Noun
from models.demand import CoverageDay

ByDay = tuple[float, ...]
ByHour = tuple[float, ...]


class AreaForecast(Noun):
    """Exams of one area over the horizon; hours run on from midnight of the first day, 24 to each day."""

    area: str
    by_day: ByDay
    """Expected exams."""
    by_day_quantiles: dict[str, ByDay]
    """By probability, such as ``0.9``."""
    by_hour: ByHour
    by_hour_quantiles: dict[str, ByHour]
    by_source: dict[str, ByDay]
    """Expected exams per day of each source; one without a name where the history has none."""
    scheduled_load: ByHour
    """Booked exams under way at a time."""
    unscheduled_load: ByHour
    """Other exams under way at a time."""
    recent_start: dt.date
    recent: tuple[float | None, ...]
    """Exams of the last days on record, absent where unknown."""
    wape: float | None
    """Sum of absolute errors over sum of exams, in forecasts as far ahead from each week of the past year."""


class Forecast(Noun):
    """Exams, workload and people per hour of a department over a horizon."""

    start: dt.date
    days: int
    zone: str
    forecaster: str
    holidays: str
    """Calendar used, such as ``US``; empty when the history follows none."""
    history_first: dt.date
    history_last: dt.date
    areas: tuple[AreaForecast, ...]
    coverage: tuple[CoverageDay, ...]
