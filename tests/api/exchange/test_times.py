"""Dates and times in the forms that people and programs write."""

import datetime as dt

import polars as pl
import pytest

from api.exchange.times import read_times

JAN_5 = dt.datetime.fromisoformat("2024-01-05")
AT_1330 = dt.datetime.fromisoformat("2024-01-05T13:30")


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05",
        "2024/01/05",
        "20240105",
        "01/05/2024",
        "05.01.2024",
        "01/05/24",
        "05-Jan-2024",
        "05 Jan 2024",
        "Jan 05, 2024",
        "January 05, 2024",
        "Fri 05 Jan 2024",
        "2024-01-05T00:00:00Z",
    ],
)
def test_dates_in_every_usual_form(text: str) -> None:
    times = read_times(pl.Series([text]))
    assert times.when.to_list() == [JAN_5]
    assert not times.by_hour


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05 13:30",
        "2024-01-05T13:30:00",
        "2024-01-05T13:30:59.123",
        "2024-01-05 13:30:00+01:00",
        "01/05/2024 1:30 PM",
        "Jan 05, 2024 1:30:00 p.m.",
        "20240105133000",
        "202401051330",
        "20240105T1330",
    ],
)
def test_times_in_every_usual_form(text: str) -> None:
    times = read_times(pl.Series([text]))
    assert times.when.to_list() == [AT_1330]
    assert times.by_hour


def test_midnight_and_noon_of_the_twelve_hour_clock() -> None:
    when = read_times(pl.Series(["01/05/2024 12:00 AM", "01/05/2024 12:00 PM"])).when
    assert [one.hour for one in when.to_list()] == [0, 12]


def test_day_before_month_is_told_by_any_day_above_twelve() -> None:
    when = read_times(pl.Series(["05/01/2024", "25/01/2024"])).when
    assert when.to_list() == [JAN_5, JAN_5 + dt.timedelta(days=20)]


def test_day_before_month_is_told_by_dates_that_lie_together() -> None:
    when = read_times(pl.Series(["05/01/2024", "06/01/2024", "07/01/2024"])).when
    assert when.to_list() == [JAN_5 + dt.timedelta(days=more) for more in range(3)]


def test_what_is_no_time_is_null_and_counted() -> None:
    times = read_times(pl.Series(["2024-01-05", "soon", "2024-13-05", "2024-01-05 25:00"]))
    assert times.when.to_list() == [JAN_5, None, None, None]
    assert times.understood == pytest.approx(0.25)


def test_numbers_and_centuries_without_cars_are_no_times() -> None:
    assert read_times(pl.Series(["5", "341", "17"])).understood == 0
    assert read_times(pl.Series(["0017-01-05"])).understood == 0


def test_an_offset_is_followed_into_the_zone_over_a_clock_change() -> None:
    utc = pl.Series(["2024-03-10T07:30:00Z", "2024-03-10T08:30:00Z", "2024-11-03T06:30:00Z", "2024-11-03T07:30:00Z"])
    hours = [one.hour for one in read_times(utc, "America/Chicago").when.to_list()]
    assert hours == [1, 3, 1, 1]
    assert [one.hour for one in read_times(utc).when.to_list()] == [7, 8, 6, 7]


def test_whole_hours_are_told_from_minutes() -> None:
    assert read_times(pl.Series(["2024-01-05 13:00"])).whole_hours
    assert not read_times(pl.Series(["2024-01-05 13:01"])).whole_hours
