"""Control charts: what is usual variation of a figure, and which points are not.

p-chart: limits p̄ ± 3·√(p̄(1 − p̄)/nᵢ), for shares of varying counts. XmR chart: limits x̄ ± 2.66·m̄R, for single
values, with m̄R the mean of moving ranges of two; 2.66 = 3/d₂ and 3.267 = D₄ for n = 2 (Shewhart 1931; Montgomery,
Introduction to Statistical Quality Control; NIST/SEMATECH e-Handbook, 6.3.2 and 6.3.3).
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from models.base import Noun
from models.errors import InputError

D2: Final = 1.128
D4: Final = 3.267
SIGMAS: Final = 3
RUN: Final = 8
"""So many points in a row on one side of the centre are a shift (Western Electric 1956)."""
LEAST: Final = 2


class ControlChart(Noun):
    """Points in order with centre and limits; limits of a p-chart differ from point to point."""

    values: tuple[float, ...]
    centre: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    outside: tuple[int, ...]
    """Places of points beyond a limit."""
    shifted: tuple[int, ...]
    """Places of points in a run of eight or more on one side of the centre."""


def p_chart(events: Sequence[int], sizes: Sequence[int]) -> ControlChart:
    """Chart of shares; raises `InputError` for fewer than two points, or more events than there were chances."""
    _refuse_few(sizes)
    for place, (count, size) in enumerate(zip(events, sizes, strict=True), start=1):
        if size <= 0 or not 0 <= count <= size:
            raise InputError(f"point {place}", f"{count} of {size} is no share.", "Check the two counts.")
    centre = sum(events) / sum(sizes)
    widths = [SIGMAS * math.sqrt(centre * (1 - centre) / size) for size in sizes]
    return _chart(
        [count / size for count, size in zip(events, sizes, strict=True)],
        centre,
        [max(0.0, centre - width) for width in widths],
        [min(1.0, centre + width) for width in widths],
    )


def xmr_chart(values: Sequence[float], *, floor: float | None = None) -> ControlChart:
    """Chart of single values; `floor` is a value that none can fall below. Raises `InputError` for fewer than two."""
    _refuse_few(values)
    centre, width = sum(values) / len(values), SIGMAS / D2 * mean_range(values)
    low = centre - width if floor is None else max(floor, centre - width)
    return _chart(values, centre, [low] * len(values), [centre + width] * len(values))


def range_chart(values: Sequence[float]) -> ControlChart:
    """Chart of the moving ranges of two neighbouring values."""
    _refuse_few(values)
    ranges, centre = [abs(now - before) for before, now in pairwise(values)], mean_range(values)
    return _chart(ranges, centre, [0.0] * len(ranges), [D4 * centre] * len(ranges))


def mean_range(values: Sequence[float]) -> float:
    """The mean distance of neighbouring values."""
    return sum(abs(now - before) for before, now in pairwise(values)) / (len(values) - 1)


def _chart(values: Sequence[float], centre: float, lower: Sequence[float], upper: Sequence[float]) -> ControlChart:
    limits = zip(values, lower, upper, strict=True)
    outside = [place for place, (value, low, high) in enumerate(limits) if not low - 1e-12 <= value <= high + 1e-12]
    return ControlChart(
        values=tuple(values),
        centre=centre,
        lower=tuple(lower),
        upper=tuple(upper),
        outside=tuple(outside),
        shifted=tuple(_runs(values, centre)),
    )


def _runs(values: Sequence[float], centre: float) -> list[int]:
    """Places in runs of eight or more on one side; a point on the centre ends a run."""
    found: list[int] = []
    run: list[int] = []
    side = 0
    for place, value in enumerate([*values, centre]):
        now = (value > centre) - (value < centre)
        if now != side or now == 0:
            found += run if len(run) >= RUN else []
            run, side = [], now
        run.append(place)
    return found


def _refuse_few(values: Sequence[float]) -> None:
    if len(values) < LEAST:
        told = f"{len(values)} point{'s' if len(values) != 1 else ''} show no variation."
        raise InputError("control chart", told, "Collect two weeks at least.")
