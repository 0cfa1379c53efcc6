"""The average of the member forecasters, weighted by how well each did in the last half year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scheduler.forecast.forecasters import discovery
from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.history import History
from scheduler.forecast.rehearsal import rehearse
from scheduler.forecast.volumes import Floats

WEEKS: Final = 26
POWER: Final = 6.0
"""A member with twice the error of the best has 1/64 of its weight."""


@dataclass(frozen=True)
class Ensemble:
    """Needs no choice by hand: a forecaster that does not suit a series fades out of it."""

    name: str = "ensemble"
    member: bool = False

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        members = [forecaster for forecaster in discovery.found().values() if forecaster.member]
        forecasts = np.array([ask(member, history, days) for member in members])
        blend: Floats = weights(members, history, days) @ forecasts
        return blend


def weights(members: Sequence[Forecaster], history: History, days: int) -> Floats:
    """Shares that add up to 1, by mean absolute error in rehearsals to the power `-POWER`."""
    errors = np.array([_error(member, history, days) for member in members])
    if not np.isfinite(errors).all():
        return np.full(len(members), 1 / len(members))
    floor = max(1e-9, float(errors.min()))
    shares = (np.maximum(errors, floor) / floor) ** -POWER
    return np.asarray(shares / shares.sum())


def _error(member: Forecaster, history: History, days: int) -> float:
    """Mean absolute error in rehearsals of the last half year; NaN with none."""
    rehearsed = rehearse(member, history, days, WEEKS)
    recent = rehearsed.known & (rehearsed.targets >= history.days - WEEKS * 7)
    return float(np.abs(rehearsed.errors[recent]).mean()) if recent.any() else float("nan")


FORECASTER = Ensemble()
