"""Metrics against figures worked out by hand."""

import numpy as np
import pytest

from scheduler.forecast.metrics import Outcome, coverage, naive_scale, pinball, score, wape
from scheduler.forecast.quantiles import LEVELS
from scheduler.forecast.volumes import Floats


def outcome(counts: list[float], expected: list[float], *, width: float = 2.0, scale: float = 4.0) -> Outcome:
    """Quantiles lie `width` apart around the means."""
    steps = np.arange(len(LEVELS)) - LEVELS.index(0.5)
    means = np.array(expected)
    return Outcome(np.array(counts), means, means[:, None] + width * steps, np.zeros(len(means)), scale)


def test_wape_is_errors_over_exams() -> None:
    assert wape(np.array([10.0, 30.0]), np.array([2.0, -4.0])) == pytest.approx(6 / 40)
    assert wape(np.array([0.0]), np.array([1.0])) is None


def test_pinball_charges_each_side_by_its_level() -> None:
    loss = pinball(np.array([10.0]), np.full((1, len(LEVELS)), 8.0))
    assert loss[0].tolist() == pytest.approx([level * 2 for level in LEVELS])
    loss = pinball(np.array([5.0]), np.full((1, len(LEVELS)), 8.0))
    assert loss[0].tolist() == pytest.approx([(1 - level) * 3 for level in LEVELS])


def test_coverage_counts_both_ends_and_leaves_out_certain_days() -> None:
    counts: Floats = np.array([1.0, 3.0, 4.0, 0.0])
    low, high = np.array([1.0, 1.0, 1.0, 0.0]), np.array([3.0, 3.0, 3.0, 0.0])
    assert coverage(counts, low, high) == pytest.approx(2 / 3)
    assert coverage(counts[3:], low[3:], high[3:]) is None


def test_the_scale_is_the_mean_change_from_week_to_week() -> None:
    assert naive_scale(np.array([1.0, 2, 3, 4, 5, 6, 7, 3, 2, np.nan, 4, 5, 6, 8])) == pytest.approx(3 / 6)
    assert naive_scale(np.ones(3)) == 0.0


def test_a_score_pools_series_by_their_days() -> None:
    made = score([outcome([10, 20], [12, 16], scale=2.0), outcome([100], [90], scale=5.0)])
    assert made.wape == pytest.approx((2 + 4 + 10) / 130)
    assert made.mase == pytest.approx((2 / 2 + 4 / 2 + 10 / 5) / 3)
    assert made.coverage80 == pytest.approx(2 / 3)


def test_unknown_days_take_no_part() -> None:
    made = score([outcome([10, np.nan], [12, 1000])])
    assert made.wape == pytest.approx(0.2)


def test_holidays_are_scored_apart() -> None:
    plain = outcome([10, 20], [12, 16])
    marked = Outcome(plain.counts, plain.means, plain.quantiles, np.array([0.0, 1.0]), plain.scale)
    assert score([marked]).holiday_wape == pytest.approx(4 / 20)
    assert score([plain]).holiday_wape is None
