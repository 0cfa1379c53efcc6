"""Quality control as rostered work: how much of it is asked for, when, and what its absence closes."""

import datetime as dt
from pathlib import Path

import pytest

from api.demand.forecasts import DEPARTMENT
from api.exchange import native
from api.quality.control import QcLog, closed_by_roster
from api.quality.timed import due_days, people_and_hours, with_timed_control
from fixtures.builders import EIGHT_HOURS, MONDAY, area, department, item, person, roster, team
from models.credentials import has
from models.department import Department
from models.equipment import Equipment, Unit
from models.policy import Level
from models.quality import Every, QcEntry, QcTask
from tests.api.running import Line

DAY = dt.timedelta(days=1)
CAMERAS = Equipment(units=tuple(Unit(id=f"NM{number}", area="NM") for number in (1, 2, 3)))
DAILY = QcTask(
    id="daily", title="Daily", modality="NM", by="anybody", every=Every.DAY, minutes=45, closes=True, policy="qc",
    source="test",
)  # fmt: skip
WEEKLY = DAILY.model_copy(update={"id": "weekly", "every": Every.WEEK, "minutes": 30})


def place(days: int = 3) -> Department:
    """Nuclear medicine; somebody for quality control is asked for from seven to eight."""
    return department(
        item("team_skill", level=Level.COVERAGE, requirements=["qc"]).model_copy(update={"id": "qc"}),
        days=days,
        people=(person("ann", skills=("skill:NM",)), person("bo", skills=("skill:NM",))),
        areas=(area("NM", *EIGHT_HOURS).model_copy(update={"modality": "NM"}),),
        team_requirements=(team(has("skill:NM"), 7 * 60, 8 * 60, id="qc", areas=("NM",)),),
    )


def log(*days: int, task: str = "weekly", passed: bool = True) -> QcLog:
    return QcLog.of(QcEntry(task=task, unit="NM1", done_on=MONDAY + day * DAY, passed=passed) for day in days)


def due(task: QcTask, known: QcLog, days: list[int]) -> list[int]:
    return [(date - MONDAY).days for date in due_days(task, "NM1", known, [MONDAY + day * DAY for day in days])]


@pytest.mark.parametrize(
    ("minutes", "expected"), [(15, (1, 1)), (60, (1, 1)), (61, (1, 2)), (135, (1, 3)), (180, (1, 3)), (181, (2, 2))]
)
def test_the_fewest_person_hours_hold_the_minutes_and_then_the_fewest_people(
    minutes: int, expected: tuple[int, int]
) -> None:
    assert people_and_hours(minutes) == expected


def test_a_daily_task_is_due_every_day_and_a_weekly_one_before_the_last_result_ends() -> None:
    assert due(DAILY, log(), [0, 1, 2]) == [0, 1, 2]
    assert due(WEEKLY, log(), [*range(14)]) == [0, 7]
    assert due(WEEKLY, log(-4), [*range(14)]) == [3, 10]
    assert due(WEEKLY, log(-4), [0, 1, 4, 7, 8]) == [1, 8], "on the last day before it ends that is open"
    assert due(WEEKLY, log(-20), [2, 3]) == [2], "overdue, so at once"
    assert due(WEEKLY, log(-4, passed=False), [0, 1]) == [0], "failed, so at once"


def test_people_and_hours_follow_the_tasks_of_each_day() -> None:
    timed = with_timed_control(place(), CAMERAS, [DAILY, WEEKLY], log(-6))
    asked = [(one.count, one.start, one.end, one.dates) for one in timed.team_requirements]
    # Three cameras of 45 minutes take 1 x 3 h; on Monday two weekly phantoms more, 225 minutes, on Tuesday one.
    assert asked == [(1, 420, 600, (MONDAY + DAY, MONDAY + 2 * DAY)), (2, 420, 540, (MONDAY,))]
    assert timed.policy[0].limits["requirements"] == [one.id for one in timed.team_requirements]


def test_other_requirements_and_days_without_a_task_are_left_alone() -> None:
    other = team(has("skill:NM"), 0, 60, id="other", areas=("NM",))
    given = place().model_copy(update={"team_requirements": (*place().team_requirements, other)})
    timed = with_timed_control(given, CAMERAS, [WEEKLY], log())
    assert [(one.id, len(one.dates or ())) for one in timed.team_requirements] == [("other", 0), ("qc-1x2h", 1)]


def test_of_the_units_those_stay_open_for_which_there_is_time() -> None:
    timed = with_timed_control(place(), CAMERAS, [DAILY], log())
    late = roster(timed, {"ann": "D@NM . E@NM"})
    closed = list(closed_by_roster(timed, late, CAMERAS, [DAILY]))
    assert [(one.unit, (one.start.date() - MONDAY).days) for one in closed] == [
        (unit, day) for day in (1, 2) for unit in ("NM1", "NM2", "NM3")
    ]
    two = with_timed_control(place(1), CAMERAS, [DAILY, WEEKLY], log(-6))
    half = roster(two, {"ann": "D@NM"})
    assert {one.unit for one in closed_by_roster(two, half, CAMERAS, [DAILY])} == {"NM2", "NM3"}


def test_the_command_writes_it_and_lists_what_it_left_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    named = place().model_copy(update={"policy": (place().policy[0].model_copy(update={"id": "qc-nm"}),)})
    (tmp_path / DEPARTMENT).write_text(named.model_dump_json(), encoding="utf-8")
    (tmp_path / "qc.csv").write_text("task,unit,done_on,passed\nnm-dayly,NM,2026-05-31,pass\n", encoding="utf-8")
    options = ("--log", tmp_path / "qc.csv", "--lenient", "-o", tmp_path / "out")
    done = Line(capfd)("quality", "plan", tmp_path, *options)
    assert done.code == 0, done
    assert "left out: qc.csv, row 2" in done.out
    assert "NM: 1 person for 1 hour on 3 days" in done.out
    written = native.read(tmp_path / "out" / DEPARTMENT)
    assert [one.id for one in written.team_requirements] == ["qc-1x1h"]
