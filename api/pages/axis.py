"""Round numbers and straight lines for charts."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, in pixels, with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values `low` … `high` to pixels `start` … `end`, clamped to them; logarithmic when asked."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Pixel of a value, to a tenth."""
        low, high, value = (self._bent(one) for one in (self.low, self.high, value))
        share = (value - low) / (high - low) if high > low else 0.5
        return round(self.start + (self.end - self.start) * min(1.0, max(0.0, share)), 1)

    def _bent(self, value: float) -> float:
        return math.log(max(value, 1e-9)) if self.log else value


def round_ticks(low: float, high: float, *, most: int = 5) -> tuple[float, ...]:
    """Round values between low and high, at most `most` steps apart."""
    if high <= low:
        return (low,)
    rough = (high - low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= rough)
    first = math.ceil(low / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, math.floor(high / step + 1e-9) + 1))


def line_path(points: Sequence[tuple[float, float]]) -> str:
    """SVG path through the points."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


def step_path(points: Sequence[tuple[float, float]], until: float) -> str:
    """SVG path that keeps each height until the next point, the last until pixel `until`."""
    if not points:
        return ""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    parts += [f"H{x:g}V{y:g}" for x, y in points[1:]]
    return "".join(parts) + f"H{until:g}"


def band_path(xs: Iterable[float], lows: Iterable[float], highs: Iterable[float]) -> str:
    """SVG path around the area between two lines."""
    xs = list(xs)
    there, back = zip(xs, highs, strict=True), zip(reversed(xs), reversed(list(lows)), strict=True)
    return line_path([*there, *back]) + "Z" if xs else ""
