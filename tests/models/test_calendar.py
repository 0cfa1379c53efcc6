import datetime as dt
from itertools import pairwise

import pytest
from pydantic import TypeAdapter, ValidationError

from fixtures.builders import AUTUMN_NIGHT, CHICAGO, MONDAY, SPRING_NIGHT
from models.calendar import Clock, Horizon, Weekday, clock_text

CLOCK: TypeAdapter[int] = TypeAdapter(Clock)
AUTUMN = Horizon(start=AUTUMN_NIGHT, days=3, zone=CHICAGO)
SPRING = Horizon(start=SPRING_NIGHT, days=3, zone=CHICAGO)


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("07:30", 450), ("23:59", 1439), ("24:00", 1440)])
def test_a_clock_is_written_as_it_is_read(text: str, minute: int) -> None:
    assert CLOCK.validate_python(text) == minute
    assert CLOCK.dump_json(minute) == f'"{text}"'.encode()
    assert clock_text(minute) == text


@pytest.mark.parametrize(
    "text", ["7:30", "07.30", "24:01", "12:60", "25:00", "", "noon", "-1:00", "07:30:00", "٠٧:٣٠x"]
)
def test_what_is_no_clock_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValidationError, match="is not a clock time"):
        CLOCK.validate_python(text)


@pytest.mark.parametrize("minute", [-1, 1441])
def test_minutes_outside_a_day_are_no_clock(minute: int) -> None:
    with pytest.raises(ValidationError):
        CLOCK.validate_python(minute)


def test_clocks_past_midnight_wrap() -> None:
    assert clock_text(1890) == "07:30"


def test_weekdays_are_numbered_as_dates_are() -> None:
    assert [day.number for day in Weekday] == list(range(7))
    horizon = Horizon(start=MONDAY, days=7)
    assert [horizon.weekday(day) for day in range(-7, 14)] == [horizon.date_of(d).weekday() for d in range(-7, 14)]


def test_days_and_dates_are_each_others_inverse() -> None:
    horizon = Horizon(start=MONDAY, days=28)
    assert horizon.end == dt.date(2026, 6, 28)
    assert all(horizon.day_of(horizon.date_of(day)) == day for day in range(-30, 60))


def test_weekends_and_holidays_are_those_of_the_horizon() -> None:
    horizon = Horizon(start=MONDAY, days=7, weekend=(Weekday.FRI, Weekday.SAT), holidays=(dt.date(2026, 6, 3),))
    assert [day for day in range(7) if horizon.is_weekend(day)] == [4, 5]
    assert [day for day in range(7) if horizon.is_holiday(day)] == [2]


def test_a_plain_day_has_1440_minutes() -> None:
    horizon = Horizon(start=MONDAY, days=7, zone=CHICAGO)
    assert horizon.minute(3, 0) == 3 * 1440
    assert horizon.minute(-1, 1380) == -60
    assert horizon.minute(0, 1890) == horizon.minute(1, 450) == 1890


@pytest.mark.parametrize(("horizon", "minutes"), [(AUTUMN, 1500), (SPRING, 1380)])
def test_a_day_of_a_clock_change_is_an_hour_longer_or_shorter(horizon: Horizon, minutes: int) -> None:
    assert horizon.minute(2, 0) - horizon.minute(1, 0) == minutes
    assert horizon.minute(1, 0) == 1440
    assert horizon.minute(2, 0) == 1440 + minutes


def test_the_hour_that_comes_twice_lasts_two_hours() -> None:
    edges = [AUTUMN.minute(1, 60 * hour) for hour in range(25)]
    assert [later - earlier for earlier, later in pairwise(edges)] == [60, 120, *[60] * 22]


def test_the_hour_that_is_skipped_lasts_no_time() -> None:
    edges = [SPRING.minute(1, 60 * hour) for hour in range(25)]
    assert [later - earlier for earlier, later in pairwise(edges)] == [60, 60, 0, *[60] * 21]


def test_a_skipped_time_is_moved_forward() -> None:
    assert SPRING.instant(1, 150) == dt.datetime(2027, 3, 14, 8, 30, tzinfo=dt.UTC)
    assert SPRING.instant(1, 210) == SPRING.instant(1, 150)


def test_an_instant_is_in_utc() -> None:
    assert AUTUMN.instant(0, 1380) == dt.datetime(2026, 11, 1, 4, 0, tzinfo=dt.UTC)
    assert AUTUMN.instant(1, 420) == dt.datetime(2026, 11, 1, 13, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("zone", ["Chicago", "America/Chicagoo", "../etc/passwd", "/etc/localtime", ""])
def test_an_unknown_zone_is_refused_with_an_example(zone: str) -> None:
    with pytest.raises(ValidationError, match="Use an IANA name such as America/Chicago"):
        Horizon(start=MONDAY, days=7, zone=zone)


@pytest.mark.parametrize(
    "weekend", [(), (Weekday.FRI, Weekday.SUN), (Weekday.SUN, Weekday.SAT), (Weekday.SAT, Weekday.SAT)]
)
def test_a_weekend_is_a_row_of_days(weekend: tuple[Weekday, ...]) -> None:
    with pytest.raises(ValidationError, match=r"row of neighbouring days|at least 1 item"):
        Horizon(start=MONDAY, days=7, weekend=weekend)


def test_a_weekend_may_go_over_the_end_of_the_week() -> None:
    horizon = Horizon(start=MONDAY, days=7, weekend=(Weekday.SUN, Weekday.MON))
    assert [day for day in range(7) if horizon.is_weekend(day)] == [0, 6]


@pytest.mark.parametrize(
    ("start", "days"), [(dt.date(26, 6, 1), 7), (dt.date(9999, 12, 1), 7), (MONDAY, 0), (MONDAY, 372)]
)
def test_a_horizon_is_of_our_time_and_of_a_year_at_most(start: dt.date, days: int) -> None:
    with pytest.raises(ValidationError):
        Horizon(start=start, days=days)
