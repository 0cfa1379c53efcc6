"""What is known of a day in advance: weekday, season, trend, holiday and the days beside it, as numbers.

Every feature has a prior spread: how large its effect on the exams of a day may well be, as a share of them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.history import WEEK, History, in_steps
from scheduler.forecast.volumes import Floats

YEAR: Final = 365.25
HARMONICS: Final = 3
MONTHS: Final = 12
MONTH_SPREAD: Final = 0.06
WEEKEND: Final = 5
"""First weekday of the weekend."""


@dataclass(frozen=True, eq=False)
class Features:
    """Columns of a regression over the first days of a history and those to come."""

    table: Floats
    """Shape (days, features)."""
    spread: Floats
    """Prior standard deviation of each feature's effect."""
    slow: NDArray[np.bool_]
    """Features that change over months: only several months are evidence for them, however many days."""

    def first(self, days: int) -> "Features":
        """The rows of the first `days` days."""
        return Features(self.table[:days], self.spread, self.slow)


class _Columns:
    """Collects columns."""

    def __init__(self) -> None:
        self.columns: list[Floats] = []
        self.spreads: list[float] = []
        self.slow: list[bool] = []

    def add(self, column: Floats | NDArray[np.bool_], spread: float, *, slow: bool = False) -> None:
        """Add one."""
        self.columns.append(np.asarray(column, dtype=np.float64))
        self.spreads.append(spread)
        self.slow.append(slow)

    def features(self) -> Features:
        """All of them."""
        return Features(np.column_stack(self.columns), np.array(self.spreads), np.array(self.slow))


def features(history: History, days: int) -> Features:
    """Features of the days on record and of the `days` days that follow."""
    wanted = history.days + days
    span = in_steps(wanted)
    return history.recall(("features", span), lambda: _build(history, span)).first(wanted)


def _build(history: History, span: int) -> Features:
    weekday = history.weekdays(0, span)
    columns = _Columns()
    columns.add(np.ones(span), 10.0)
    for day in range(WEEK):
        columns.add(weekday == day, 0.5)
    _add_season(columns, history.start, span)
    _add_holidays(columns, np.array(history.names(span)), weekday < WEEKEND)
    return columns.features()


def _add_season(columns: _Columns, start: dt.date, span: int) -> None:
    dates = [start + dt.timedelta(days=day) for day in range(span)]
    angle = np.array([2 * np.pi * (date.timetuple().tm_yday - 1) / YEAR for date in dates])
    columns.add(np.arange(span) / YEAR, 0.1, slow=True)
    for k in range(1, HARMONICS + 1):
        columns.add(np.sin(k * angle), 0.06 / k, slow=True)
        columns.add(np.cos(k * angle), 0.06 / k, slow=True)
    month = np.array([date.month for date in dates])
    for number in range(1, MONTHS + 1):
        columns.add(month == number, MONTH_SPREAD, slow=True)


def _add_holidays(columns: _Columns, names: NDArray[np.str_], working: NDArray[np.bool_]) -> None:
    """Holidays on working days and on weekends, the days beside them, together and by name.

    What all holidays have in common has wide priors, what sets one apart narrower ones, so that a holiday seen
    once or twice is taken for something between itself and the others.
    """
    holiday = names != ""
    beside = working & ~holiday
    columns.add(holiday & working, 0.5)
    columns.add(holiday & ~working, 0.3)
    columns.add(_day_before(holiday) & beside, 0.1)
    columns.add(_day_after(holiday) & beside, 0.1)
    for name in sorted(set(names.tolist()) - {""}):
        this = names == name
        columns.add(this & working, 0.4)
        columns.add(this & ~working, 0.2)
        columns.add(_day_before(this) & beside, 0.12)
        columns.add(_day_after(this) & beside, 0.12)


def _day_before(days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.append(days[1:], False)


def _day_after(days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.append(False, days[:-1])
