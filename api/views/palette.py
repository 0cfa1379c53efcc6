"""Colours of duties: the hue is the area's, lightness the part of the day; words always stand beside them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.demand import Area
from models.department import Department
from models.shifts import ShiftKind, ShiftType

HUES = (255, 55, 150, 340, 195, 95, 300, 25, 125, 225, 5, 275)
"""OKLCH hues in degrees, neighbours far apart."""
_NOON, _LATE, _EARLY = 11 * 60, 18 * 60, 4 * 60


class DayPart(StrEnum):
    """When a shift begins, or that it is call."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Paint:
    """Background and text colour, ``#rrggbb``."""

    fill: str
    ink: str


_Shade = tuple[tuple[float, float], tuple[float, float]]
_ON_LIGHT: dict[DayPart, _Shade] = {
    DayPart.DAY: ((0.925, 0.055), (0.30, 0.09)),
    DayPart.EVENING: ((0.815, 0.105), (0.24, 0.07)),
    DayPart.NIGHT: ((0.42, 0.115), (0.985, 0.01)),
    DayPart.CALL: ((0.985, 0.012), (0.40, 0.11)),
}
"""Lightness and chroma of fill and of ink."""
_ON_DARK: dict[DayPart, _Shade] = {
    DayPart.DAY: ((0.44, 0.075), (0.97, 0.02)),
    DayPart.EVENING: ((0.74, 0.115), (0.20, 0.05)),
    DayPart.NIGHT: ((0.26, 0.075), (0.92, 0.05)),
    DayPart.CALL: ((0.22, 0.02), (0.85, 0.09)),
}


def day_parts(shifts: Iterable[ShiftType]) -> dict[str, DayPart]:
    """Part of the day by shift id: day from 04:00, evening from 11:00, night from 18:00, by the shift's start.

    Shifts that all start and end at the same time, as in benchmark instances without clocks, are all day.
    """
    shifts = tuple(shifts)
    clocks = {(shift.start, shift.finish) for shift in shifts if shift.kind is ShiftKind.WORK}
    told = len(clocks) > 1 or len(shifts) == 1
    return {shift.id: _part(shift, told=told) for shift in shifts}


def _part(shift: ShiftType, *, told: bool) -> DayPart:
    if shift.kind is ShiftKind.CALL:
        return DayPart.CALL
    if not told:
        return DayPart.DAY
    if _EARLY <= shift.start < _NOON:
        return DayPart.DAY
    return DayPart.EVENING if _NOON <= shift.start < _LATE else DayPart.NIGHT


@dataclass(frozen=True)
class Palette:
    """Which hue a duty has: its area's; its modality's if areas are many; its shift's if they tell nothing."""

    keys: dict[str, int]
    """Place in `HUES` by key."""
    by: str
    parts: dict[str, DayPart]
    """Part of the day by shift id."""

    @classmethod
    def of(cls, department: Department) -> "Palette":
        """The palette of a department."""
        parts = day_parts(department.shifts)
        if len(department.areas) == 1 or len(set(parts.values())) == 1 < len(parts):
            return cls(_numbered(shift.id for shift in department.shifts), "shift", parts)
        if len(department.areas) > len(HUES):
            return cls(_numbered(area.modality or area.id for area in department.areas), "modality", parts)
        return cls(_numbered(area.id for area in department.areas), "area", parts)

    def hue(self, shift: ShiftType, area: Area) -> int:
        """Place in `HUES` of a duty's colour."""
        key = {"shift": shift.id, "modality": area.modality or area.id}.get(self.by, area.id)
        return self.keys[key] % len(HUES)

    def paint(self, shift: ShiftType, area: Area) -> Paint:
        """Colours of a duty."""
        return paint(self.hue(shift, area), self.parts[shift.id])


def paint(hue: int, part: DayPart, *, dark: bool = False) -> Paint:
    """Colours for a place in `HUES` and a part of the day; text on fill reaches a contrast of 4.5."""
    fill, ink = (_ON_DARK if dark else _ON_LIGHT)[part]
    return Paint(oklch(*fill, HUES[hue]), oklch(*ink, HUES[hue]))


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """``#rrggbb`` of an OKLCH colour, clipped to sRGB.

    Matrices: Björn Ottosson, "A perceptual color space for image processing", 2020.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long, medium, short = (
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, part)))):02x}" for part in linear)


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's own curve


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}
