import re
from importlib.resources import files

import pytest

PAIRS = (
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "holiday"),
    ("ink", "weekend"),
    ("ink", "good-bg"),
    ("ink", "fair-bg"),
    ("ink", "bad-bg"),
    ("soft", "page"),
    ("soft", "card"),
    ("soft", "weekend"),
    ("soft", "holiday"),
    ("accent", "page"),
    ("good", "card"),
    ("good", "good-bg"),
    ("fair", "card"),
    ("fair", "fair-bg"),
    ("bad", "card"),
    ("bad", "bad-bg"),
    ("hole-ink", "hole"),
    ("short-ink", "short"),
    ("met-ink", "met"),
    ("over-ink", "over"),
    ("off-ink", "off"),
)
"""Text and what it stands on."""


def colours(*, dark: bool) -> dict[str, str]:
    style = (files("api.pages") / "templates" / "report.css").read_text(encoding="utf-8")
    light, night = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", night)) if dark else found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_by_light_and_by_night(text: str, ground: str, *, dark: bool) -> None:
    known = colours(dark=dark)
    low, high = sorted((luminance(known[text]), luminance(known[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
