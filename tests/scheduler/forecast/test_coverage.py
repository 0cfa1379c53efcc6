"""The whole way from counts per hour to people per hour."""

import datetime as dt
import json
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from models.calendar import Horizon
from models.demand import CoverageDay
from models.errors import InputError
from scheduler.forecast.coverage import Options, forecast, forecast_coverage
from scheduler.forecast.staffing import AreaStaffing, OpenHours
from scheduler.forecast.volumes import COLUMNS, Volumes

FIRST = dt.date(2024, 1, 1)  # a Monday
WEEKS = 26
HORIZON = Horizon(
    start=FIRST + dt.timedelta(weeks=WEEKS), days=14, zone="America/Chicago", holidays=(dt.date(2024, 7, 4),)
)
CT = AreaStaffing(area="CT", minutes_per_exam=20, relief_percent=0)
Rate = Callable[[dt.date, int], float]


def all_day(date: dt.date, hour: int) -> float:  # noqa: ARG001 - a rate
    return 6.0


def clinic(date: dt.date, hour: int) -> float:
    return 6.0 if date.weekday() < 5 and 8 <= hour < 16 else 0.0


def drawn(sources: dict[str, Rate], *, seed: int = 1, days: int = 7 * WEEKS, area: str = "CT") -> Volumes:
    """Poisson counts by the hour; scheduled sources (OP) come as planned."""
    rng = np.random.default_rng(seed)
    rows = []
    for source, rate in sources.items():
        for day in range(days):
            date = FIRST + dt.timedelta(days=day)
            for hour in range(24):
                expected = rate(date, hour)
                rows.append((area, source, date, hour, expected if source == "OP" else float(rng.poisson(expected))))
    return Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))


@pytest.fixture(scope="module")
def emergency() -> Volumes:
    return drawn({"ED": all_day})


def test_unscheduled_work_gets_load_and_cushion(emergency: Volumes) -> None:
    days = forecast_coverage(emergency, HORIZON, [CT])
    assert len(days) == 14
    targets = np.array([day.target for day in days])
    assert np.median(targets) == 3  # two exams under way, half their root on top
    assert np.abs(targets - 3).max() <= 1
    assert {day.minimum[12] for day in days} <= {2}


def test_scheduled_work_is_staffed_as_booked() -> None:
    days = {day.date: day for day in forecast_coverage(drawn({"OP": clinic}), HORIZON, [CT])}
    tuesday = days[dt.date(2024, 7, 9)]
    assert tuesday.target == (0,) * 8 + (2,) * 8 + (1,) + (0,) * 7
    assert dt.date(2024, 7, 6) not in days


def test_exams_days_and_hours_are_told_with_their_quantiles(emergency: Volumes) -> None:
    (area,) = forecast(emergency, HORIZON, [CT]).areas
    assert np.mean(area.by_day) == pytest.approx(144, rel=0.05)
    assert np.array(area.by_hour).reshape(14, 24).sum(axis=1) == pytest.approx(np.array(area.by_day), abs=0.01)
    low, high = area.by_day_quantiles["0.1"], area.by_day_quantiles["0.9"]
    assert all(below < mean < above for below, mean, above in zip(low, area.by_day, high, strict=True))
    assert np.mean(area.unscheduled_load) == pytest.approx(2.0, rel=0.05)
    assert (len(area.recent), area.recent_start) == (56, HORIZON.start - dt.timedelta(days=56))


def test_a_forecast_is_json_and_back(emergency: Volumes) -> None:
    made = forecast(emergency, HORIZON, [CT])
    assert type(made).model_validate_json(made.model_dump_json()) == made
    assert json.loads(made.model_dump_json())["areas"][0]["area"] == "CT"


def test_nothing_of_the_horizon_is_known(emergency: Volumes) -> None:
    later = emergency.table.with_columns(pl.col("date").dt.offset_by("400d"), exams=pl.lit(500.0))
    longer = Volumes.of(pl.concat([emergency.table, later]))
    assert forecast(longer, HORIZON, [CT]) == forecast(emergency, HORIZON, [CT])


def test_a_gap_between_history_and_horizon_is_forecast_across(emergency: Volumes) -> None:
    later = HORIZON.model_copy(update={"start": HORIZON.start + dt.timedelta(days=28)})
    made = forecast(emergency, later, [CT])
    assert made.areas[0].by_day[0] == pytest.approx(forecast(emergency, HORIZON, [CT]).areas[0].by_day[0], rel=0.1)
    assert made.coverage[0].date == later.start


def test_too_old_a_history_is_refused(emergency: Volumes) -> None:
    later = HORIZON.model_copy(update={"start": HORIZON.start + dt.timedelta(days=200)})
    with pytest.raises(InputError, match="200 days before the horizon starts"):
        forecast(emergency, later, [CT])


def test_counts_by_the_day_are_refused(emergency: Volumes) -> None:
    by_day = Volumes.of(emergency.table.with_columns(hour=pl.lit(None, pl.Int8)))
    with pytest.raises(InputError, match="people are needed by the hour"):
        forecast(by_day, HORIZON, [CT])


def test_an_area_that_is_not_on_record_is_refused_with_those_that_are(emergency: Volumes) -> None:
    with pytest.raises(InputError, match="Areas on record are CT"):
        forecast(emergency, HORIZON, [AreaStaffing(area="MR", minutes_per_exam=40)])


def test_outside_its_hours_an_area_needs_nobody(emergency: Volumes) -> None:
    day_only = CT.model_copy(update={"open_hours": (OpenHours(start=420, minutes=720),)})
    target = forecast_coverage(emergency, HORIZON, [day_only])[0].target
    assert [hour for hour in range(24) if target[hour]] == list(range(7, 19))


def test_standing_coverage_keeps_its_minimum_and_its_closed_hours(emergency: Volumes) -> None:
    minimum, target = (0,) * 8 + (1,) * 4 + (5,) * 4 + (0,) * 8, (0,) * 8 + (2,) * 4 + (5,) * 4 + (0,) * 8
    standing = [CoverageDay(area="CT", date=HORIZON.start, minimum=minimum, target=target)]
    (made,) = forecast_coverage(emergency, HORIZON, [CT], Options(standing=standing))
    assert made.minimum == minimum
    assert made.target[:8] == made.target[16:] == (0,) * 8
    assert made.target[12:16] == (5,) * 4
    assert set(made.target[8:12]) <= {2, 3, 4}


def test_planning_for_busy_days_takes_more_people() -> None:
    wild = drawn({"ED": lambda date, hour: 6.0 * (1.6 if date.toordinal() * 7919 % 11 < 4 else 0.7)})  # noqa: ARG005
    plain = forecast_coverage(wild, HORIZON, [CT])
    busy = forecast_coverage(wild, HORIZON, [CT.model_copy(update={"plan_for": 0.9})])
    assert sum(sum(day.target) for day in busy) > 1.2 * sum(sum(day.target) for day in plain)


def test_more_bookings_than_expected_count_and_fewer_do_not() -> None:
    history = drawn({"OP": clinic})
    monday, tuesday = HORIZON.start + dt.timedelta(days=7), HORIZON.start + dt.timedelta(days=8)
    rows = [("CT", "OP", monday, hour, 12.0) for hour in range(8, 16)] + [("CT", "OP", tuesday, 9, 1.0)]
    booked = Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    days = {day.date: day for day in forecast_coverage(history, HORIZON, [CT], Options(booked=booked))}
    assert days[monday].target[9] == 4
    assert days[tuesday].target[9] == 2


def test_the_spread_of_an_area_is_that_of_its_sources_together() -> None:
    rng = np.random.default_rng(2)
    level = {FIRST + dt.timedelta(days=day): rng.gamma(25, 1 / 25) for day in range(7 * WEEKS)}
    shared = drawn({"ED": lambda date, hour: 6 * level[date], "IP": lambda date, hour: 6 * level[date]})  # noqa: ARG005
    (area,) = forecast(shared, HORIZON, [CT]).areas
    width = (np.array(area.by_day_quantiles["0.9"]) - np.array(area.by_day_quantiles["0.1"])).mean() / 2.563
    assert width == pytest.approx(np.sqrt(288 + 288**2 / 25), rel=0.25)


def test_another_forecaster_can_be_named(emergency: Volumes) -> None:
    made = forecast(emergency, HORIZON, [CT], Options(forecaster="seasonal_naive", holidays=""))
    last_week = emergency.table.filter(pl.col("date") >= HORIZON.start - dt.timedelta(days=7))
    by_day = last_week.group_by("date").agg(pl.col("exams").sum()).sort("date")["exams"].to_list()
    assert made.areas[0].by_day[:7] == tuple(by_day)
    assert (made.forecaster, made.holidays) == ("seasonal_naive", "")


def test_a_zone_brings_its_countrys_holidays(emergency: Volumes) -> None:
    assert forecast(emergency, HORIZON, [CT]).holidays == "US"
