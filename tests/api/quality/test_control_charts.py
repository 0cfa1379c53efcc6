"""Control limits against numbers worked out in textbooks."""

import pytest

from api.quality.control_charts import p_chart, range_chart, xmr_chart
from models.errors import InputError

CANS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6)
"""Nonconforming cans in thirty samples of fifty: Montgomery, Introduction to Statistical Quality Control, 7.1."""
FLOW = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
"""Flow rates of ten batches: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2."""
LOANS = (310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304)
"""Costs of processing loan applications: Montgomery, 6.5."""


def test_a_p_chart_has_the_textbooks_centre_limits_and_signals() -> None:
    chart = p_chart(CANS, [50] * 30)
    assert sum(CANS) == 347
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0524, 0.4102), abs=1e-4)
    assert [place + 1 for place in chart.outside] == [15, 23]


def test_a_p_charts_limits_follow_the_size_of_each_sample() -> None:
    chart = p_chart([10, 10, 10], [100, 400, 25])
    widths = [high - chart.centre for high in chart.upper]
    assert widths[0] / widths[1] == pytest.approx(2.0)
    assert chart.lower[2] == 0.0


def test_single_values_have_the_handbooks_limits() -> None:
    chart = xmr_chart(FLOW)
    assert (chart.centre, chart.lower[0], chart.upper[0]) == pytest.approx((50.81, 45.8159, 55.8041), abs=2e-4)
    assert chart.outside == ()


def test_moving_ranges_have_the_textbooks_limits() -> None:
    assert xmr_chart(LOANS).centre == pytest.approx(300.5)
    assert (xmr_chart(LOANS).lower[0], xmr_chart(LOANS).upper[0]) == pytest.approx((279.78, 321.22), abs=5e-3)
    ranges = range_chart(LOANS)
    assert (ranges.centre, ranges.upper[0]) == pytest.approx((7.79, 25.45), abs=5e-3)
    assert len(ranges.values) == len(LOANS) - 1


def test_a_floor_keeps_limits_from_what_cannot_be() -> None:
    assert xmr_chart([1, 9, 1, 9], floor=0).lower == (0,) * 4


def test_eight_in_a_row_on_one_side_are_a_shift_and_seven_are_not() -> None:
    seven = [1.0] * 7 + [3.0] * 7
    assert xmr_chart(seven).shifted == ()
    eight = [1.0] * 8 + [3.0] * 8
    assert xmr_chart(eight).shifted == tuple(range(16))
    assert xmr_chart([1.0, 3.0] * 3 + [2.0] * 9).shifted == (), "points on the centre are on no side"


@pytest.mark.parametrize(("events", "sizes"), [([3], [10]), ([3, 11], [10, 10]), ([0, 1], [10, 0])])
def test_too_few_points_and_shares_that_are_none_are_refused(events: list[int], sizes: list[int]) -> None:
    with pytest.raises(InputError, match="point"):
        p_chart(events, sizes)
