"""The backtest: what is tested, that nothing is known too early, and that better forecasts score better."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

from fixtures.series import MONDAY, counts, daily, means
from models.errors import InputError
from scheduler.forecast.backtest import HORIZON_DAYS, Trial, backtest, days_tested, outcome
from scheduler.forecast.forecasters.discovery import forecaster_named, found
from scheduler.forecast.history import History
from scheduler.forecast.quantiles import predict
from scheduler.forecast.volumes import DailySeries, Floats


@dataclass(frozen=True)
class Oracle:
    """Knows the truth, to see what a perfect score looks like."""

    truth: tuple[float, ...]
    name: str = "oracle"
    member: bool = False

    def means(self, history: History, days: int) -> Floats:
        return np.array(self.truth[history.days : history.days + days])


def series(days: int, *, seed: int = 1, area: str = "CT") -> DailySeries:
    return daily(counts(means(days), seed=seed, dispersion=0.005), area=area)


@pytest.mark.parametrize(("days", "tested"), [(56, 28), (112, 56), (343, 168), (700, 350), (728, 364), (3000, 364)])
def test_the_last_year_is_tested_or_half_of_a_shorter_history(days: int, tested: int) -> None:
    assert days_tested(days) == tested


def test_too_short_a_history_is_refused_with_its_length() -> None:
    with pytest.raises(InputError, match="longest series has 55 days, 56 are needed"):
        Trial.of([series(55), series(40)])


def test_origins_are_weekly_and_every_horizon_lies_within_the_test() -> None:
    trial = Trial.of([series(800)], "")
    (history,) = trial.histories.values()
    made = outcome(partial(predict, forecaster_named("seasonal_naive")), history)
    assert len(made.counts) == 49 * HORIZON_DAYS
    assert made.counts[0] == history.counts[800 - 364]
    assert made.counts[-1] == history.counts[-1]


def test_a_perfect_forecast_has_no_error() -> None:
    exams = means(800)
    report = backtest(Trial.of([daily(exams)], ""), [Oracle(tuple(exams)), forecaster_named("yearly_naive")])
    assert report.models["oracle"].wape == pytest.approx(0)
    assert report.models["oracle"].pinball is not None


def test_the_best_has_the_least_wape_and_is_better_than_the_naive_forecast() -> None:
    report = backtest(Trial.of([series(900)], ""))
    assert set(report.models) == set(found())
    wapes = {name: model.wape or 0.0 for name, model in report.models.items()}
    assert report.best.wape == min(wapes.values()) == wapes[report.best.name]
    assert wapes["ensemble"] < 0.8 * wapes["seasonal_naive"]


def test_intervals_cover_as_often_as_they_say() -> None:
    report = backtest(Trial.of([series(900), series(900, seed=2, area="MR")], ""), [forecaster_named()])
    assert report.models["ensemble"].coverage80 == pytest.approx(0.8, abs=0.03)


def test_series_are_scored_together_and_apart() -> None:
    trial = Trial.of([series(500), series(500, seed=2, area="MR")], "")
    report = backtest(trial, [forecaster_named("seasonal_naive")])
    apart = [report.series[area]["seasonal_naive"].wape or 0.0 for area in ("CT", "MR")]
    assert min(apart) < (report.models["seasonal_naive"].wape or 0.0) < max(apart)


def test_holidays_are_guessed_from_before_the_test() -> None:
    off = np.array([name != "" for name in Trial.of([series(1092)], "US").holidays.names(MONDAY, 1092)])
    exams = counts(means(1092, 200.0) * np.where(off, 0.5, 1.0), seed=3)
    assert Trial.of([daily(exams)]).holidays.place == "US"
    exams[:728] = means(728, 200.0)
    assert Trial.of([daily(exams)]).holidays.place == ""


def test_a_series_without_any_exam_is_not_tested() -> None:
    trial = Trial.of([series(300), DailySeries(series(300, area="IR").key, dt.date(2021, 1, 4), np.zeros(300))], "")
    assert [key.area for key in trial.histories] == ["CT"]


def test_the_report_is_json_with_best_and_models() -> None:
    report = json.loads(backtest(Trial.of([series(300)], ""), [forecaster_named("glm")]).model_dump_json())
    assert report["best"]["name"] == "glm"
    assert {"wape", "mase", "pinball", "coverage80"} <= set(report["best"]) & set(report["models"]["glm"])
