"""Exams by the day with what was or is expected of them: the mean in a fan of three bands."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages.axis import Scale, Tick, band_path, line_path, round_ticks
from api.pages.forecast_chart import Frame

WIDTH, HEIGHT = 960, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 6, 8, 20
BANDS = (("0.05", "0.95"), ("0.1", "0.9"), ("0.25", "0.75"))
"""Quantiles that bound the bands: nine, eight and five of ten days."""
_MONTHS_APART = 3


@dataclass(frozen=True, slots=True)
class FanChart:
    """Counted days, the mean of those forecast, bands around it from wide to narrow."""

    frame: Frame
    history: str
    mean: str
    bands: tuple[str, ...]
    begins: float


def fan_chart(
    start: dt.date,
    counts: Sequence[float | None],
    means: Sequence[float],
    quantiles: Mapping[str, Sequence[float]],
    *,
    first_forecast: int,
    step: int = 1,
) -> FanChart:
    """The chart of counts from `start` on and forecasts from number `first_forecast` on, on record already or not.

    Values are `step` days apart.
    """
    days = max(len(counts), first_forecast + len(means))
    highest = [value for value in (*counts, *means, *quantiles.get("0.95", ())) if value is not None]
    across = Scale(0, max(1, days - 1), LEFT, WIDTH - RIGHT)
    up = Scale(0, max([*highest, 1.0]) * 1.03, HEIGHT - BOTTOM, TOP)
    xs = [across(first_forecast + day) for day in range(len(means))]
    pairs = [(quantiles[low], quantiles[high]) for low, high in BANDS if low in quantiles and high in quantiles]
    return FanChart(
        frame=Frame(WIDTH, _months(start, days, across, step), _rules(up), HEIGHT, LEFT, TOP, HEIGHT - BOTTOM),
        history="".join(line_path(run) for run in _runs(counts, across, up)),
        mean=line_path([(x, up(value)) for x, value in zip(xs, means, strict=True)]),
        bands=tuple(band_path(xs, map(up, low), map(up, high)) for low, high in pairs),
        begins=across(first_forecast),
    )


def _rules(up: Scale) -> tuple[Tick, ...]:
    return tuple(Tick(up(value), f"{value:g}") for value in round_ticks(0, up.high, most=4))


def _months(start: dt.date, values: int, across: Scale, step: int) -> tuple[Tick, ...]:
    """First days of months, of every third where a month would have no room."""
    days = values * step
    every = 1 if days < 400 else _MONTHS_APART  # noqa: PLR2004 - a year has room for each month
    dates = [start + dt.timedelta(days=day) for day in range(days)]
    marks = [(day, date) for day, date in enumerate(dates) if date.day == 1 and (date.month - 1) % every == 0]
    return tuple(Tick(across(day / step), f"{date:%b %y}") for day, date in marks)


def _runs(counts: Sequence[float | None], across: Scale, up: Scale) -> list[list[tuple[float, float]]]:
    """Stretches of known days; what is unknown is a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in enumerate(counts):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((across(day), up(value)))
    return [run for run in runs if run]
