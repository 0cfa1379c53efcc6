import pytest

from api.pages.axis import Scale, band_path, line_path, round_ticks, step_path


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (0.3, 1.1, (0.4, 0.6, 0.8, 1.0)),
        (-5, 5, (-4, -2, 0, 2, 4)),
        (980, 1001, (980, 985, 990, 995, 1000)),
        (7, 7, (7,)),
    ],
)
def test_ticks_are_round_and_inside(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert round_ticks(low, high) == ticks


def test_a_scale_maps_its_ends_and_keeps_outsiders_on_the_edge() -> None:
    scale = Scale(0, 10, 100, 0)
    assert [scale(value) for value in (-5, 0, 5, 10, 99)] == [100, 100, 50, 0, 0]
    assert Scale(3, 3, 0, 10)(3) == 5


def test_a_logarithmic_scale_gives_each_decade_the_same_room() -> None:
    scale = Scale(0.1, 1000, 0, 400, log=True)
    assert [scale(value) for value in (0.1, 1, 10, 100, 0)] == [0, 100, 200, 300, 0]


def test_paths_are_what_svg_reads() -> None:
    assert line_path([(0, 1), (2.5, 3)]) == "M0 1L2.5 3"
    assert step_path([(0, 9), (5, 4)], 10) == "M0 9H5V4H10"
    assert band_path([0, 1], [5, 6], [2, 3]) == "M0 2L1 3L1 6L0 5Z"
    assert line_path([]) == step_path([], 9) == band_path([], [], []) == ""
