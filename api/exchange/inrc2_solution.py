"""Rosters in the competition's format: a file for each week, ``Sol-<data set>-<week data>-<week>.txt``."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from api.exchange.atomic import write_whole
from api.exchange.benchmark import Line, cells, roster_of
from api.exchange.inrc2_files import DAYS, InstanceName, exactly, sections, single
from models.department import Department
from models.requests import Assignment
from models.roster import Roster


def read_solution(path: Path, department: Department) -> Roster:
    """Read the files of all weeks from a folder."""
    assignments: list[Assignment] = []
    for week, name in enumerate(_file_names(department)):
        assignments += _week(path / name, week, department)
    return roster_of(department, assignments)


def write_solution(roster: Roster, department: Department, path: Path) -> None:
    """Write a file for each week into a folder."""
    rows: defaultdict[int, list[str]] = defaultdict(list)
    order = {person.id: number for number, person in enumerate(department.staff)}
    found = cells(roster, department)
    for person, day in sorted(found, key=lambda cell: (order[cell[0]], cell[1])):
        week, weekday = divmod(day, len(DAYS))
        one = found[person, day]
        rows[week].append(f"{person} {DAYS[weekday]} {one.shift} {one.area}\n")
    for week, name in enumerate(_file_names(department)):
        head = f"SOLUTION\n{week} {department.name}\n\nASSIGNMENTS = {len(rows[week])}\n"
        write_whole(path / name, (head + "".join(rows[week])).encode())


def _file_names(department: Department) -> list[str]:
    name = InstanceName.of(department.id)
    return [f"Sol-{name.dataset}-{data}-{week}.txt" for week, data in enumerate(name.weeks)]


def _week(path: Path, week: int, department: Department) -> Iterator[Assignment]:
    found = sections(path, ("SOLUTION", "ASSIGNMENTS"))
    head = single(found["SOLUTION"])
    if head.text.split() != [str(week), department.name]:
        advice = f"Write {week} {department.name}, or name the solution of {department.id}."
        raise head.mistake(f"the week and scenario are {head.text!r}.", advice)
    for line in _rows(found["ASSIGNMENTS"].head, found["ASSIGNMENTS"].value, found["ASSIGNMENTS"].rows):
        nurse, day, shift, skill = exactly(line, 4, "nurse, weekday, shift, skill")
        weekday = DAYS.index(line.known(day, "weekday", DAYS))
        yield Assignment(
            person=line.known(nurse, "nurse", department.person_by_id),
            date=department.horizon.date_of(week * len(DAYS) + weekday),
            shift=line.known(shift, "shift", department.shift_by_id),
            area=line.known(skill, "skill", department.area_by_id),
        )


def _rows(head: Line, value: str, rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """As many rows as the heading says; below them solvers may leave notes such as ``Cost: 575``."""
    count = head.whole(value, "the number of assignments")
    notes = rows[count:]
    if count > len(rows) or not all(line.text.split()[0].endswith(":") for line in notes):
        raise head.mistake(f"says {count} rows, but {len(rows)} follow.", "Correct the number, or add or remove rows.")
    return rows[:count]
