"""Who found what when: the best roster's cost coming down, the proved bound coming up, the gap between them."""

from collections import Counter
from dataclasses import dataclass

from api.pages.axis import Scale, Tick, round_ticks, step_path
from api.views.wording import compact_money
from scheduler.result import Result

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 14, 14, 32
_TIMES = (1, 60, 10, 600, 3600, 0.1, 0.01, 300, 1800, 30, 10800, 20, 5, 2, 120, 7200)
"""Seconds that may be labelled, the roundest first."""
_LABEL_ROOM, _DOT_ROOM = 52, 6
_LEAST_SPAN = 0.02


@dataclass(frozen=True, slots=True)
class Dot:
    """One improvement."""

    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Finder:
    """What one strategy contributed."""

    source: str
    improvements: int
    saved: int
    """Cents by which its improvements lowered the cost of rosters with the fewest holes."""
    last_seconds: float
    first: bool
    """It found the first roster."""


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """Ready to draw: pixels and labels."""

    found: str
    bound: str
    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    clipped: bool
    """Some costs lie above the chart and are drawn on its edge."""
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def progress_chart(result: Result, currency: str) -> ProgressChart | None:
    """The chart, or None when nothing was found. Rosters with more holes than the best are left out."""
    best = [one for one in result.incumbents if one.holes == min(other.holes for other in result.incumbents)]
    if not best:
        return None
    seconds = [*(one.seconds for one in result.incumbents), *(one.seconds for one in result.bounds)]
    until = max(result.seconds, 0.1, *seconds)
    first = max(0.01, 0.8 * min((one for one in seconds if one > 0), default=0.1))
    bounds = _bounds(result)
    across = Scale(first, max(until, first * 2), _LEFT, WIDTH - _RIGHT, log=True)
    low, high = _window([one.cost for one in best], [cost for _, cost in bounds])
    up = Scale(low, high, HEIGHT - _BOTTOM, _TOP)
    found = [(across(one.seconds), up(one.cost)) for one in best]
    bound = [(across(when), up(cost)) for when, cost in bounds]
    dots = tuple(
        Dot(x, y, f"{one.seconds:.3g} s: {compact_money(one.cost, currency)} by {one.source}")
        for (x, y), one in zip(found, best, strict=True)
    )
    return ProgressChart(
        found=step_path(found, across(until)),
        bound=step_path(bound, across(until)),
        dots=_thinned(dots),
        across=_time_ticks(across),
        clipped=best[0].cost > high,
        up=tuple(Tick(up(one), compact_money(round(one), currency)) for one in round_ticks(low, high)),
    )


def finders(result: Result) -> tuple[Finder, ...]:
    """Strategies by what they saved, then by name."""
    improvements: Counter[str] = Counter()
    saved: Counter[str] = Counter()
    last: dict[str, float] = {}
    before = None
    for one in result.incumbents:
        improvements[one.source] += 1
        last[one.source] = one.seconds
        if before is not None and one.holes == before.holes:
            saved[one.source] += max(0, before.cost - one.cost)
        before = one
    ordered = sorted(improvements, key=lambda source: (-saved[source], -improvements[source], source))
    opener = result.incumbents[0].source if result.incumbents else ""
    return tuple(
        Finder(source, improvements[source], saved[source], last[source], source == opener) for source in ordered
    )


def _bounds(result: Result) -> list[tuple[float, float]]:
    """(seconds, cents) of each proof; the last restated for as few holes as the final roster has."""
    steps = [(step.seconds, step.cost) for step in result.bounds]
    if steps and result.bound is not None:
        steps[-1] = (steps[-1][0], float(result.bound))
    return steps


def _window(costs: list[int], bounds: list[float]) -> tuple[float, float]:
    """Costs to show: the end of the race close up; what lies outside is drawn on the edge."""
    final = costs[-1]
    proved = bounds[-1] if bounds else final
    span = max(final - proved, _LEAST_SPAN * abs(final), 1.0)
    high = min(max(costs), final + 6 * span)
    low = max(min([*bounds, final]), proved - 4 * span)
    room = 0.06 * max(high - low, 1.0)
    return low - room, high + room


def _thinned(dots: tuple[Dot, ...]) -> tuple[Dot, ...]:
    """Dots far enough apart to be told from each other; the first and the last stay."""
    kept = list(dots[:1])
    for dot in dots[1:-1]:
        if abs(dot.x - kept[-1].x) >= _DOT_ROOM or abs(dot.y - kept[-1].y) >= _DOT_ROOM:
            kept.append(dot)
    return (*kept, *dots[1:][-1:])


def _time_ticks(across: Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for one in _TIMES:
        at = across(one)
        if across.low <= one <= across.high and all(abs(at - tick.at) >= _LABEL_ROOM for tick in ticks):
            ticks.append(Tick(at, _time(one)))
    return tuple(ticks)


def _time(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:g} s"
    return f"{seconds / 60:g} min" if seconds < 3600 else f"{seconds / 3600:g} h"  # noqa: PLR2004 - an hour
