"""Products in pieces are the products; priors and levels."""

import numpy as np
import pytest

from fixtures.series import history
from scheduler.forecast.features import features
from scheduler.forecast.forecasters.regression import (
    NEVER,
    Table,
    inflation,
    latest_level,
    precision,
    recency,
    settled,
    solve,
)

RNG = np.random.default_rng(1)


@pytest.mark.parametrize("rows", [1, 27, 28, 29, 400])
@pytest.mark.parametrize("share", [0.01, 1.0])
def test_products_in_pieces_are_those_of_the_whole(rows: int, share: float) -> None:
    table = RNG.normal(size=(rows, 7))
    table[:, 3:] *= RNG.random((rows, 4)) < share
    weights, effects = RNG.random(rows), RNG.normal(size=7)
    pieces = Table(table)
    assert pieces.times(effects) == pytest.approx(table @ effects)
    assert pieces.turned_times(weights) == pytest.approx(table.T @ weights)
    assert pieces.gram(weights) == pytest.approx((table * weights[:, None]).T @ table)


def test_slow_effects_need_a_year_and_are_held_until_the_second() -> None:
    known = features(history(np.ones(1000)), 0)
    usual = 1 / known.spread**2
    assert (precision(known, 300)[known.slow] == NEVER).all()
    assert precision(known, 500)[known.slow] == pytest.approx(4 * usual[known.slow])
    assert precision(known, 800) == pytest.approx(usual)
    assert precision(known, 300)[~known.slow] == pytest.approx(usual[~known.slow])


def test_a_weight_halves_with_the_half_life() -> None:
    weights = recency(731, 365.0)
    assert weights[-1] == pytest.approx(0.5 ** (1 / 365))
    assert weights[-366] == pytest.approx(weights[-1] / 2)


def test_residuals_that_hang_together_are_worth_less() -> None:
    alone = RNG.normal(size=1120)
    assert inflation(alone) < 2
    assert inflation(np.repeat(RNG.normal(size=40), 28) + 0.1 * alone) > 15
    assert inflation(np.zeros(100)) == inflation(alone[:10]) == 1.0


def test_the_latest_level_compares_the_last_days_that_are_known() -> None:
    counts = np.array([100.0, 100.0, 50.0, np.nan, 49.0])
    assert latest_level(counts, np.full(5, 100.0), 3) == pytest.approx(100 / 201)
    assert latest_level(np.full(5, np.nan), np.full(5, 100.0), 3) == 1.0


def broken(days: int, factor: float, *, seed: int = 3) -> np.ndarray:
    expected = np.full(56, 100.0)
    expected[56 - days :] *= factor
    return np.random.default_rng(seed).poisson(expected).astype(np.float64)


@pytest.mark.parametrize("days", [7, 14, 28])
@pytest.mark.parametrize("factor", [0.4, 1.4])
def test_a_level_that_broke_is_followed_from_the_week_on_in_which_it_did(days: int, factor: float) -> None:
    assert settled(broken(days, factor), np.full(56, 100.0)) == days


@pytest.mark.parametrize("seed", range(20))
def test_chance_is_no_break(seed: int) -> None:
    assert settled(broken(0, 1.0, seed=seed), np.full(56, 100.0)) == 56


def test_one_wrong_count_is_no_break() -> None:
    exams = broken(0, 1.0)
    exams[-3] = 900.0
    assert settled(exams, np.full(56, 100.0)) == 56


def test_unknown_days_and_days_without_fitted_exams_say_nothing_of_the_level() -> None:
    exams, fitted = broken(14, 1.5), np.full(56, 100.0)
    exams[:20], fitted[::7] = np.nan, 0.0
    assert settled(exams, fitted) == 14
    assert settled(np.full(56, np.nan), fitted) == 56


@pytest.mark.parametrize("size", [1, 89, 90, 120, 200])
def test_equations_solved_in_halves_are_solved(size: int) -> None:
    rows, right = RNG.normal(size=(300, size)), RNG.normal(size=size)
    normal = rows.T @ rows + np.eye(size)
    assert normal @ solve(normal, right) == pytest.approx(right)
