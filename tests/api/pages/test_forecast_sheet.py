"""Pictures as SVG and PNG: sound XML that loads nothing, panels below each other, and clear words without the extra."""

import datetime as dt
import re
import struct
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from api.demand.forecasts import forecast_department
from api.pages.forecast_sheet import backtest_svg, forecast_svg
from api.pages.picture_file import png, refuse_other, write_picture
from fixtures.builders import D, department
from fixtures.series import counts, daily, means
from models.demand import Area
from models.errors import InputError
from scheduler.forecast.backtest import Trial, backtest
from scheduler.forecast.forecasters.discovery import forecaster_named
from scheduler.forecast.playback import play_back
from scheduler.forecast.volumes import COLUMNS, Volumes

START = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def tested() -> str:
    trial = Trial.of([daily(counts(means(420), seed=5, dispersion=0.01))], "US")
    chosen = [forecaster_named(name) for name in ("seasonal_naive", "weekday_level")]
    return backtest_svg(backtest(trial, chosen), play_back(trial, chosen[1]), "counts & <more>.csv")


@pytest.fixture(scope="module")
def forecast() -> str:
    place = department(start=START, days=7, shifts=(D,), areas=(Area(id="CT", modality="CT", shifts=("D",)),))
    rows = [("CT", "ED", START - dt.timedelta(days=back), hour, 6.0) for back in range(1, 85) for hour in range(24)]
    volumes = Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    return forecast_svg(place, forecast_department(place, volumes, holidays=""))


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - ours


def test_a_backtests_sheet_tells_scores_series_and_holidays(tested: str) -> None:
    told = texts(tested)
    assert told[0] == "Backtest · counts & <more>.csv"
    assert told.index("weekday_level") < told.index("seasonal_naive"), "the best comes first"
    assert "CT, exams per day, last 26 weeks" in told
    assert "Independence Day" in told


def test_a_forecasts_sheet_has_a_fan_and_the_staffing_of_each_area(forecast: str) -> None:
    told = texts(forecast)
    assert [one for one in told if one.startswith("CT")] == [
        "CT, exams per day",
        "CT, people against work by hour of the week",
    ]
    assert {"counted", "people wanted", "exams under way", "Mon", "Sun"} <= set(told)


def test_a_sheet_loads_nothing_and_its_panels_lie_within_it(tested: str) -> None:
    assert re.findall(r"(?:href|src|@import|url\()", tested) == []
    height = int(ET.fromstring(tested).attrib["height"])  # noqa: S314 - ours
    tops = [int(top) for top in re.findall(r'<g transform="translate\(40 (\d+)\)"', tested)]
    assert tops == sorted(tops)
    assert len(tops) == 4
    assert tops[-1] < height


def test_a_png_is_the_sheet_at_twice_its_size(tested: str) -> None:
    pytest.importorskip("resvg_py", reason="the extra `pictures` is not installed")
    drawn = png(tested)
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    height = int(ET.fromstring(tested).attrib["height"])  # noqa: S314 - ours
    assert struct.unpack(">II", drawn[16:24]) == (2 * 1040, 2 * height)


@pytest.mark.parametrize(("name", "begins"), [("a.html", b"<html>"), ("a.HTM", b"<html>"), ("a.svg", b"<svg>")])
def test_the_ending_says_which_picture_is_written(tmp_path: Path, name: str, begins: bytes) -> None:
    write_picture(tmp_path / name, lambda: "<html>", lambda: "<svg>")
    assert (tmp_path / name).read_bytes() == begins


def test_other_endings_are_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"pictures of kind '.gif' are not made.*Name it .html, .svg or .png"):
        write_picture(tmp_path / "a.gif", str, str)
    assert list(tmp_path.iterdir()) == []


def test_a_png_without_the_extra_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(InputError, match=r"not installed.*radroster\[pictures\]"):
        refuse_other(Path("a.png"))
