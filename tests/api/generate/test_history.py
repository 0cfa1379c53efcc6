import datetime as dt

import polars as pl
import pytest

from api.generate import generate_department
from api.generate.reference import reference
from tests.api.generate.samples import SEED, generated

START = dt.date(2027, 1, 3)


def exams(size: int = 105, seed: int = SEED) -> pl.DataFrame:
    return generated(size, seed).volumes


@pytest.mark.parametrize("area", reference().volumes_per_year)
def test_half_a_year_has_half_the_exams_of_a_year_less_a_little_growth(area: str) -> None:
    counted = int(exams().filter(pl.col("area") == area)["exams"].sum())
    half = reference().volumes_per_year[area] * 182 / 365.25
    scatter = 4 * (1.5 / half) ** 0.5
    assert counted / half == pytest.approx(0.994, abs=0.02 + scatter)


def test_the_history_is_the_26_weeks_up_to_the_horizon_without_a_gap() -> None:
    table = exams()
    hours = table.filter((pl.col("area") == "XR") & (pl.col("source") == "ED"))["start"]
    assert hours.min() == dt.datetime.combine(START - dt.timedelta(days=182), dt.time())
    assert hours.max() == dt.datetime.combine(START - dt.timedelta(days=1), dt.time(23))
    assert hours.n_unique() == len(hours) == 182 * 24


def test_outpatients_come_on_workdays_only() -> None:
    outpatients = exams().filter(pl.col("source") == "OP")
    closed = (pl.col("start").dt.weekday() > 5) | (pl.col("start").dt.date() == dt.date(2026, 11, 26))
    assert outpatients.filter(closed)["exams"].sum() == 0
    assert outpatients.filter(~closed)["exams"].sum() > 0


def test_sources_are_mixed_as_in_the_document() -> None:
    by_source = exams().filter(pl.col("area") == "CT").group_by("source").agg(pl.col("exams").sum())
    counted = dict(by_source.iter_rows())
    shares = {source: count / sum(counted.values()) for source, count in counted.items()}
    assert shares == pytest.approx(reference().source_mix["CT"], abs=0.02)


def test_the_emergency_department_is_busiest_on_mondays_and_quiet_at_christmas() -> None:
    daily = (
        exams()
        .filter((pl.col("area") == "XR") & (pl.col("source") == "ED"))
        .group_by(pl.col("start").dt.date().alias("date"))
        .agg(pl.col("exams").sum())
    )
    by_weekday = dict(daily.group_by(pl.col("date").dt.weekday()).agg(pl.col("exams").mean()).iter_rows())
    christmas = daily.filter(pl.col("date") == dt.date(2026, 12, 25))["exams"].item()
    assert max(by_weekday, key=lambda day: by_weekday[day]) == 1
    assert christmas < 0.85 * by_weekday[5]


def test_days_scatter_more_than_poisson_and_less_than_twice_that() -> None:
    tuesdays = exams().filter(
        (pl.col("area") == "XR") & (pl.col("source") == "ED") & (pl.col("start").dt.weekday().is_in([2, 3, 4]))
    )
    daily = tuesdays.group_by(pl.col("start").dt.date()).agg(pl.col("exams").sum())["exams"].to_numpy()
    assert 1.0 < daily.var() / daily.mean() < 2.6


def test_hours_follow_the_profile() -> None:
    table = exams().filter((pl.col("area") == "XR") & (pl.col("source") == "IP"))
    by_hour = dict(table.group_by(pl.col("start").dt.hour()).agg(pl.col("exams").sum()).iter_rows())
    total, profile = sum(by_hour.values()), reference().hour_profiles["IP_XR"]
    shares = [by_hour[hour] / total for hour in range(24)]
    assert shares == pytest.approx([share / sum(profile) for share in profile], abs=0.01)


def test_the_hour_that_spring_skips_has_no_row() -> None:
    moved = generate_department(10, SEED, start=dt.date(2026, 6, 7)).volumes
    hours = moved.filter((pl.col("start").dt.date() == dt.date(2026, 3, 8)) & (pl.col("source") == "ED"))["start"]
    assert sorted({hour.hour for hour in hours}) == [0, 1, *range(3, 24)]


def test_a_site_has_its_share_of_the_exams() -> None:
    by_area = dict(exams(350).group_by("area").agg(pl.col("exams").sum()).iter_rows())
    assert by_area["XR-D"] / by_area["XR-A"] == pytest.approx(0.73 / 0.9, abs=0.03)


def test_sources_that_never_order_an_exam_are_left_out() -> None:
    mammography = exams().filter(pl.col("area") == "MG")
    assert set(mammography["source"]) == {"IP", "OP"}
