import itertools

import pytest

from api.views.palette import HUES, DayPart, Palette, day_parts, paint
from fixtures import showcase
from models.shifts import ShiftKind, ShiftType


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("part", "dark"), list(itertools.product(DayPart, (False, True))))
def test_text_stands_out_from_its_fill_in_every_hue(part: DayPart, dark: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for hue in range(len(HUES)):
        colours = paint(hue, part, dark=dark)
        low, high = sorted((luminance(colours.fill), luminance(colours.ink)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_parts_of_the_day_differ_in_grey_as_well() -> None:
    fills = [luminance(paint(0, part).fill) for part in (DayPart.DAY, DayPart.EVENING, DayPart.NIGHT)]
    assert fills[0] > 1.3 * fills[1] > 1.3 * fills[2]


@pytest.mark.parametrize(
    ("start", "part"),
    [(239, "night"), (240, "day"), (659, "day"), (660, "evening"), (1079, "evening"), (1080, "night")],
)
def test_the_start_tells_the_part_of_the_day(start: int, part: str) -> None:
    shifts = (ShiftType(id="X", start=start, end=start + 60), ShiftType(id="Y", start=0, end=1))
    assert day_parts(shifts)["X"] == part


def test_call_is_call_at_any_time_and_clocks_that_tell_nothing_are_day() -> None:
    same = tuple(ShiftType(id=key, start=0, end=480) for key in "EL")
    call = ShiftType(id="C", start=0, end=480, kind=ShiftKind.CALL)
    assert day_parts((*same, call)) == {"E": DayPart.DAY, "L": DayPart.DAY, "C": DayPart.CALL}


def test_hues_follow_areas_and_with_one_area_shifts() -> None:
    several, single = showcase.department(areas=3), showcase.department(areas=1)
    assert Palette.of(several).by == "area"
    assert list(Palette.of(several).keys) == ["XR", "CT", "MR"]
    assert Palette.of(single).by == "shift"
    assert list(Palette.of(single).keys) == [shift.id for shift in single.shifts]


def test_more_areas_than_hues_share_the_hue_of_their_modality() -> None:
    place = showcase.department(areas=7)
    sites = tuple(
        area.model_copy(update={"id": f"{area.id}-{site}"}) for area in place.areas for site in ("north", "south")
    )
    palette = Palette.of(place.model_copy(update={"areas": sites}))
    assert palette.by == "modality"
    shift = place.shifts[0]
    assert palette.hue(shift, sites[0]) == palette.hue(shift, sites[1]) != palette.hue(shift, sites[2])
