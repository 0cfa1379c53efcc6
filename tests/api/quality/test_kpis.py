"""Figures on numbers that were worked out by hand."""

import pytest

from api.quality.kpis import (
    State,
    extravasation_state,
    gini,
    hours_per_exam,
    nearest_rank,
    no_show_rate,
    on_time_share,
    reject_rate,
    reject_state,
    repeat_change,
    spread,
)
from models.errors import InputError


def test_rejects_are_told_of_all_images_acquired() -> None:
    assert reject_rate(54, 900) == pytest.approx(0.06)


@pytest.mark.parametrize(
    ("rate", "state"),
    [(0.019, State.FAIR), (0.02, State.GOOD), (0.08, State.GOOD), (0.081, State.FAIR), (0.10, State.FAIR),
     (0.101, State.BAD), (0.0, State.FAIR)],
)  # fmt: skip
def test_too_many_rejects_are_bad_and_too_few_are_doubtful(rate: float, state: State) -> None:
    assert reject_state(rate) is state


def test_a_repeat_rate_may_change_by_two_points() -> None:
    assert repeat_change(0.03, 0.05)[1] is State.GOOD
    change, state = repeat_change(0.05, 0.029)
    assert change == pytest.approx(-0.021)
    assert state is State.BAD


def test_a_spread_goes_by_nearest_rank() -> None:
    found = spread([50, 20, 40, 10, 30, 60, 70, 80, 90, 100], limit=60)
    assert (found.count, found.median, found.p90, found.within) == (10, 50, 90, 0.6)
    assert spread([7]).p90 == 7
    assert spread([7]).within is None
    assert nearest_rank([1, 2, 3], 0.5) == 2


def test_first_cases_are_on_time_up_to_a_grace() -> None:
    assert on_time_share([0, -5, 4, 12]) == 0.5
    assert on_time_share([0, -5, 4, 12], grace=5) == 0.75


def test_small_shares() -> None:
    assert no_show_rate(8, 100) == pytest.approx(0.08)
    assert extravasation_state(5, 1000) == (0.005, State.GOOD)
    assert extravasation_state(6, 1000) == (0.006, State.BAD)


def test_worked_hours_per_exam() -> None:
    assert hours_per_exam(2275 * 60, 1300) == pytest.approx(1.75)


def test_gini_is_nothing_for_equal_shares_and_most_when_one_has_everything() -> None:
    assert gini([3, 3, 3, 3]) == pytest.approx(0.0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([0, 0]) == 0.0


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 3), (0, 0)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(InputError, match="is no share"):
        reject_rate(part, whole)


def test_figures_of_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="no minutes"):
        spread([])
    with pytest.raises(InputError, match="no exams"):
        hours_per_exam(60, 0)
