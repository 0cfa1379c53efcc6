"""Quality control that is due, and units that its absence closes: by the log for the past, by the roster ahead."""

import datetime as dt
import json
from pathlib import Path

import pytest

from api.demand.forecasts import DEPARTMENT
from api.exchange import native
from api.exchange.native import write_solution
from api.quality.control import (
    QcLog,
    Standing,
    closed_by_log,
    closed_by_roster,
    completeness,
    equipment_of,
    state,
    tasks_of,
)
from api.quality.demand import as_interventions, interventions_beside, with_fewer_people
from fixtures.builders import MONDAY, area, cover, department, item, person, roster, team
from models.credentials import has
from models.department import Department
from models.equipment import Equipment, Outage, OutageKind, Unit
from models.errors import FormatError
from models.policy import Level
from models.quality import QcEntry
from scheduler.forecast.interventions import factors
from scheduler.forecast.volumes import SeriesKey
from scheduler.verify import verify
from tests.api.running import Line

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
EIGHT = dt.datetime.combine(MONDAY, dt.time(8))
UNITS = Equipment(units=(Unit(id="CT1", area="CT"), Unit(id="CT2", area="CT")))


def place() -> Department:
    """CT with two units; somebody who may do quality control has to be there in the first hour."""
    return department(
        item("team_skill", level=Level.COVERAGE, requirements=["qc"]).model_copy(update={"id": "qc-ct"}),
        item("coverage_hours", level=Level.COVERAGE),
        days=3,
        people=(person("ann", skills=("skill:QC CT",)), "bo"),
        areas=(area("CT").model_copy(update={"modality": "CT"}),),
        team_requirements=(team(has("skill:QC CT"), 7 * 60, 8 * 60, id="qc"),),
        coverage=tuple(cover({range(7, 15): 2}, day=day) for day in range(3)),
    )


def entry(day: int, unit: str = "CT1", **more: object) -> QcEntry:
    fields = {"task": "ct-daily", "unit": unit, "done_on": MONDAY + day * DAY, "passed": True, **more}
    return QcEntry.model_validate(fields)


def test_every_task_of_the_catalogue_says_where_it_comes_from() -> None:
    modalities = ("CT", "MR", "NM", "MG", "US", "XR")
    everything = department(areas=tuple(area(name).model_copy(update={"modality": name}) for name in modalities))
    tasks = tasks_of(everything)
    assert {one.modality for one in tasks} == set(modalities)
    assert len({one.id for one in tasks}) == len(tasks) >= 15
    assert all(one.source for one in tasks)
    assert {one.id: (one.every, one.minutes) for one in tasks}["mr-phantom"] == ("week", 30)


def test_a_task_stands_done_until_it_is_due_again_and_failed_until_it_passes() -> None:
    (task,) = (one for one in tasks_of(place()) if one.id == "ct-daily")
    log = QcLog.of([entry(0), entry(1, passed=False), entry(2), entry(3, unit="CT2")])
    found = [state(task, "CT1", log, MONDAY + day * DAY) for day in range(-1, 4)]
    assert [one.standing for one in found] == [
        Standing.UNKNOWN, Standing.DONE, Standing.FAILED, Standing.DONE, Standing.OVERDUE,
    ]  # fmt: skip
    assert [one.closed for one in found] == [False, False, True, False, True]
    assert completeness(task, "CT1", log, (MONDAY, MONDAY + 3 * DAY)) == 0.5


def test_a_check_repeated_on_the_same_day_counts_as_it_ended() -> None:
    (daily,) = (one for one in tasks_of(place()) if one.id == "ct-daily")
    for results in ((False, True), (True, False)):
        log = QcLog.of([entry(0, passed=result) for result in results])
        assert (state(daily, "CT1", log, MONDAY).standing is Standing.DONE) == results[-1]


def test_a_log_that_reaches_back_too_short_does_not_say_never() -> None:
    (monthly,) = (one for one in tasks_of(place()) if one.id == "ct-display")
    (daily,) = (one for one in tasks_of(place()) if one.id == "ct-daily")
    log = QcLog.of([entry(0)])
    assert state(monthly, "CT1", log, MONDAY + 28 * DAY).standing is Standing.UNKNOWN
    assert state(monthly, "CT1", log, MONDAY + 29 * DAY).standing is Standing.NEVER
    assert state(daily, "CT2", log, MONDAY).standing is Standing.NEVER
    assert state(daily, "CT2", QcLog.of([]), MONDAY).standing is Standing.NEVER


def test_quality_control_not_done_closes_the_unit_for_the_day() -> None:
    tasks = [one for one in tasks_of(place()) if one.id == "ct-daily"]
    log = QcLog.of([entry(0), entry(0, "CT2"), entry(1, "CT2"), entry(2), entry(2, "CT2")])
    (closing,) = closed_by_log(place(), UNITS, tasks, log, (MONDAY, MONDAY + 2 * DAY))
    assert (closing.unit, closing.kind) == ("CT1", OutageKind.QC)
    assert (closing.start.date(), closing.end.date()) == (MONDAY + DAY, MONDAY + 2 * DAY)


def test_nobody_rostered_for_quality_control_is_a_hole_and_closes_every_unit_that_day() -> None:
    where = place()
    given = roster(where, {"ann": "D . D", "bo": "D D D"})
    assert [(miss.date, miss.hole_minutes) for miss in verify(where, given).violations if miss.item == "qc-ct"] == [
        (MONDAY + DAY, 60)
    ]
    closings = closed_by_roster(where, given, UNITS, tasks_of(where))
    assert {(one.unit, one.start.date()) for one in closings} == {("CT1", MONDAY + DAY), ("CT2", MONDAY + DAY)}


def test_a_closed_unit_asks_for_one_person_less_and_a_closed_area_for_nobody() -> None:
    where = place()
    closed = UNITS.with_outages(tuple(closed_by_roster(where, roster(where, {"ann": "D . D"}), UNITS, tasks_of(where))))
    lowered = with_fewer_people(where, closed)
    assert [day.minimum[9] for day in lowered.coverage] == [2, 0, 2]
    one_out = UNITS.with_outages((Outage(unit="CT1", start=EIGHT, end=EIGHT + 2 * HOUR),))
    assert with_fewer_people(where, one_out).coverage[0].minimum[7:11] == (2, 1, 1, 2)


def test_the_command_writes_a_department_that_asks_for_nobody_where_quality_control_is_missing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    where = place()
    (tmp_path / DEPARTMENT).write_text(where.model_dump_json(), encoding="utf-8")
    write_solution(roster(where, {"ann": "D . ."}), where, tmp_path / "roster.json")
    rows = ("task,unit,done_on,passed", "ct-daily,CT1,2026-06-01,fail", "ct-daily,CT2,2026-06-01,pass")
    (tmp_path / "qc.csv").write_text("\n".join(rows), encoding="utf-8")
    units = {"units": [{"id": "CT1", "area": "CT"}, {"id": "CT2", "area": "CT"}]}
    (tmp_path / "equipment.json").write_text(json.dumps(units), encoding="utf-8")
    options = ("--log", tmp_path / "qc.csv", "--solution", tmp_path / "roster.json", "-o", tmp_path / "out")
    done = Line(capfd)("quality", "close", tmp_path, *options)
    assert done.code == 0, done
    written = native.read(tmp_path / "out" / DEPARTMENT)
    assert [day.minimum[9] for day in written.coverage] == [1, 0, 0], "one unit failed; nobody for both from then on"
    assert "fewer people asked for on 3 days of areas" in done.out


def test_overlapping_outages_of_one_unit_are_one_machine() -> None:
    twice = UNITS.with_outages(
        (Outage(unit="CT1", start=EIGHT, end=EIGHT + 2 * HOUR),
         Outage(unit="CT1", start=EIGHT, end=EIGHT + 3 * HOUR, kind=OutageKind.SERVICE))
    )  # fmt: skip
    assert with_fewer_people(place(), twice).coverage[0].minimum[7:12] == (2, 1, 1, 1, 2)


def test_a_forecast_loses_the_share_of_the_units_that_stand_still() -> None:
    both = UNITS.with_outages(
        (Outage(unit="CT1", start=EIGHT, end=EIGHT + 2 * HOUR),
         Outage(unit="CT2", start=EIGHT + dt.timedelta(hours=1), end=EIGHT + 3 * HOUR))
    )  # fmt: skip
    left = factors(as_interventions(both), SeriesKey("CT", "ED"), MONDAY, 1)[0]
    assert left[7:12].tolist() == pytest.approx([1.0, 0.5, 0.0, 0.5, 1.0])


def test_equipment_and_tasks_are_read_from_beside_the_department(tmp_path: Path) -> None:
    where = place()
    (tmp_path / DEPARTMENT).write_text(where.model_dump_json(), encoding="utf-8")
    assert [unit.id for unit in equipment_of(where, tmp_path).units] == ["CT"]
    outage = {"unit": "CT1", "start": "2026-06-01T08:00:00", "end": "2026-06-01T10:00:00", "kind": "service"}
    document = {"units": [{"id": "CT1", "area": "CT"}], "outages": [outage]}
    (tmp_path / "equipment.json").write_text(json.dumps(document), encoding="utf-8")
    (change,) = interventions_beside(where, tmp_path)
    assert (change.area, change.percent, change.reason) == ("CT", -100, "service")
    document["units"] = [{"id": "CT1", "area": "Annex"}]
    (tmp_path / "equipment.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(FormatError, match="unit CT1 is in Annex"):
        equipment_of(where, tmp_path)
    (tmp_path / "qc_tasks.json").write_text('{"tasks": [{"id": "x"}]}', encoding="utf-8")
    with pytest.raises(FormatError, match=r"tasks\.0\.title"):
        tasks_of(where, tmp_path)
