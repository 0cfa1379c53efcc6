"""docs/formats.md: its examples are read as they stand, and no field of a document is left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from api.cli import app
from api.exchange.volumes import read_volumes
from models.department import Department, read_department
from models.roster import Roster
from scheduler.forecast.staffing import AreaStaffing
from scheduler.result import Status
from scheduler.search.supervisor import solve
from scheduler.verify import verify

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """The text under a heading of the second level."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def examples(heading: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", part(heading), re.DOTALL)


def told() -> dict[str, Any]:
    """The pieces of the department put together."""
    pieces = [json.loads(piece) for piece in examples("The department", "json")]
    names = [name for piece in pieces for name in piece]
    assert len(names) == len(set(names)), "a field of the department has two examples"
    return {name: value for piece in pieces for name, value in piece.items()}


def department() -> Department:
    return read_department(json.dumps(told()), "docs/formats.md")


def keys(value: object) -> Iterator[str]:
    """Every key of an object, at any depth."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def fields() -> set[str]:
    """Every field of the department and of what it is made of."""
    schema = Department.model_json_schema()
    return {name for noun in (schema, *schema["$defs"].values()) for name in noun.get("properties", {})}


def test_the_pieces_are_a_department_that_can_be_solved() -> None:
    place = department()
    result = solve(place, seconds=60, workers=1)
    assert result.status in {Status.OPTIMAL, Status.FEASIBLE}, result.reasons
    assert result.roster is not None
    assert verify(place, result.roster).broken == 0


def test_every_field_of_the_department_has_an_example() -> None:
    assert fields() - set(keys(told())) == set()


def test_every_field_of_the_department_is_explained() -> None:
    assert [name for name in sorted(fields()) if f"`{name}`" not in part("The department")] == []


@pytest.mark.parametrize("needed", ["schema_version", "id", "horizon", "shifts", "areas", "contracts", "staff"])
def test_every_part_is_where_a_reader_looks_for_it(needed: str) -> None:
    assert f"\n| `{needed}`" in part("The department")


def test_the_roster_is_one_of_that_department() -> None:
    (text,) = examples("The roster", "json")
    verdict = verify(department(), Roster.model_validate_json(text))
    assert verdict.broken == 0, verdict.violations
    assert verdict.parts["call"] == 50_000, "nobody is on call"


def test_what_verify_prints_for_programs_is_in_the_readme(tmp_path: Path) -> None:
    (tmp_path / "department.json").write_text(json.dumps(told()), encoding="utf-8")
    (tmp_path / "roster.json").write_text(examples("The roster", "json")[0], encoding="utf-8")
    done = CliRunner().invoke(app, ["verify", str(tmp_path), "--solution", str(tmp_path), "--json"])
    printed = json.loads(done.stdout)
    assert printed["violations"]
    assert [key for key in (*printed, *printed["violations"][0]) if f"`{key}`" not in README] == []


@pytest.mark.parametrize(("number", "exams"), [(0, 10), (1, 4)])
def test_the_volumes_are_read(number: int, exams: int, tmp_path: Path) -> None:
    file = tmp_path / "volumes.csv"
    file.write_text(examples("Exam volumes", "csv")[number], encoding="utf-8")
    volumes = read_volumes(file).volumes
    assert volumes.table["exams"].sum() == exams
    assert {str(key) for key in volumes.keys} == {"CT ED", "CT OP", "MR OP"}


def test_staffing_rules_are_read_and_every_field_is_explained() -> None:
    (text,) = examples("Staffing rules", "json")
    rules = TypeAdapter(list[AreaStaffing]).validate_json(text)
    assert [rule.area for rule in rules] == ["CT", "MR"]
    names = set(AreaStaffing.model_fields)
    assert names - set(keys(json.loads(text))) == set()
    assert [name for name in names if f"`{name}`" not in part("Staffing rules")] == []
