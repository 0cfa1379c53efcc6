"""Hours of the day: profiles, and how far single hours may be off."""

import numpy as np
import pytest

from fixtures.series import counts, history, means
from scheduler.forecast.forecasters.discovery import forecaster_named
from scheduler.forecast.hourly import Profile, count_quantiles, hour_quantiles
from scheduler.forecast.quantiles import LEVELS, predict
from scheduler.forecast.volumes import Floats

WEEKDAY = np.arange(364) % 7
NO_HOLIDAY = np.zeros(364, dtype=bool)
DAY = np.where((np.arange(24) >= 8) & (np.arange(24) < 17), 1 / 9, 0.0)
NIGHT = np.where(np.arange(24) < 8, 1 / 8, 0.0)


def hours(working: Floats, off: Floats, *, exams: float) -> Floats:
    return np.where((WEEKDAY < 5)[:, None], working, off) * exams


def test_each_kind_of_day_has_its_own_profile() -> None:
    made = Profile.of(hours(DAY, NIGHT, exams=90.0), WEEKDAY, NO_HOLIDAY)
    assert made.days(np.array([0]), np.array([False]))[0] == pytest.approx(DAY, abs=0.01)
    assert made.days(np.array([6]), np.array([False]))[0] == pytest.approx(NIGHT, abs=0.01)


def test_a_holiday_is_like_the_days_off_until_it_has_shown_otherwise() -> None:
    known = hours(DAY, NIGHT, exams=90.0)
    unseen = Profile.of(known, WEEKDAY, NO_HOLIDAY)
    assert unseen.days(np.array([0]), np.array([True]))[0] == pytest.approx(NIGHT, abs=0.01)
    seen = Profile.of(known, WEEKDAY, WEEKDAY == 2).days(np.array([0]), np.array([True]))[0]
    assert seen == pytest.approx(DAY, abs=0.08)


def test_shares_of_a_day_add_up_to_one_whatever_was_counted() -> None:
    for exams in (0.0, 0.01, 90.0):
        made = Profile.of(hours(DAY, NIGHT, exams=exams), WEEKDAY, NO_HOLIDAY)
        assert made.shares.sum(axis=1) == pytest.approx(np.ones(8))


def test_only_the_last_half_year_counts() -> None:
    known = hours(DAY, DAY, exams=90.0)
    known[:182] = NIGHT * 90.0
    assert Profile.of(known, WEEKDAY, NO_HOLIDAY).shares[0] == pytest.approx(DAY, abs=0.001)


@pytest.mark.parametrize("mean", [0.3, 4.0, 60.0, 500.0])
def test_quantiles_of_poisson_counts_are_reached_as_often_as_they_say(mean: float) -> None:
    made = count_quantiles(np.array([mean]), np.array([mean]))[0]
    drawn = np.random.default_rng(1).poisson(mean, 100_000)
    for level, quantile in zip(LEVELS, made, strict=True):
        assert (drawn <= quantile).mean() >= level - 0.01
        assert (drawn < quantile).mean() <= level + 0.01


def test_quantiles_of_wider_counts_are_reached_as_often_as_they_say() -> None:
    made = count_quantiles(np.array([8.0]), np.array([20.0]))[0]
    rng = np.random.default_rng(2)
    drawn = rng.poisson(rng.gamma(64 / 12, 12 / 8, 100_000))
    for level, quantile in zip(LEVELS, made, strict=True):
        assert (drawn < quantile).mean() - 0.01 <= level <= (drawn <= quantile).mean() + 0.01


def test_counts_that_vary_less_than_poisson_are_taken_for_poisson() -> None:
    assert (
        count_quantiles(np.array([9.0]), np.array([1.0])).tolist()
        == count_quantiles(np.array([9.0]), np.array([9.0])).tolist()
    )


def test_nothing_expected_is_nothing_at_every_level() -> None:
    assert (count_quantiles(np.zeros((2, 24)), np.zeros((2, 24))) == 0).all()


def test_hours_of_an_uncertain_day_are_more_uncertain_than_chance_makes_them() -> None:
    exams = counts(means(500, 200.0, (1,) * 7), seed=3, dispersion=0.1)
    day = predict(forecaster_named("weekday_level"), history(exams), 7)
    by_hour = np.outer(day.means, np.full(24, 1 / 24))
    made = hour_quantiles(day, by_hour)
    chance = count_quantiles(by_hour, by_hour)
    width = made[:, :, LEVELS.index(0.9)] - made[:, :, LEVELS.index(0.1)]
    assert width.mean() > 1.2 * (chance[:, :, LEVELS.index(0.9)] - chance[:, :, LEVELS.index(0.1)]).mean()
    rng = np.random.default_rng(4)
    drawn = rng.poisson(200 / 24 * rng.gamma(10, 0.1, (7, 10_000, 1)), (7, 10_000, 24))
    inside = (drawn >= made[:, None, :, 1]) & (drawn <= made[:, None, :, 5])
    assert 0.75 < inside.mean() < 0.92
