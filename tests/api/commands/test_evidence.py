"""`radroster evidence` writes a pack, `radroster verify --evidence` checks it without anything else."""

from pathlib import Path

import pytest

from api.exchange.native import write_solution
from tests.api.evidence.packs import place, worked
from tests.api.running import Line


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    department = place()
    (tmp_path / "department.json").write_text(department.model_dump_json(), encoding="utf-8")
    write_solution(worked(department), department, tmp_path / "roster.json")
    return tmp_path


def test_a_pack_is_written_noted_and_checked_when_the_department_is_gone(run: Line, folder: Path) -> None:
    pack = folder / "pack"
    made = run("evidence", folder, "--solution", folder, "-o", pack, "--as-of", "2026-06-03", "--json")
    assert made.code == 0
    assert (made.told["gaps"]["ct-qualified"], made.told["gaps"]["primary-source"]) == (0, 0)
    for name in ("department.json", "roster.json"):
        (folder / name).unlink()
    root = made.told["root"]
    checked = run("verify", "--evidence", pack, "--root", root, "--json")
    assert (checked.code, checked.told) == (0, {"valid": True, "problems": []})
    assert run("verify", "--evidence", pack, "--root", "0" * 64).code == 1


def test_a_pack_that_does_not_hold_is_told_by_file_and_fact(run: Line, folder: Path) -> None:
    pack = folder / "pack"
    made = run("evidence", folder, "--solution", folder, "-o", pack, "--as-of", "2026-06-03")
    assert "Note this hash somewhere else" in made.out
    facts = pack / "facts.json"
    facts.write_text(facts.read_text(encoding="utf-8").replace("no-ARRT(CT)", "no-1"), encoding="utf-8")
    checked = run("verify", "--evidence", pack)
    assert checked.code == 1
    assert "The pack does not hold" in checked.out
    assert "number is no-ARRT(CT); from the facts follows no-1" in checked.out


def test_a_date_that_is_none_is_refused_with_the_way_out(run: Line, folder: Path) -> None:
    told = run("evidence", folder, "--solution", folder, "-o", folder / "pack", "--as-of", "June")
    assert "--as-of: 'June' is no date. Write it as 2026-12-31." in told.problem


def test_verify_without_a_roster_or_a_pack_says_what_to_name(run: Line) -> None:
    ran = run("verify")
    assert ran.code == 2
    assert "Name PROBLEM and" in ran.err
