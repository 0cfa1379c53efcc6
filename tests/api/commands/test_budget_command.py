"""`radroster budget report` as it is typed: a plan beside the department or named, three files, and wrong input."""

import json
from pathlib import Path

import pytest

from api.generate.files import department_text
from fixtures.builders import EIGHT_HOURS, department, person, roster
from models.budget import PayRules
from tests.api.running import Line

PLACE = department(
    days=14,
    people=(person("ann", hourly_cents=3000, home_area="CT"),),
    shifts=EIGHT_HOURS,
    pay=PayRules(standby_cents_per_hour=450),
)
WORKED = roster(PLACE, {"ann": "D D D D D D"})
CT = {
    "area": "CT", "start": "2026-06-01", "end": "2026-06-14", "volume": 80, "hours_per_unit": 0.5,
    "standard_cents_per_hour": 3000,
}  # fmt: skip


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "department.json").write_text(department_text(PLACE), encoding="utf-8")
    (tmp_path / "roster.json").write_text(WORKED.model_dump_json(), encoding="utf-8")
    return tmp_path


def plan(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text(json.dumps({"lines": [*lines]}), encoding="utf-8")
    return path


def test_without_a_plan_the_pay_is_told_and_nothing_held_against_it(line: Line, folder: Path) -> None:
    told = line("budget", "report", folder, "--solution", folder, "--json").told
    assert (told["cents"], told["target"], told["minutes"], told["overtime_minutes"]) == (156000, None, 2880, 480)
    assert told["files"] == []


def test_the_plan_beside_the_department_is_found_by_itself(line: Line, folder: Path) -> None:
    plan(folder / "budget.json", CT)
    told = line("budget", "report", folder / "department.json", "--solution", folder, "--json").told
    assert (told["target"], told["over"]) == (120000, 36000)
    assert told["areas"][0]["variance"] == {"volume": 0, "efficiency": 24000, "rate": 12000, "total": 36000}


def test_a_plan_that_is_named_goes_before_the_one_beside(line: Line, folder: Path) -> None:
    plan(folder / "budget.json", CT)
    other = plan(folder / "other.json", {**CT, "target_cents": 160000})
    told = line("budget", "report", folder, "--solution", folder, "--budget", other, "--json").told
    assert told["over"] == -4000


def test_three_files_are_written_and_named(line: Line, folder: Path) -> None:
    ran = line("budget", "report", folder, "--solution", folder, "-o", folder / "money")
    assert sorted(path.name for path in (folder / "money").iterdir()) == ["budget.html", "budget.xlsx", "payroll.csv"]
    assert ran.out.splitlines()[-1].startswith("3 files written to")
    lines = (folder / "money" / "payroll.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "ann,2026-06-01,CT,D,REG,480,30.0000,24000,wage,employment contract"
    assert len(lines) == 1 + 6 + 1, "six straight lines, the last of them overtime, and its premium"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([{**CT, "area": "CTT"}], "unknown area 'CTT'. Maybe you meant CT."),
        ([{**CT, "end": "2026-05-01"}], "ends on 2026-05-01 before it starts on 2026-06-01"),
        ([CT, CT], "two lines of CT share 2026-06-01"),
        ([{**CT, "volume": -1}], "lines.0.volume"),
    ],
)
def test_a_wrong_plan_is_told_by_place(line: Line, folder: Path, lines: list[dict[str, object]], told: str) -> None:
    plan(folder / "budget.json", *lines)
    assert told in line("budget", "report", folder, "--solution", folder).problem


def test_a_plan_that_is_not_there_is_told(line: Line, folder: Path) -> None:
    ran = line("budget", "report", folder, "--solution", folder, "--budget", folder / "none.json")
    assert "none.json: there is no such file. Check the path of --budget." in ran.problem
