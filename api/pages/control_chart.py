"""A control chart ready to draw: points, centre, limits that may step, and the points that are not usual."""

from dataclasses import dataclass

from api.pages.axis import Scale, Tick, line_path, round_ticks, step_path
from api.pages.forecast_chart import Frame
from api.quality.report import Trend

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 48, 6, 10, 22
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One week."""

    x: float
    y: float
    title: str
    signal: str
    """``out`` beyond a limit, ``run`` in a run on one side, empty when usual."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """Pixels and labels of one trend."""

    frame: Frame
    line: str
    centre: float
    lower: str
    upper: str
    dots: tuple[Dot, ...]
    told: str
    """Centre and latest limits in words."""


def draw(trend: Trend) -> DrawnChart:
    """The chart of a trend."""
    chart, last = trend.chart, len(trend.weeks) - 1
    across = Scale(-0.5, last + 0.5, LEFT, WIDTH - RIGHT)
    top = max((*chart.values, *chart.upper))
    up = Scale(0, top * 1.08 or 1.0, HEIGHT - BOTTOM, TOP)
    every = max(1, -(-len(trend.weeks) // MOST_LABELS))
    labels = tuple(Tick(across(n), f"{week:%-d %b}") for n, week in enumerate(trend.weeks) if n % every == 0)
    rules = tuple(Tick(up(value), told(value, trend.unit)) for value in round_ticks(0, up.high, most=4))
    points = [(across(place), up(value)) for place, value in enumerate(chart.values)]
    edges = [(across(place - 0.5), place) for place in range(last + 1)]
    return DrawnChart(
        frame=Frame(WIDTH, labels, rules, HEIGHT, LEFT, TOP, HEIGHT - BOTTOM),
        line=line_path(points),
        centre=up(chart.centre),
        lower=step_path([(x, up(chart.lower[place])) for x, place in edges], across(last + 0.5)),
        upper=step_path([(x, up(chart.upper[place])) for x, place in edges], across(last + 0.5)),
        dots=tuple(_dot(trend, place, point) for place, point in enumerate(points)),
        told=f"centre {told(chart.centre, trend.unit)}, limits of the last week {told(chart.lower[-1], trend.unit)} "
        f"to {told(chart.upper[-1], trend.unit)}",
    )


def told(value: float, unit: str) -> str:
    """A value with its unit: ``7.4 %``, ``95 min``, ``2 events``."""
    return f"{100 * value:.3g} %" if unit == "share" else f"{value:.4g} {unit}"


def _dot(trend: Trend, place: int, point: tuple[float, float]) -> Dot:
    chart = trend.chart
    signal = "out" if place in chart.outside else "run" if place in chart.shifted else ""
    why = {"out": ", beyond a limit", "run": ", in a run of eight on one side"}.get(signal, "")
    return Dot(*point, f"Week of {trend.weeks[place]}: {told(chart.values[place], trend.unit)}{why}", signal)
