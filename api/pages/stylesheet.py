"""The palette as CSS: one class for each hue, the part of the day chosen by a second class."""

from collections.abc import Sequence

from api.views.palette import HUES, DayPart, Palette, paint

PART_CLASS = {DayPart.DAY: "d", DayPart.EVENING: "e", DayPart.NIGHT: "n", DayPart.CALL: "k"}


def palette_css(palette: Palette) -> str:
    """Custom properties of the hues in use, for light and for dark pages."""
    return _hues_css(sorted({number % len(HUES) for number in palette.keys.values()}))


def every_hue_css() -> str:
    """The same of all hues, for pages that share one file of styles."""
    return _hues_css(range(len(HUES)))


def _hues_css(hues: Sequence[int]) -> str:
    light = "".join(_rule(hue, dark=False) for hue in hues)
    dark = "".join(_rule(hue, dark=True) for hue in hues)
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _rule(hue: int, *, dark: bool) -> str:
    parts = []
    for part, letter in PART_CLASS.items():
        colours = paint(hue, part, dark=dark)
        parts.append(f"--{letter}:{colours.fill};--{letter}i:{colours.ink}")
    return f".c{hue}{{{';'.join(parts)}}}"
