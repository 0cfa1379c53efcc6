"""radroster's own format: a department and a roster, each as one JSON document."""

from pathlib import Path

from api.exchange.atomic import write_whole
from api.exchange.benchmark import read_text
from models.department import Department, read_department
from models.errors import FormatError, UnknownReferenceError
from models.json_text import read_json
from models.roster import Roster

SOLUTION = "roster.json"
"""Name of the roster where a folder is given."""


def read(path: Path, instance: str | None = None) -> Department:
    """Read a department; the file holds one, so there is no instance to name."""
    if instance is not None:
        raise FormatError(str(path), f"holds one department, no instance {instance!r}.", "Leave out the instance.")
    return read_department(read_text(path), str(path))


def read_solution(path: Path, department: Department) -> Roster:
    """Read a roster file, or the ``roster.json`` of a folder, and check that it speaks of this department."""
    file = path if path.is_file() else _file(path)
    roster = read_json(Roster, read_text(file), str(file), advice="Is this a roster that radroster wrote?")
    _refuse_strangers(roster, department, file)
    return roster


def write_solution(roster: Roster, department: Department, path: Path) -> None:
    """Write a roster to a file that ends in ``.json``, or to ``roster.json`` in a folder."""
    file = _file(path)
    _refuse_strangers(roster, department, file)
    write_whole(file, (roster.model_dump_json(indent=1) + "\n").encode())


def _file(path: Path) -> Path:
    return path if path.suffix == ".json" and not path.is_dir() else path / SOLUTION


def _refuse_strangers(roster: Roster, department: Department, file: Path) -> None:
    horizon, advice = department.horizon, f"Name a roster of {department.id}."
    if (roster.department, roster.start, roster.days) != (department.id, horizon.start, horizon.days):
        problem = f"a roster of {roster.department}, {roster.days} days from {roster.start}."
        raise FormatError(str(file), problem, advice)
    for one in roster.assignments:
        area = department.area_by_id.get(one.area)
        known = one.person in department.person_by_id and area is not None and one.shift in area.shifts
        if not known or not 0 <= horizon.day_of(one.date) < horizon.days:
            problem = f"{one.person}, {one.shift} in {one.area}, is no duty of {department.id}."
            raise UnknownReferenceError(f"{file}, {one.date}", problem, advice)
