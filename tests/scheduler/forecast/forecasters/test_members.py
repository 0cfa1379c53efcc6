"""What each forecaster is for, on series whose future is known."""

import numpy as np
import pytest

from fixtures.series import MONDAY, WEEKDAYS, counts, history, means
from scheduler.forecast.features import features
from scheduler.forecast.forecasters import additive, glm
from scheduler.forecast.forecasters.additive import FORECASTER as ADDITIVE
from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.forecasters.discovery import forecaster_named
from scheduler.forecast.forecasters.ensemble import FORECASTER as ENSEMBLE
from scheduler.forecast.forecasters.ensemble import weights
from scheduler.forecast.forecasters.glm import FORECASTER as GLM
from scheduler.forecast.forecasters.seasonal_naive import FORECASTER as SEASONAL_NAIVE
from scheduler.forecast.forecasters.weekday_level import FORECASTER as WEEKDAY_LEVEL
from scheduler.forecast.forecasters.weekday_level import two_way
from scheduler.forecast.forecasters.yearly_level import FORECASTER as YEARLY_LEVEL
from scheduler.forecast.forecasters.yearly_naive import FORECASTER as YEARLY_NAIVE
from scheduler.forecast.holidays import Holidays
from scheduler.forecast.volumes import Floats

DAYS = 3 * 364 - 7  # ends on 21 December 2023: four weeks with Christmas and New Year follow
regressions = pytest.mark.parametrize("forecaster", [GLM, ADDITIVE], ids=["glm", "additive"])


def with_holidays(days: int, factor: float, *, level: float = 100.0) -> Floats:
    off = np.array([name != "" for name in Holidays("US").names(MONDAY, days)])
    return means(days, level) * np.where(off, factor, 1.0)


def test_seasonal_naive_repeats_the_last_week() -> None:
    exams = np.arange(70.0)
    assert ask(SEASONAL_NAIVE, history(exams), 9).tolist() == [63, 64, 65, 66, 67, 68, 69, 63, 64]


def test_seasonal_naive_looks_further_back_for_an_unknown_day() -> None:
    exams = np.arange(70.0)
    exams[[65, 58]] = np.nan
    assert ask(SEASONAL_NAIVE, history(exams), 7)[2] == 51.0


def test_yearly_naive_repeats_the_weekday_of_a_year_ago() -> None:
    exams = np.arange(400.0)
    assert ask(YEARLY_NAIVE, history(exams), 3).tolist() == [36, 37, 38]
    assert ask(YEARLY_NAIVE, history(exams), 370)[364:367].tolist() == [36, 37, 38]


def test_yearly_naive_repeats_last_week_where_last_year_is_unknown() -> None:
    exams = np.arange(400.0)
    exams[36] = np.nan
    assert ask(YEARLY_NAIVE, history(exams), 1)[0] == 393.0


def test_a_two_way_table_is_taken_apart() -> None:
    level, profile = two_way(np.outer([1.0, 2.0, 5.0], [0.5, 1.0, 1.5]))
    assert level.tolist() == pytest.approx([1, 2, 5])
    assert profile.tolist() == pytest.approx([0.5, 1, 1.5])


def test_weekday_level_follows_a_break_in_the_level_within_eight_weeks() -> None:
    exams = means(497)
    exams[-56:] *= 0.5
    assert ask(WEEKDAY_LEVEL, history(exams), 7) == pytest.approx(means(7) * 0.5, rel=0.01)


def test_weekday_level_knows_that_holidays_are_quiet() -> None:
    known = history(with_holidays(DAYS, 0.5), place="US")
    christmas = int(np.flatnonzero(known.is_holiday(DAYS, DAYS + 28))[0])
    made, plain = ask(WEEKDAY_LEVEL, known, 28), means(DAYS + 28)[DAYS:]
    assert made[christmas] / plain[christmas] == pytest.approx(0.5, abs=0.05)


def test_yearly_level_repeats_what_recurs_without_a_name() -> None:
    recurring = np.ones(1092)
    recurring[[200, 564, 928]] = 0.3
    exams = means(1092) * recurring
    made = ask(YEARLY_LEVEL, history(exams[:920]), 14)
    assert made[8] < 0.75 * means(1092)[928]


@regressions
def test_a_regression_finds_weekdays_season_trend_and_holidays(forecaster: Forecaster) -> None:
    days = np.arange(DAYS + 28)
    season = 1 + 0.06 * np.sin(2 * np.pi * days / 365.25) + 0.02 * days / 365.25
    truth = with_holidays(DAYS + 28, 0.4, level=300.0) * season
    made = ask(forecaster, history(counts(truth[:DAYS], seed=1), place="US"), 28)
    assert np.abs(made - truth[DAYS:]).sum() / truth[DAYS:].sum() < 0.035


@regressions
def test_a_regression_follows_a_break_in_the_level(forecaster: Forecaster) -> None:
    exams = means(700)
    exams[-91:] *= 0.5
    assert ask(forecaster, history(exams), 28).mean() == pytest.approx(means(28).mean() * 0.5, rel=0.06)


def test_glm_effects_are_those_of_the_logarithm() -> None:
    exams = counts(means(728, 200.0), seed=2)
    known = history(exams)
    effects = glm.fit(features(known, 0), exams)
    assert effects[0] + effects[1:8] == pytest.approx(np.log(200 * np.array(WEEKDAYS)), abs=0.03)


def test_additive_effects_are_shares_of_the_mean() -> None:
    exams = counts(means(728, 200.0), seed=3)
    effects = additive.fit(features(history(exams), 0), exams / exams.mean())
    assert effects[0] + effects[1:8] == pytest.approx(np.array(WEEKDAYS) / np.mean(WEEKDAYS), abs=0.03)


def test_dispersion_is_found_for_counts_wider_and_narrower_than_poisson() -> None:
    expected = np.full(4000, 50.0)
    alpha, phi = glm.dispersion(counts(expected, seed=4, dispersion=0.04), expected)
    assert alpha == pytest.approx(0.04, rel=0.1)
    assert phi == pytest.approx(1.0, abs=0.05)
    narrow = expected + np.random.default_rng(5).normal(0, 2, 4000)
    assert glm.dispersion(narrow, expected)[1] == pytest.approx(4 / 50, rel=0.1)


def test_a_member_that_does_not_suit_fades_out_of_the_ensemble() -> None:
    exams = counts(means(600), seed=6)
    exams[-300:] *= 2
    members = [forecaster_named("weekday_level"), forecaster_named("yearly_naive")]
    shares = weights(members, history(exams), 28)
    assert shares.sum() == pytest.approx(1)
    assert shares[0] > 0.95


def test_the_ensemble_starts_with_equal_shares() -> None:
    members: list[Forecaster] = [GLM, ADDITIVE]
    assert weights(members, history(counts(means(30), seed=7)), 28).tolist() == [0.5, 0.5]


def test_the_ensemble_is_hardly_worse_than_its_best_member() -> None:
    truth = with_holidays(DAYS + 28, 0.4)
    known = history(counts(truth[:DAYS], seed=8), place="US")
    errors = {name: np.abs(ask(forecaster_named(name), known, 28) - truth[DAYS:]).sum() for name in ("glm", "additive")}
    assert np.abs(ask(ENSEMBLE, known, 28) - truth[DAYS:]).sum() < 1.3 * min(errors.values())
