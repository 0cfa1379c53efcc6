"""What a forecaster is, and the one way in which forecasters are asked."""

from typing import Protocol

import numpy as np

from scheduler.forecast.history import History
from scheduler.forecast.volumes import Floats


class Forecaster(Protocol):
    """A way to tell the exams of days to come from those of the past; holds no state.

    Each is one module of this package, with an object named ``FORECASTER``; it is found by itself, backtested
    with the others, and drawn on by the ensemble when it is a `member`.
    """

    @property
    def name(self) -> str:
        """Name in reports and settings."""

    @property
    def member(self) -> bool:
        """Whether the ensemble draws on it."""

    def means(self, history: History, days: int) -> Floats:
        """Expected exams of the `days` days that follow the history; weekdays that are closed may hold anything.

        The history has unknown days (NaN): gaps, and weekdays that are closed.
        """


def ask(forecaster: Forecaster, history: History, days: int) -> Floats:
    """Expected exams of the days that follow the history: none on closed weekdays, never fewer than none."""
    key = ("asked", forecaster.name, history.days, days)
    return history.recall(key, lambda: _answer(forecaster, history, days))


def _answer(forecaster: Forecaster, history: History, days: int) -> Floats:
    known = history.open_only()
    key = ("means", forecaster.name, history.days, days)  # the ensemble has asked for it with the closed days unknown
    means = known.recall(key, lambda: np.maximum(forecaster.means(known, days), 0.0))
    return np.where(history.closed[history.weekdays(history.days, history.days + days)], 0.0, means)
