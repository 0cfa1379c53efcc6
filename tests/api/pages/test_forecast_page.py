"""Pictures of forecasts and backtests: whole pages that load nothing and say what the numbers say."""

import datetime as dt
import re

import numpy as np
import polars as pl
import pytest

from api.demand.forecasts import forecast_department
from api.pages.fan_chart import HEIGHT, LEFT, WIDTH, fan_chart
from api.pages.forecast_page import render_backtest, render_forecast
from api.pages.staffing_chart import staffing_charts
from fixtures.builders import D, department
from fixtures.series import counts, daily, means
from models.demand import Area
from models.department import Department
from scheduler.forecast.backtest import Trial, backtest
from scheduler.forecast.forecasters.discovery import forecaster_named
from scheduler.forecast.playback import play_back
from scheduler.forecast.prediction import Forecast
from scheduler.forecast.volumes import COLUMNS, Volumes

START = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def place() -> Department:
    areas = (Area(id="CT", name="<Tomography>", modality="CT", shifts=("D",)),)
    return department(start=START, days=7, shifts=(D,), areas=areas)


@pytest.fixture(scope="module")
def made(place: Department) -> Forecast:
    rows = [("CT", "ED", START - dt.timedelta(days=back), hour, 6.0) for back in range(1, 85) for hour in range(24)]
    return forecast_department(place, Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row")), holidays="")


@pytest.fixture(scope="module")
def trial() -> Trial:
    exams = counts(means(420), seed=5, dispersion=0.01)
    exams[100] = np.nan
    return Trial.of([daily(exams)], "US")


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_a_fan_starts_where_forecasts_do_and_has_three_bands_inside_each_other() -> None:
    low, high = [10.0, 10.0], [30.0, 30.0]
    spread = {"0.05": low, "0.1": [12.0] * 2, "0.25": [15.0] * 2, "0.75": [25.0] * 2, "0.9": [28.0] * 2, "0.95": high}
    chart = fan_chart(START, [20.0, None, 22.0], [20.0, 21.0], spread, first_forecast=3)
    assert len(chart.bands) == 3
    heights = [max(y for _, y in points(band)) - min(y for _, y in points(band)) for band in chart.bands]
    assert heights == sorted(heights, reverse=True)
    assert points(chart.mean)[0][0] == chart.begins > points(chart.history)[-1][0]
    assert chart.history.count("M") == 2, "what is unknown is a gap"


def test_all_of_a_fan_lies_within_its_frame() -> None:
    chart = fan_chart(START, [0.0, 900.0], [1.0], {}, first_forecast=2)
    assert all(LEFT <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(chart.history + chart.mean))


def test_staffing_is_drawn_over_the_hours_of_a_week(made: Forecast) -> None:
    (chart,) = staffing_charts(made)
    assert [tick.label for tick in chart.frame.across] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert len(points(chart.load)) == 7 * 24
    assert chart.ample == ""


def test_a_forecasts_page_is_whole_and_escapes_names(place: Department, made: Forecast) -> None:
    page = render_forecast(place, made)
    assert page == render_forecast(place, made)
    assert "<Tomography>" not in page
    assert re.findall(r"""(?:src|href)=["'](?!data:)""", page) == []
    assert page.count("<svg") == 1 + 2 + 1


def test_a_backtests_page_tells_scores_days_and_holidays(trial: Trial) -> None:
    report = backtest(trial, [forecaster_named("glm"), forecaster_named("seasonal_naive")])
    played = play_back(trial, forecaster_named("glm"))
    page = render_backtest(report, played, "counts.csv")
    assert f"{report.models['glm'].wape:.2%}".replace("%", " %") in page
    assert "Independence Day" in page
    assert "CT, exams per day, last 26 weeks" in page


def test_a_playback_holds_what_was_expected_on_the_eve(trial: Trial) -> None:
    (one,) = play_back(trial, forecaster_named("glm"))
    assert len(one.means) == len(one.counts) - one.first_forecast == 7 * 28
    assert one.counts[100] is None
    inside = [
        low <= count <= high
        for low, count, high in zip(
            one.quantiles["0.1"], one.counts[one.first_forecast :], one.quantiles["0.9"], strict=True
        )
        if count is not None
    ]
    assert 0.65 < np.mean(inside) < 0.95


def test_a_holiday_is_told_beside_its_weekday() -> None:
    exams = np.full(800, 100.0)
    exams[
        [day for day in range(800) if (dt.date(2021, 1, 4) + dt.timedelta(days=day)).strftime("%m-%d") == "12-25"]
    ] = 40
    (one,) = play_back(Trial.of([daily(exams)], "US"), forecaster_named("weekday_level"))
    christmas = next(day for day in one.holidays if day.name.startswith("Christmas"))
    assert christmas.share < 0.75
    assert {round(day.share, 2) for day in one.holidays if not day.name.startswith("Christmas")} == {1.0}
