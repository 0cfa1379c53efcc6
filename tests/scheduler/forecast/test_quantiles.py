"""Quantiles are reached as often as they say, on counts whose distribution is known."""

import numpy as np
import pytest

from fixtures.series import MONDAY, counts, history, means
from scheduler.forecast.forecasters.discovery import forecaster_named
from scheduler.forecast.history import History
from scheduler.forecast.holidays import Holidays
from scheduler.forecast.quantiles import LEVELS, independent, predict
from scheduler.forecast.volumes import Floats

AHEAD = 28
LOW, HIGH = LEVELS.index(0.1), LEVELS.index(0.9)


def reached(exams: Floats, known: History, *, origins: range) -> tuple[float, float]:
    """Shares of days below the 10 % and up to the 90 % quantile, over several origins."""
    below, up_to = [], []
    for origin in origins:
        made = predict(forecaster_named("weekday_level"), known.until(origin), AHEAD).quantiles
        came = exams[origin : origin + AHEAD]
        below.append((came < made[:, LOW]).mean())
        up_to.append((came <= made[:, HIGH]).mean())
    return float(np.mean(below)), float(np.mean(up_to))


@pytest.mark.parametrize("dispersion", [0.0, 0.01, 0.05])
@pytest.mark.parametrize("level", [15.0, 150.0])
def test_the_interval_covers_negative_binomial_counts_as_often_as_it_says(level: float, dispersion: float) -> None:
    exams = counts(means(1400, level), seed=1, dispersion=dispersion)
    below, up_to = reached(exams, history(exams), origins=range(700, 1372, 28))
    assert below == pytest.approx(0.1, abs=0.035)
    assert up_to == pytest.approx(0.9, abs=0.035)


def test_counts_that_vary_less_than_poisson_get_narrow_intervals() -> None:
    exams = np.rint(means(1000, 200.0) + np.random.default_rng(2).normal(0, 3, 1000))
    below, up_to = reached(exams, history(exams), origins=range(500, 972, 28))
    assert up_to - below == pytest.approx(0.8, abs=0.05)


def test_quantiles_rise_with_their_level_and_never_fall_below_none() -> None:
    exams = counts(means(300, 1.5), seed=3)
    made = predict(forecaster_named(), history(exams), AHEAD).quantiles
    assert (np.diff(made, axis=1) >= 0).all()
    assert made.min() >= 0


def test_closed_days_are_certain() -> None:
    exams = counts(means(300, 30.0, (1, 1, 1, 1, 1, 0, 0)), seed=4)
    made = predict(forecaster_named(), history(exams[:280]), 7)
    assert made.quantiles[5:].tolist() == [[0.0] * len(LEVELS)] * 2
    assert (made.quantiles[:5, HIGH] > made.quantiles[:5, LOW]).all()


def test_without_any_rehearsal_the_spread_is_that_of_poisson_counts_and_a_little_more() -> None:
    exams = counts(means(30, 100.0, (1,) * 7), seed=5)
    made = predict(forecaster_named("seasonal_naive"), history(exams), 7)
    width = (made.quantiles[:, HIGH] - made.quantiles[:, LOW]) / np.sqrt(made.means)
    assert 2.4 < width.mean() < 3.6


def test_weeks_that_are_further_away_are_less_certain_when_the_level_wanders() -> None:
    walk = np.exp(np.cumsum(np.random.default_rng(6).normal(0, 0.02, 1000)))
    made = predict(forecaster_named("seasonal_naive"), history(counts(means(1000, 200.0) * walk, seed=7)), 56)
    width = (made.quantiles[:, HIGH] - made.quantiles[:, LOW]) / np.sqrt(made.means)
    assert width[49:].mean() > 1.3 * width[:7].mean()


def test_holidays_are_less_certain_when_they_differ_from_one_another() -> None:
    off = np.array([name != "" for name in Holidays("US").names(MONDAY, 1100)])
    factor = np.where(off, np.random.default_rng(8).uniform(0.2, 1.0, 1100), 1.0)
    known = history(counts(means(1100, 300.0, (1,) * 7) * factor, seed=9), place="US")
    made = predict(forecaster_named("glm"), known, 28)
    holiday = known.is_holiday(1100, 1128)
    width = made.quantiles[:, HIGH] - made.quantiles[:, LOW]
    assert width[holiday].mean() > 2 * width[~holiday].mean()


def test_a_level_between_two_quantiles_lies_between_them() -> None:
    made = predict(forecaster_named(), history(counts(means(300), seed=10)), 7)
    assert made.at(0.9).tolist() == made.quantiles[:, HIGH].tolist()
    assert (made.at(0.8) < made.at(0.9)).all()
    assert (made.at(0.8) > made.quantiles[:, LEVELS.index(0.75)]).all()


def test_errors_about_one_day_count_once_and_those_that_hang_together_less() -> None:
    rng = np.random.default_rng(11)
    days = np.arange(280)
    alone = rng.normal(size=280)
    assert independent(alone, np.ones(280), days) == pytest.approx(280, rel=0.5)
    twice = independent(np.tile(alone, 2), np.ones(560), np.tile(days, 2))
    assert twice == pytest.approx(independent(alone, np.ones(280), days))
    together = np.repeat(rng.normal(size=10), 28) + 0.1 * alone
    assert independent(together, np.ones(280), days) < 20
    assert independent(np.array([]), np.array([]), np.array([], dtype=np.int64)) == 0.0


def test_a_history_without_rehearsals_has_intervals_as_wide_as_its_weeks_differ() -> None:
    wide, narrow = (counts(means(34), seed=4, dispersion=dispersion) for dispersion in (0.2, 0.0))
    spans = [predict(forecaster_named("weekday_level"), history(exams), AHEAD).quantiles for exams in (wide, narrow)]
    widths = [float((one[:, HIGH] - one[:, LOW]).mean()) for one in spans]
    assert widths[0] > 2 * widths[1] > 40
