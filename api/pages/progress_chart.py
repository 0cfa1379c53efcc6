"""Who found what when: the best roster's cost coming down, the proved bound coming up, the gap between them."""

from collections import Counter
from dataclasses import dataclass

from api.pages.axis import Scale, Tick, round_ticks, step_path
from api.views.wording import compact_money
from scheduler.result import Result

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 14, 14, 32
_TIMES = (0.01, 0.1, 1, 10, 60, 300, 600, 1800, 3600, 10800)
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
    across = Scale(first, max(until, first * 2), _LEFT, WIDTH - _RIGHT, log=True)
    low, high = _window(result, [one.cost for one in best])
    up = Scale(low, high, HEIGHT - _BOTTOM, _TOP)
    found = [(across(one.seconds), up(one.cost)) for one in best]
    bound = [(across(step.seconds), up(step.cost)) for step in result.bounds]
    dots = tuple(
        Dot(x, y, f"{one.seconds:.3g} s: {compact_money(one.cost, currency)} by {one.source}")
        for (x, y), one in zip(found, best, strict=True)
    )
    return ProgressChart(
        found=step_path(found, across(until)),
        bound=step_path(bound, across(until)),
        dots=dots,
        across=tuple(Tick(across(one), _time(one)) for one in _TIMES if first <= one <= until),
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


def _window(result: Result, costs: list[int]) -> tuple[float, float]:
    """Costs to show: the end of the race close up; what lies outside is drawn on the edge."""
    final = costs[-1]
    bounds = [step.cost for step in result.bounds]
    proved = bounds[-1] if bounds else final
    span = max(final - proved, _LEAST_SPAN * abs(final), 1.0)
    high = min(max(costs), final + 6 * span)
    low = max(min([*bounds, final]), proved - 4 * span)
    room = 0.06 * max(high - low, 1.0)
    return low - room, high + room


def _time(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:g} s"
    return f"{seconds / 60:g} min" if seconds < 3600 else f"{seconds / 3600:g} h"  # noqa: PLR2004 - an hour
