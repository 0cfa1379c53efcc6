"""INRC-II: rosters out and in, one file a week."""

from pathlib import Path

import pytest

from api.exchange import inrc2
from models.department import Department
from models.errors import InputError
from models.requests import Assignment
from models.roster import Roster
from tests.api.exchange.samples import INSTANCE, inrc2_folder

WEEK_0 = """\
SOLUTION
0 tiny

ASSIGNMENTS = 2
Ann Mon Late Lead
Bo Sun Night Scan
"""
WEEK_1 = """\
SOLUTION
1 tiny

ASSIGNMENTS = 1
Cy Tue Early Scan
"""
NAMES = ("Sol-n003w2-4-0.txt", "Sol-n003w2-0-1.txt")


@pytest.fixture
def made(tmp_path: Path) -> Department:
    return inrc2.read(inrc2_folder(tmp_path), INSTANCE)


def roster(department: Department, *cells: tuple[str, int, str, str]) -> Roster:
    """A roster of (person, day, shift, area)."""
    horizon = department.horizon
    return Roster(
        department=department.id,
        start=horizon.start,
        days=horizon.days,
        assignments=tuple(
            Assignment(person=person, date=horizon.date_of(day), shift=shift, area=area)
            for person, day, shift, area in cells
        ),
    )


def solution(folder: Path, week_0: str = WEEK_0, week_1: str = WEEK_1) -> Path:
    out = folder / "sol"
    out.mkdir(exist_ok=True)
    for name, text in zip(NAMES, (week_0, week_1), strict=True):
        (out / name).write_text(text, encoding="utf-8")
    return out


def test_a_roster_is_written_as_one_file_a_week(made: Department, tmp_path: Path) -> None:
    cells = [("Cy", 8, "Early", "Scan"), ("Bo", 6, "Night", "Scan"), ("Ann", 0, "Late", "Lead")]
    inrc2.write_solution(roster(made, *cells), made, tmp_path / "a" / "b")
    assert [(tmp_path / "a" / "b" / name).read_text(encoding="utf-8") for name in NAMES] == [WEEK_0, WEEK_1]


def test_a_roster_comes_back_as_it_was_written(made: Department, tmp_path: Path) -> None:
    cells = [("Ann", 0, "Late", "Lead"), ("Bo", 6, "Night", "Scan"), ("Cy", 8, "Early", "Scan")]
    assert inrc2.read_solution(solution(tmp_path), made) == roster(made, *cells)


def test_an_empty_week_is_a_file_too(made: Department, tmp_path: Path) -> None:
    inrc2.write_solution(roster(made), made, tmp_path / "out")
    assert inrc2.read_solution(tmp_path / "out", made) == roster(made)


def test_notes_of_a_solver_below_the_rows_are_read_over(made: Department, tmp_path: Path) -> None:
    found = inrc2.read_solution(solution(tmp_path, week_1=WEEK_1 + "\nCost: 575\nTime: 4.2\n"), made)
    assert [one.person for one in found.assignments] == ["Ann", "Bo", "Cy"]


def test_two_assignments_on_a_day_are_read_for_the_verdict_to_name(made: Department, tmp_path: Path) -> None:
    text = WEEK_1.replace("= 1", "= 2") + "Cy Tue Late Scan\n"
    found = inrc2.read_solution(solution(tmp_path, week_1=text), made)
    assert [one.shift for one in found.assignments if one.person == "Cy"] == ["Early", "Late"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0 tiny", "1 tiny", ":2: the week and scenario are '1 tiny'. Write 0 tiny"),
        ("0 tiny", "0 n005w4", ":2: the week and scenario are '0 n005w4'"),
        ("ASSIGNMENTS = 2", "ASSIGNMENTS = 3", ":4: says 3 rows, but 2 follow"),
        ("ASSIGNMENTS = 2", "ASSIGNMENTS = 1", ":4: says 1 rows, but 2 follow"),
        ("ASSIGNMENTS = 2", "", "the heading ASSIGNMENTS is missing"),
        ("Ann Mon", "Anna Mon", ":5: unknown nurse 'Anna'. Maybe you meant Ann"),
        ("Ann Mon", "Ann Mo", ":5: unknown weekday 'Mo'. Maybe you meant Mon"),
        ("Late Lead", "Lat Lead", ":5: unknown shift 'Lat'. Maybe you meant Late"),
        ("Late Lead", "Late Led", ":5: unknown skill 'Led'. Maybe you meant Lead"),
        ("Late Lead", "Late", ":5: 3 values. Write nurse, weekday, shift, skill"),
    ],
)
def test_a_mistake_is_named_by_line(made: Department, tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        inrc2.read_solution(solution(tmp_path, week_0=WEEK_0.replace(old, new)), made)
    assert NAMES[0] in caught.value.place


def test_a_missing_week_is_refused_by_name(made: Department, tmp_path: Path) -> None:
    (solution(tmp_path) / NAMES[1]).unlink()
    with pytest.raises(InputError, match=f"{NAMES[1]}: cannot be read: No such file"):
        inrc2.read_solution(tmp_path / "sol", made)


def test_another_department_has_no_file_names(made: Department, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="instance 'imaging': not the name of an INRC-II instance"):
        inrc2.write_solution(roster(made), made.model_copy(update={"id": "imaging"}), tmp_path)
