"""A report finds the faults that were put into made-up logs, and its page shows them."""

import datetime as dt
import json
import re
from pathlib import Path
from random import Random

import pytest

from api.pages.quality_page import days_told, render_quality
from api.quality.figures import Figure
from api.quality.report import QualityReport, quality_report
from api.quality.roster_kpis import late_changes, roster_figures
from fixtures.builders import MONDAY, area, cover, department, item, person, roster, wish, worked
from fixtures.quality_logs import BAD_WEEK, MISSED, control, exams, images, write_csv
from models.department import Department
from models.equipment import Outage
from models.errors import FormatError, InputError
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
    found = roster_figures(where, roster(where, {"ann": "D .", "bo": ". D"}), MONDAY - dt.timedelta(days=13))
    assert found.fill == pytest.approx(16 / 24), "07 to 15 on two days, of 16 and 8 hours wanted"
    assert (found.hole_minutes, found.hard_misses) == (480, 0)
    assert (found.worked_minutes, found.agency) == (960, 0.5)
    assert found.granted == 0.5
    assert found.changed == 2, "what one gave and the other took"
    assert found.changed_late == 0, "Tuesday is fourteen days ahead"
    assert found.overtime == 0
    assert late_changes(where, roster(where, {"ann": "D ."}), MONDAY - dt.timedelta(days=13)) == 0
    assert late_changes(where, roster(where, {"ann": "D ."}), MONDAY - dt.timedelta(days=12)) == 1


def figures(tmp_path: Path, *rows: str, **more: object) -> dict[str, Figure]:
    (tmp_path / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    made = quality_report(place(), [tmp_path / "log.csv"], **more)  # type: ignore[arg-type]  # options of the report
    return {one.id: one for one in made.figures}


def test_events_are_told_as_shares_counts_and_changes(tmp_path: Path) -> None:
    found = figures(
        tmp_path, "date,area,measure,count,of",
        "2026-06-01,CT,extravasation,2,300", "2026-06-02,CT,extravasation,1,200",
        "2026-06-02,CT,critical,9,10", "2026-03-31,XR,repeat,20,1000", "2026-06-30,XR,repeat,45,1000",
        "2026-06-03,CT,mr_zone,1,", "2026-06-03,CT,reaction,1,400",
    )  # fmt: skip
    assert found["extravasation-CT"].value == pytest.approx(0.006)
    assert found["extravasation-CT"].state == "bad"
    assert (found["critical-CT"].value, found["reaction-CT"].value) == (0.9, 0.0025)
    assert found["repeat-XR"].value == 0.045
    assert found["repeat-change-XR"].value == pytest.approx(0.025)
    assert (found["repeat-change-XR"].state, found["repeat-change-XR"].target) == ("bad", "at most 2 points")
    assert (found["mr-zone-CT"].value, found["mr-zone-CT"].state, found["mr-zone-CT"].unit) == (1, "bad", "events")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-06-01,CT,mr_zone,1,5", "mr_zone is counted of nothing"),
        ("2026-06-01,CT,reaction,1,", "reaction is counted of something"),
        ("2026-06-01,CT,critical,6,5", "6 of 5"),
        ("2026-06-01,MR,critical,1,5", "unknown area; known are CT, XR"),
    ],
)
def test_events_that_make_no_sense_are_refused_and_known_ids_named(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        figures(tmp_path, "date,area,measure,count,of", row)


def test_emergency_ct_and_the_way_from_the_door_have_limits_of_their_own(tmp_path: Path) -> None:
    found = figures(
        tmp_path, "area,source,ordered,started,completed,door",
        "CT,ED,2026-06-01T08:00,2026-06-01T08:10,2026-06-01T08:30,2026-06-01T07:50",
        "CT,ED,2026-06-01T09:00,2026-06-01T09:40,2026-06-01T10:30,2026-06-01T09:00",
        "XR,ED,2026-06-01T09:00,2026-06-01T09:40,2026-06-01T12:30,",
    )  # fmt: skip
    assert (found["completed-ED-CT-within"].value, found["completed-ED-CT-within"].of) == (0.5, 2)
    assert (found["door-to-CT-median"].value, found["door-to-CT-within"].value) == (20, 0.5)


def test_hours_worked_are_told_for_each_exam_on_the_days_that_both_know(tmp_path: Path) -> None:
    rows = [f"CT,ED,2026-06-01T08:00,2026-06-01T09:{minute:02d}" for minute in range(4)]
    found = figures(
        tmp_path, "area,source,ordered,started", *rows, "CT,ED,2026-05-01T08:00,2026-05-01T09:00",
        roster=roster(place(), {"ann": "D D"}),
    )  # fmt: skip
    assert (found["hours-per-exam-CT"].value, found["hours-per-exam-CT"].unit) == (2.0, "h")


def test_rows_left_out_are_listed_on_the_terminal_and_on_the_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "department.json").write_text(place().model_dump_json(), encoding="utf-8")
    rows = ("date,area,acquired,rejected", "2026-06-01,CT,100,5", "2026-06-01,MR,100,5")
    (tmp_path / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    options = ("--log", tmp_path / "log.csv", "--lenient", "-o", tmp_path / "out")
    done = Line(capfd)("quality", "report", tmp_path, *options)
    told = "log.csv, row 3, area = 'MR': unknown area; known are CT, XR"
    assert f"  left out: {told}" in done.out
    assert "known are CT, XR" in (tmp_path / "out" / "quality.html").read_text(encoding="utf-8")


def test_closings_of_several_days_name_the_last_one() -> None:
    first = dt.datetime.combine(MONDAY, dt.time())
    days = Outage(unit="CT", start=first, end=first + dt.timedelta(days=3))
    assert days_told(days) == "from 2026-06-01 through 2026-06-03"
    hours = Outage(unit="CT", start=first, end=first + dt.timedelta(hours=8))
    assert days_told(hours) == "from 2026-06-01 00:00 to 2026-06-01 08:00"


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
    assert "CT closed on 2026-07-11: " in done.out
    assert (tmp_path / "out" / "quality.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    told = run("quality", "report", tmp_path, *logs, "--json").told
    assert told == json.loads((tmp_path / "out" / "quality.json").read_bytes())
