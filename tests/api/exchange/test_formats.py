"""Formats by name, each with the same three functions, and our own format."""

from pathlib import Path

import pytest

from api.exchange.formats import FORMATS, format_named
from models.department import Department
from models.errors import InputError
from models.requests import Assignment
from models.roster import Roster
from tests.api.exchange.samples import INSTANCE, curtois_file, inrc2_folder


@pytest.fixture
def inputs(tmp_path: Path) -> dict[str, tuple[Path, str | None]]:
    """For each format a path and an instance to read there."""
    plain = tmp_path / "department.json"
    source = format_named("curtois").read(curtois_file(tmp_path))
    plain.write_text(source.model_dump_json(), encoding="utf-8")
    return {
        "radroster": (plain, None),
        "curtois": (tmp_path / "Made.txt", None),
        "inrc2": (inrc2_folder(tmp_path), INSTANCE),
    }


def roster(department: Department) -> Roster:
    """The first person on the first duty of the second day."""
    area, horizon = department.areas[0], department.horizon
    one = Assignment(person=department.staff[0].id, date=horizon.date_of(1), shift=area.shifts[0], area=area.id)
    return Roster(department=department.id, start=horizon.start, days=horizon.days, assignments=(one,))


@pytest.mark.parametrize("name", FORMATS)
def test_a_roster_comes_back_as_it_was_written(
    inputs: dict[str, tuple[Path, str | None]], tmp_path: Path, name: str
) -> None:
    form = format_named(name)
    department = form.read(*inputs[name])
    form.write_solution(roster(department), department, tmp_path / "out")
    assert form.read_solution(tmp_path / "out", department) == roster(department)


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_without_a_solution_is_refused(
    inputs: dict[str, tuple[Path, str | None]], tmp_path: Path, name: str
) -> None:
    form = format_named(name)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        form.read_solution(tmp_path / "nowhere", form.read(*inputs[name]))


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_that_cannot_be_written_to_is_refused(inputs: dict[str, tuple[Path, str | None]], name: str) -> None:
    form = format_named(name)
    department = form.read(*inputs[name])
    occupied = inputs["curtois"][0] / "out"  # below a file
    with pytest.raises(InputError, match=r"cannot be written: .*Check that the folder"):
        form.write_solution(roster(department), department, occupied)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"format 'excel': unknown. Use one of radroster, curtois, inrc2"):
        format_named("excel")
