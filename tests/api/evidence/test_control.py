"""Quality control in a pack: what stood on the days of work, and that no single fact of it can be changed."""

import datetime as dt
from pathlib import Path

import pytest

from api.evidence.checker import _counts_to, check_pack
from api.evidence.control import ControlRecord
from api.evidence.documents import ControlClaim, Facts
from api.evidence.facts import gather
from api.exchange.native import write_solution
from api.quality.control import QcLog
from fixtures.builders import MONDAY
from models.equipment import Equipment, Unit
from models.quality import Every, QcEntry, QcTask
from tests.api.evidence.packs import AS_OF, answer, changes, documents, place, worked, write
from tests.api.running import Line

DAY = dt.timedelta(days=1)
UNITS = Equipment(units=(Unit(id="CT1", area="CT", name="Scanner 1"), Unit(id="CT2", area="CT")))


def task(name: str, every: Every, *, closes: bool = True) -> QcTask:
    return QcTask(
        id=name, title=name.title(), modality="CT", by="anybody", every=every, minutes=15, closes=closes, source="test"
    )


TASKS = (task("daily", Every.DAY), task("half", Every.HALF_YEAR), task("display", Every.MONTH, closes=False))


def entry(name: str, unit: str, day: int, *, passed: bool = True) -> QcEntry:
    return QcEntry(task=name, unit=unit, done_on=MONDAY + day * DAY, passed=passed, by="R. Roe")


LOG = (
    entry("daily", "CT1", -2), entry("daily", "CT1", 0), entry("daily", "CT1", 1, passed=False),
    entry("daily", "CT2", 0), entry("daily", "CT2", 1), entry("daily", "CT2", 3),
    entry("half", "CT1", -30), entry("half", "CT2", -230), entry("display", "CT1", 0),
)  # fmt: skip


def shown(*log: QcEntry) -> Facts:
    where = place()
    return gather(where, worked(where), AS_OF, control=ControlRecord.of(UNITS, TASKS, QcLog.of(log or LOG)))


def unmet(found: Facts) -> list[tuple[int, str, str]]:
    claims = [one for one in answer(found, "qc-done").claims if isinstance(one, ControlClaim)]
    return [((one.date - MONDAY).days, one.unit.id, one.task.id) for one in claims if not one.met]


def test_each_past_day_of_work_tells_what_was_done_on_the_unit_and_who_worked() -> None:
    # Duties in CT on Sunday, Monday and Tuesday are past on Wednesday; Saturday's lies before the known tail of some.
    assert [one for one in unmet(shown()) if one[0] >= 0] == [
        (0, "CT2", "half"), (1, "CT1", "daily"), (1, "CT2", "half"),
    ]  # fmt: skip
    monday = next(
        one for one in answer(shown(), "qc-done").claims if isinstance(one, ControlClaim) and one.date == MONDAY
    )
    assert (monday.unit.name, monday.people) == ("Scanner 1", ("ann", "bo"))
    assert monday.result is not None
    assert (monday.result.by, monday.result.done_on, monday.met) == ("R. Roe", MONDAY, True)


def test_results_that_stood_on_no_day_of_work_and_tasks_that_close_nothing_are_left_out() -> None:
    found = shown()
    assert {one.task for one in found.results} == {"daily", "half"}
    assert all(one.done_on < AS_OF for one in found.results)


def test_without_a_log_nothing_of_it_is_in_the_pack() -> None:
    where = place()
    assert "qc-done" not in [one.id for one in gather(where, worked(where), AS_OF).questions]


def test_a_pack_with_a_log_holds_and_every_change_of_a_fact_of_it_is_found(tmp_path: Path) -> None:
    found = shown()
    documented = documents(found)
    assert check_pack(write(tmp_path, documented, found)) == []
    unnoticed = []
    facts = documented["facts.json"]
    for part in ("units", "tasks", "results"):
        for where, change, back in changes(facts[part]):
            change()
            if not check_pack(write(tmp_path, documented, found)):
                unnoticed.append(f"{part}{where}")
            back()
    assert unnoticed == []
    facts["questions"] = [one for one in facts["questions"] if one["id"] != "qc-done"]
    del documented["questions/qc-done.json"]
    assert "facts.json: there is not one question about control" in check_pack(write(tmp_path / "b", documented, found))


@pytest.mark.parametrize("every", list(Every))
def test_the_checker_counts_as_the_catalogue_does(every: Every) -> None:
    given = task("any", every)
    for number in range(0, 1200, 3):
        day = dt.date(2026, 1, 1) + number * DAY
        assert _counts_to(every, str(day)) == str(given.last_valid_day(day))


def test_the_command_reads_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    where = place()
    (tmp_path / "department.json").write_text(where.model_dump_json(), encoding="utf-8")
    write_solution(worked(where), where, tmp_path / "roster.json")
    (tmp_path / "qc.csv").write_text("task,unit,done_on,passed,by\nct-daily,CT,2026-06-01,pass,Roe\n", encoding="utf-8")
    options = ("--solution", tmp_path / "roster.json", "-o", tmp_path / "pack", "--as-of", str(AS_OF))
    ran = Line(capfd)("evidence", tmp_path, *options, "--log", tmp_path / "qc.csv")
    assert ran.code == 0, ran
    assert "  qc-done: " in ran.out
    page = (tmp_path / "pack" / "questions" / "qc-done.html").read_text(encoding="utf-8")
    assert "passed 2026-06-01 by Roe, counts to 2026-06-01" in page
    assert Line(capfd)("verify", "--evidence", tmp_path / "pack").code == 0
