"""Forecasts of the public libraries, made in an environment of their own: `python rivals.py TASK.json ANSWER.json`.

The task holds daily series, the origins to forecast from, the days ahead and the holidays; the answer the means by
model, series and origin. Needs statsforecast, numpy and pandas, and nothing of radroster.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from statsforecast.models import (  # type: ignore[import-not-found]  # in an environment of its own
    MSTL,
    AutoARIMA,
    AutoETS,
)

Floats = NDArray[np.float64]
WEEK, YEAR = 7, 365.25
CHANGES, CHANGE_SPREAD, EFFECT_SPREAD, TREND_SPREAD = 25, 0.05, 10.0, 5.0
"""Prophet's defaults: changes of the trend in the first 80 % of the history, and its prior scales."""


def automatic(model: object) -> Callable[[Floats, int, Floats], Floats]:
    """A model of statsforecast, fitted anew."""

    def forecast(counts: Floats, days: int, _: Floats) -> Floats:
        made: Mapping[str, Floats] = model.forecast(counts, days)  # type: ignore[attr-defined]  # every model has it
        return np.asarray(made["mean"], dtype=np.float64)

    return forecast


def prophet_style(counts: Floats, days: int, holidays: Floats) -> Floats:
    """Prophet's additive model at its default priors, at the posterior mode for Gaussian noise.

    Trend with changes of slope, ten yearly and three weekly harmonics, one effect for each holiday's name. The
    Laplace prior of the changes is replaced by a normal one of the same scale.
    """
    past = len(counts)
    day = np.arange(past + days)
    at = day / past
    changes = np.linspace(0, 0.8, CHANGES + 1)[1:]
    waves = [(YEAR, k) for k in range(1, 11)] + [(WEEK, k) for k in range(1, 4)]
    angles = [2 * np.pi * k * day / period for period, k in waves]
    season = [wave(angle) for angle in angles for wave in (np.sin, np.cos)]
    bends = [np.maximum(0, at - one) for one in changes]
    rows = np.column_stack([np.ones(past + days), at, *bends, *season, holidays[: past + days]])
    spread = np.r_[TREND_SPREAD, TREND_SPREAD, [CHANGE_SPREAD] * CHANGES]
    spread = np.r_[spread, [EFFECT_SPREAD] * (rows.shape[1] - len(spread))]
    scale, known = float(np.nanmax(counts)), np.isfinite(counts)
    table, wanted = rows[:past][known], counts[known] / scale
    variance, effects = 0.01, np.zeros(rows.shape[1])
    for _ in range(6):
        effects = np.linalg.solve(table.T @ table + np.diag(variance / spread**2), table.T @ wanted)
        variance = max(1e-7, float(np.mean((wanted - table @ effects) ** 2)))
    return np.maximum(rows[past:] @ effects * scale, 0.0)


MODELS: dict[str, Callable[[Floats, int, Floats], Floats]] = {
    "Prophet-style": prophet_style,
    "AutoETS": automatic(AutoETS(season_length=WEEK)),
    "MSTL 7+364": automatic(MSTL(season_length=[WEEK, 52 * WEEK])),
    "AutoARIMA": automatic(AutoARIMA(season_length=WEEK)),
}


def holiday_columns(names: Sequence[str]) -> Floats:
    """One 0/1 column for each name."""
    kinds = sorted(set(names) - {""})
    return np.array([[name == kind for kind in kinds] for name in names], dtype=np.float64)


def main() -> None:
    """Answer the task, one model after the other."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answer: dict[str, dict[str, object]] = {}
    for name, model in MODELS.items():
        begun, made = time.process_time(), {}
        for key, series in task["series"].items():
            counts = np.array([np.nan if one is None else one for one in series["counts"]])
            columns = holiday_columns(series["holidays"])
            made[key] = [model(counts[:origin], task["days"], columns).tolist() for origin in series["origins"]]
        answer[name] = {"means": made, "cpu_seconds": time.process_time() - begun}
        Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")
        print(f"{name}: {answer[name]['cpu_seconds']:.0f} s", flush=True)


if __name__ == "__main__":
    main()
