"""How long forecasts take: refits with quantiles, a backtest, reading orders.

Small by default; RADROSTER_BENCHMARK_SIZE=full is a department's fourteen series over three years, and five
million orders.
"""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from api.exchange.volumes import read_volumes
from fixtures.orders import orders
from fixtures.series import counts, daily, history, means
from scheduler.forecast.backtest import Trial, backtest
from scheduler.forecast.forecasters.discovery import forecaster_named, found
from scheduler.forecast.quantiles import Prediction, predict

FULL = os.environ.get("RADROSTER_BENCHMARK_SIZE") == "full"
SERIES, DAYS, ORDERS = (14, 3 * 364, 5_000_000) if FULL else (2, 210, 2_000)
AHEAD = 28
_Made = TypeVar("_Made")


def timed(benchmark: BenchmarkFixture, work: Callable[[], _Made]) -> _Made:
    """Time some work once, or three times in full size."""
    made: _Made = benchmark.pedantic(work, rounds=3 if FULL else 1)  # type: ignore[no-untyped-call]  # not annotated
    return made


def refit(name: str) -> list[Prediction]:
    """Means and quantiles of every series, with nothing remembered from before."""
    levels = [10.0 * (number + 1) for number in range(SERIES)]
    exams = [counts(means(DAYS, level), seed=number, dispersion=0.01) for number, level in enumerate(levels)]
    return [predict(forecaster_named(name), history(one, place="US"), AHEAD) for one in exams]


@pytest.mark.parametrize("name", found())
def bench_refit_of_every_series_with_quantiles(benchmark: BenchmarkFixture, name: str) -> None:
    made = timed(benchmark, lambda: refit(name))
    assert [one.quantiles.shape for one in made] == [(AHEAD, 7)] * SERIES


def bench_backtest_of_all_forecasters(benchmark: BenchmarkFixture) -> None:
    series = daily(counts(means(DAYS), seed=1, dispersion=0.01))
    report = timed(benchmark, lambda: backtest(Trial.of([series], "US")))
    assert set(report.models) == set(found())


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def bench_reading_orders(benchmark: BenchmarkFixture, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"orders.{kind}"
    table = orders(ORDERS, repeated=ORDERS // 100)
    if kind == "csv":
        table.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S")
    else:
        table.write_parquet(path)
    read = timed(benchmark, lambda: read_volumes(path))
    benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert read.rows == ORDERS + ORDERS // 100
    assert read.left_out["repeated"] == ORDERS // 100
    assert read.volumes.table["exams"].sum() == ORDERS - read.left_out["status"]
