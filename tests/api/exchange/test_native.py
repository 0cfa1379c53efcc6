"""Our own format: what is refused."""

from pathlib import Path
from typing import Any

import pytest

from api.exchange import curtois, native
from models.department import Department
from models.errors import FormatError, InputError
from models.roster import Roster
from tests.api.exchange.samples import curtois_file


@pytest.fixture
def made(tmp_path: Path) -> Department:
    return curtois.read(curtois_file(tmp_path))


def document(made: Department, changes: dict[str, Any]) -> dict[str, Any]:
    """A roster of one duty as JSON, some of its fields changed."""
    start = made.horizon.start.isoformat()
    one = {"person": "Ann", "date": start, "shift": "D", "area": "ward"} | changes.get("one", {})
    return {"department": "Made", "start": start, "days": 14, "assignments": [one]} | {
        k: v for k, v in changes.items() if k != "one"
    }


def read(folder: Path, department: Department, text: str) -> Roster:
    (folder / "roster.json").write_text(text, encoding="utf-8")
    return native.read_solution(folder, department)


def test_a_roster_of_the_department_is_read(made: Department, tmp_path: Path) -> None:
    text = Roster.model_validate(document(made, {}), strict=False).model_dump_json()
    assert read(tmp_path, made, text).assignments[0].person == "Ann"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"department": "Other"}, "a roster of Other, 14 days from 2024-01-01. Name a roster of Made"),
        ({"days": 7}, "a roster of Made, 7 days"),
        ({"one": {"person": "Zed"}}, "Zed, D in ward, is no duty of Made"),
        ({"one": {"shift": "N"}}, "Ann, N in ward, is no duty of Made"),
        ({"one": {"area": "lab"}}, "Ann, D in lab, is no duty of Made"),
        ({"one": {"date": "2024-01-15"}}, "2024-01-15: Ann, D in ward, is no duty of Made"),
    ],
)
def test_a_roster_of_something_else_is_refused(
    made: Department, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    text = Roster.model_validate(document(made, changes), strict=False).model_dump_json()
    with pytest.raises(InputError, match=message):
        read(tmp_path, made, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "not valid JSON"), ('{"department": 3}', "department: Input should be a valid string")],
)
def test_a_file_that_is_no_roster_is_refused(made: Department, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read(tmp_path, made, text)


def test_a_file_by_any_name_is_read_as_the_file_that_it_is(made: Department, tmp_path: Path) -> None:
    book = tmp_path / "roster.xlsx"
    book.write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(FormatError, match=r"roster\.xlsx: is not text: byte 4 is not UTF-8"):
        native.read_solution(book, made)


def test_a_department_has_no_instances(tmp_path: Path, made: Department) -> None:
    path = tmp_path / "department.json"
    path.write_text(made.model_dump_json(), encoding="utf-8")
    assert native.read(path) == made
    with pytest.raises(FormatError, match=r"holds one department, no instance 'x'. Leave out the instance"):
        native.read(path, "x")
