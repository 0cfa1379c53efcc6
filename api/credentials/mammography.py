"""Experience kept up under MQSA: duties in mammography for whoever is short of 200 exams in 24 months."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from api.exchange.rows import read_rows
from models.base import Noun
from models.department import Department
from models.errors import UnknownReferenceError
from models.policy import Level, PolicyItem, Scope
from models.renewal.months import quarter_end
from models.renewal.mqsa import Exams, duties_needed, experience_counts_from
from models.staff import Person

MODALITY: Final = "MG"
PAPER: Final = "MQSA"
TAG: Final = "mqsa-experience-due"
"""Carried by people who are short of exams, nobody says by how many; the rule pack asks four duties of them."""
ITEM: Final = "mqsa-experience-"
PER_DUTY: Final = 12
"""Exams of one duty: screening at 15 minutes each, half of an eight-hour shift (planning value)."""
PRICE: Final = 50_00
"""Cents for each duty that finds no place."""


class ExamCount(Noun):
    """Mammography exams that one person performed on a day, or in a month, given for its last day."""

    person: str
    date: dt.date
    count: Annotated[int, Field(ge=0)]


def read_exams(path: Path) -> dict[str, tuple[Exams, ...]]:
    """Exams by person from a table with the columns person, date, count; mistakes name the row."""
    found: defaultdict[str, list[Exams]] = defaultdict(list)
    for row in read_rows(ExamCount, path, told_in="docs/credentials.md"):
        found[row.person].append(Exams(date=row.date, count=row.count))
    return {person: tuple(exams) for person, exams in found.items()}


def place(
    department: Department, exams: Mapping[str, Sequence[Exams]], *, per_duty: int = PER_DUTY, price: int = PRICE
) -> Department:
    """The department with a priced item for everybody whose exams on record fall short, and without such ones before.

    The window ends with the quarter in which the horizon ends; this horizon takes its share of the days that are left
    until then. Whoever is on record loses the tag that says so without a number. Raises `UnknownReferenceError` for
    a person that the department does not have.
    """
    for name in exams:
        if name not in department.person_by_id:
            raise UnknownReferenceError.near("mammography", "person", name, department.person_by_id)
    wanted = {name: _duties(department, department.person_by_id[name], own, per_duty) for name, own in exams.items()}
    kept = tuple(item for item in department.policy if not item.id.startswith(ITEM))
    staff = (one.model_copy(update={"tags": one.tags - {TAG}}) if one.id in exams else one for one in department.staff)
    return department.revised(staff=tuple(staff), policy=(*kept, *_items(department, wanted, price)))


def _duties(department: Department, person: Person, exams: Sequence[Exams], per_duty: int) -> int:
    """The horizon's share of the duties that bring the window up to 200; none before anything is owed."""
    horizon = department.horizon
    end = quarter_end(horizon.end)
    earned = next((one.earned for one in person.credentials if one.code == PAPER), None)
    if earned is not None and end < experience_counts_from(earned):
        return 0
    left = (end - horizon.start).days + 1
    needed = duties_needed(exams, end, exams_per_duty=per_duty)
    return -(-needed * min(horizon.days, left) // left)


def _items(department: Department, wanted: Mapping[str, int], price: int) -> Iterator[PolicyItem]:
    """One item for everybody with the same number of duties."""
    rooms = frozenset(area.id for area in department.areas if area.modality == MODALITY)
    for duties in sorted({number for number in wanted.values() if number}) if rooms else ():
        yield PolicyItem(
            id=f"{ITEM}{duties}",
            family="assignments",
            title=f"{_counted(duties)} of mammography for whoever is short of 200 exams in 24 months",
            level=Level.PRICED,
            price=price,
            scope=Scope(people=frozenset(_having(wanted, duties)), areas=rooms),
            limits={"min": duties},
            citation="21 CFR 900.12(a)(2)(iii)",
            owner="Imaging director",
        )


def _having(wanted: Mapping[str, int], duties: int) -> Iterable[str]:
    return (name for name, number in wanted.items() if number == duties)


def _counted(duties: int) -> str:
    return "One duty" if duties == 1 else f"{duties} duties"
