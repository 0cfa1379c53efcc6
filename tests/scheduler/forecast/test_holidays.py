"""Calendars by name, by zone and by what a history follows."""

import datetime as dt

import numpy as np
import pytest

from fixtures.series import MONDAY, counts, daily, means
from models.errors import InputError
from scheduler.forecast.holidays import LISTED, Holidays, guess, of_zone
from scheduler.forecast.volumes import DailySeries

DAYS = 3 * 364


def follower(place: str, *, factor: float, seed: int, level: float = 100.0) -> DailySeries:
    """A series whose holidays have `factor` times the exams of other days."""
    off = np.array([name != "" for name in Holidays(place).names(MONDAY, DAYS)])
    return daily(counts(means(DAYS, level) * np.where(off, factor, 1.0), seed=seed))


def test_a_holiday_has_its_name_on_the_day_on_which_it_is_observed() -> None:
    us = Holidays("US")
    assert us.name(dt.date(2021, 7, 4)) == us.name(dt.date(2021, 7, 5)) == "Independence Day"
    assert us.name(dt.date(2021, 7, 6)) == ""


def test_parts_of_a_country_have_calendars_of_their_own() -> None:
    second = dt.date(2024, 1, 2)
    assert Holidays("GB-SCT").name(second) != ""
    assert Holidays("GB-ENG").name(second) == ""


def test_without_a_place_only_listed_dates_are_holidays() -> None:
    listed = Holidays("", frozenset({dt.date(2024, 5, 3)}))
    assert listed.names(dt.date(2024, 5, 2), 3) == ("", LISTED, "")


def test_an_unknown_place_is_refused_with_the_form_to_use() -> None:
    with pytest.raises(InputError, match="US-CA, GB-ENG"):
        Holidays("Atlantis")


@pytest.mark.parametrize("place", ["US", "DE", "GB-ENG"])
def test_a_history_that_follows_a_calendar_is_recognised(place: str) -> None:
    assert guess([follower(place, factor=0.5, seed=1)]).place == place


@pytest.mark.parametrize("seed", range(4))
def test_a_history_without_holidays_follows_no_calendar(seed: int) -> None:
    assert guess([daily(counts(means(DAYS), seed=seed, dispersion=0.01))]).place == ""


def test_series_are_weighed_together() -> None:
    weak = [follower("US", factor=0.85, seed=seed, level=60.0) for seed in range(6)]
    assert guess(weak).place == "US"


def test_a_slow_wave_in_a_series_without_noise_is_not_taken_for_holidays() -> None:
    season = 1 + 0.05 * np.sin(2 * np.pi * np.arange(DAYS) / 365.25)
    assert guess([daily(np.rint(means(DAYS, 180.0) * season))]).place == ""


@pytest.mark.parametrize(("zone", "place"), [("America/Chicago", "US"), ("Europe/London", "GB"), ("UTC", "")])
def test_a_zone_lies_in_a_country(zone: str, place: str) -> None:
    assert of_zone(zone) == place
