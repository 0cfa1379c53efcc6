"""What stands in a folder is not lost without a word: replaced and said, or refused where it is of somebody else."""

import json
from pathlib import Path

import pytest

from api.demand.forecasts import DEPARTMENT
from fixtures.builders import department
from tests.api.running import Line


def folder(path: Path, name: str) -> Path:
    path.mkdir()
    given = department().model_copy(update={"id": name})
    (path / DEPARTMENT).write_text(given.model_dump_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", [("pack", "apply"), ("quality", "plan"), ("quality", "close")])
def test_a_folder_of_another_department_is_refused_and_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: tuple[str, str]
) -> None:
    ours, theirs = folder(tmp_path / "ours", "ours"), folder(tmp_path / "theirs", "theirs")
    ran = Line(capfd)(*command, ours, "-o", theirs)
    assert ran.code == 1
    assert (
        "holds the department 'theirs', and would hold 'ours'. Name another folder, or remove the file" in ran.problem
    )
    assert json.loads((theirs / DEPARTMENT).read_bytes())["id"] == "theirs"


def test_the_same_department_is_replaced_and_said_aside(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ours = folder(tmp_path / "ours", "ours")
    ran = Line(capfd)("pack", "apply", ours, "-o", ours, "--json")
    assert ran.code == 0
    assert set(ran.told) >= {"applied", "unmet"}
    assert "is replaced" in ran.err


def test_generate_does_not_take_the_place_of_another_department(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    theirs, run = folder(tmp_path / "theirs", "theirs"), Line(capfd)
    ran = run("generate", "-o", theirs, "--technologists", "10")
    assert "would hold 'reference-10-seed-0'" in ran.problem
    assert not (theirs / "volumes.csv").exists()
    (theirs / DEPARTMENT).write_text("{", encoding="utf-8")
    assert run("generate", "-o", theirs, "--technologists", "10").code == 0
    assert "is replaced" in run("generate", "-o", theirs, "--technologists", "10").err
