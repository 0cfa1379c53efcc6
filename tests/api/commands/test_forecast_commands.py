"""The two commands about forecasts, as they are typed."""

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from fixtures.builders import D, department
from fixtures.series import MONDAY, counts, means
from models.demand import Area

RUNNER = CliRunner()
START = dt.date(2026, 6, 1)


def run(*arguments: str) -> str:
    done = RUNNER.invoke(app, ["forecast", *arguments])
    assert done.exception is None, done.output
    return done.output


def file_of_counts(folder: Path, *, extra: str = "", zero: bool = False) -> Path:
    exams = counts(means(240), seed=3, dispersion=0.01) * (0 if zero else 1)
    rows = [f"{MONDAY + dt.timedelta(days=day)},{int(one)}" for day, one in enumerate(exams)]
    path = folder / "counts.csv"
    path.write_text("\n".join(["day,exams", *rows]) + f"\n{extra}", encoding="utf-8")
    return path


def folder_of(tmp_path: Path) -> Path:
    place = department(start=START, days=7, shifts=(D,), areas=(Area(id="CT", modality="CT", shifts=("D",)),))
    (tmp_path / "department.json").write_text(place.model_dump_json(), encoding="utf-8")
    rows = [f"{START - dt.timedelta(days=back)},{hour},CT,OP,3" for back in range(1, 85) for hour in range(24)]
    (tmp_path / "volumes.csv").write_text("\n".join(["date,hour,area,source,exams", *rows]) + "\n", encoding="utf-8")
    return tmp_path


def by_day(text: str) -> list[float]:
    found: list[float] = json.loads(text)["areas"][0]["by_day"]
    return found


def test_a_backtest_of_one_forecaster_prints_its_row_and_the_floor(tmp_path: Path) -> None:
    said = run("backtest", str(file_of_counts(tmp_path)), "--forecaster", "glm", "--holidays", "")
    assert "Best: glm" in said
    assert "seasonal_naive" not in said
    assert "noise floor" in said


def test_a_score_that_cannot_be_told_is_a_dash(tmp_path: Path) -> None:
    said = run("backtest", str(file_of_counts(tmp_path)), "--forecaster", "glm", "--holidays", "")
    (row,) = [line for line in said.splitlines() if line.startswith("  glm")]
    assert row.endswith("–")


def test_lenient_lists_what_it_leaves_out(tmp_path: Path) -> None:
    path = file_of_counts(tmp_path, extra="soon,5\n")
    assert RUNNER.invoke(app, ["forecast", "backtest", str(path)]).exception is not None
    said = run("backtest", str(path), "--lenient", "--forecaster", "glm")
    assert "241 rows read; left out: refused 1" in said
    assert "row 242, day = 'soon'" in said
    told = json.loads(run("backtest", str(path), "--lenient", "--forecaster", "glm", "--json"))
    assert len(told["refused"]) == 1


def test_changes_and_downtime_reach_the_forecast(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    plain = by_day(run("department", str(folder), "--json", "--holidays", ""))
    changed = by_day(
        run(
            "department",
            str(folder),
            "--json",
            "--holidays",
            "",
            "--change",
            "CT 2026-06-02.. +50%",
            "--downtime",
            "CT 2026-06-04 100%",
        )
    )
    assert changed == pytest.approx(
        [plain[0], *[1.5 * one for one in plain[1:3]], 0.0, *[1.5 * one for one in plain[4:]]], rel=1e-3
    )


def test_a_list_and_bookings_in_the_folder_are_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    text = '[{"area": "CT", "start": "2026-06-02", "percent": -50}]'
    (folder / "interventions.json").write_text(text, encoding="utf-8")
    rows = [f"2026-06-01,{hour},CT,10,0.1" for hour in range(24)]
    (folder / "bookings.csv").write_text("\n".join(["date,hour,area,slots,no_show_rate", *rows]), encoding="utf-8")
    told = json.loads(run("department", str(folder), "--json", "--holidays", "", "--forecaster", "weekday_level"))
    assert told["forecaster"] == "weekday_level"
    assert told["areas"][0]["by_day"][1] == pytest.approx(36, rel=0.01)
    load = told["areas"][0]["scheduled_load"]
    assert load[12] / load[36] == pytest.approx(9 / 1.5, rel=0.02)


def test_a_file_without_any_exam_is_refused_in_words(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["forecast", "backtest", str(file_of_counts(tmp_path, zero=True))])
    assert "the longest series has 240 days" in str(done.exception)


def test_pictures_are_written_as_pages(tmp_path: Path) -> None:
    page, other = tmp_path / "backtest.html", tmp_path / "forecast.html"
    run("backtest", str(file_of_counts(tmp_path)), "--forecaster", "glm", "--picture", str(page))
    assert "counts.csv" in page.read_text(encoding="utf-8")
    run("department", str(folder_of(tmp_path)), "--holidays", "", "--picture", str(other))
    assert "People against work" in other.read_text(encoding="utf-8")
