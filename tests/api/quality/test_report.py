"""A report finds the faults that were put into made-up logs, and its page shows them."""

import datetime as dt
import json
import re
from pathlib import Path
from random import Random

import pytest

from api.pages.quality_page import render_quality
from api.quality.report import QualityReport, quality_report
from api.quality.roster_kpis import late_changes, roster_figures
from fixtures.builders import MONDAY, area, cover, department, item, person, roster, wish, worked
from fixtures.quality_logs import BAD_WEEK, MISSED, control, exams, images, write_csv
from models.department import Department
from models.errors import InputError
from models.policy import Level
from models.staff import Contract, Employment
from tests.api.running import Line


def place() -> Department:
    return department(
        item("coverage_hours", level=Level.COVERAGE),
        item("requests", price=70),
        days=2,
        people=(person("ann"), person("bo", contract="agency")),
        contracts=(Contract(id="full"), Contract(id="agency", employment=Employment.TRAVELER)),
        areas=tuple(area(name).model_copy(update={"modality": name}) for name in ("CT", "XR")),
        coverage=(cover({range(7, 23): 1}), cover({range(7, 15): 1}, day=1)),
        wishes=(wish("ann", 0), wish("ann", 1)),
        published=worked("ann", "D D", MONDAY, (area("CT"),)),
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("logs")
    made = {"images": images(Random(1)), "exams": exams(Random(1)), "qc": control()}
    return [write_csv(folder / f"{name}.csv", rows) for name, rows in made.items()]


@pytest.fixture(scope="module")
def report(files: list[Path]) -> QualityReport:
    return quality_report(place(), files, roster=roster(place(), {"ann": "D .", "bo": ". D"}))


def test_a_week_of_many_rejects_is_beyond_its_limit(report: QualityReport) -> None:
    (trend,) = (one for one in report.trends if one.id == "rejects-XR")
    assert BAD_WEEK in trend.chart.outside
    assert trend.weeks[0].weekday() == 0
    assert len(trend.weeks) == 13


def test_figures_are_told_against_their_targets(report: QualityReport) -> None:
    by_id = {one.id: one for one in report.figures}
    assert by_id["rejects-XR"].state == "good"
    assert by_id["rejects-XR"].value == pytest.approx(0.065, abs=0.005)
    assert by_id["final-ED-within"].state == "fair"
    assert by_id["final-ED-median"].state is None
    assert by_id["final-IP-within"].target == "90 % or more"


def test_a_day_without_its_check_closed_the_unit_once(report: QualityReport) -> None:
    (closing,) = report.closings
    assert (closing.unit, closing.start.date()) == ("CT", MISSED)
    (daily,) = (one for one in report.control if one.task.id == "ct-daily")
    assert daily.complete == pytest.approx(90 / 91)
    assert daily.standing == "done"


def test_no_shows_and_first_cases_are_told_of_what_was_booked(tmp_path: Path) -> None:
    header = "area,source,ordered,scheduled,started,status"
    rows = (
        "CT,OP,2026-05-30T08:00,2026-06-01T08:00,2026-06-01T08:04,",
        "CT,OP,2026-05-30T08:00,2026-06-01T07:30,,No-show",
        "CT,OP,2026-05-30T08:00,2026-06-01T09:00,2026-06-01T10:00,",
        "XR,OP,2026-05-30T08:00,2026-06-01T08:00,2026-06-01T08:06,",
        "XR,ED,2026-06-01T08:00,,2026-06-01T08:06,",
    )
    file = tmp_path / "exams.csv"
    file.write_text("\n".join((header, *rows)), encoding="utf-8")
    found = {one.id: (one.value, one.of) for one in quality_report(place(), [file]).figures}
    assert found["no-shows"] == (0.25, 4)
    assert found["first-cases"] == (0.5, 2), "CT 4 min late, XR 6 min"


def test_later_days_are_left_out(files: list[Path]) -> None:
    early = quality_report(place(), files, until=MISSED - dt.timedelta(days=1))
    assert early.closings == ()
    assert early.until == MISSED - dt.timedelta(days=1)
    with pytest.raises(InputError, match="no row is on record"):
        quality_report(place(), files, until=dt.date(2020, 1, 1))


def test_figures_of_a_roster_are_those_worked_out_by_hand() -> None:
    where = place()
    found = roster_figures(where, roster(where, {"ann": "D .", "bo": ". D"}))
    assert found.fill == pytest.approx(16 / 24), "07 to 15 on two days, of 16 and 8 hours wanted"
    assert (found.hole_minutes, found.hard_misses) == (480, 0)
    assert (found.worked_minutes, found.agency) == (960, 0.5)
    assert found.granted == 0.5
    assert found.changed == 2, "what one gave and the other took"
    assert found.overtime == 0
    assert late_changes(where, roster(where, {"ann": "D ."}), MONDAY - dt.timedelta(days=13)) == 0
    assert late_changes(where, roster(where, {"ann": "D ."}), MONDAY - dt.timedelta(days=12)) == 1


def test_the_page_loads_nothing_and_shows_charts_closings_and_tasks(report: QualityReport) -> None:
    page = render_quality(place(), report)
    assert page == render_quality(place(), report)
    assert re.findall(r"""(?:src|href)=["'](?!data:)""", page) == []
    assert page.count("<svg") == len(report.trends)
    assert page.count('class="out"') == sum(len(one.chart.outside) for one in report.trends)
    assert "Closed to patients" in page
    assert "1 time a unit was, or will be, closed" in page


def test_the_command_writes_page_and_numbers(
    files: list[Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "department.json").write_text(place().model_dump_json(), encoding="utf-8")
    run = Line(capfd)
    logs = [part for file in files for part in ("--log", file)]
    done = run("quality", "report", tmp_path, *logs, "-o", tmp_path / "out")
    assert done.code == 0, done
    assert "CT closed 2026-07-11" in done.out
    assert (tmp_path / "out" / "quality.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    told = run("quality", "report", tmp_path, *logs, "--json").told
    assert told == json.loads((tmp_path / "out" / "quality.json").read_bytes())
