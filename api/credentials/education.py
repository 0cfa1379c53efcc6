"""Hours for continuing education kept in the roster: paid duties in an area of their own, before the cycle ends."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from api.exchange.rows import read_rows
from models.calendar import Weekday
from models.credentials import Credential, CredentialKind, has
from models.demand import Area
from models.department import Department
from models.errors import InputError, UnknownReferenceError
from models.policy import Level, PolicyItem, Scope
from models.renewal.education import CycleRecord
from models.shifts import ShiftType
from models.staff import Person

AREA: Final = "EDUCATION"
DUE: Final = "education:due"
"""Held by people with credits to earn, to the last day of their cycle: it is what the area asks for."""
SHIFT: Final = ShiftType(
    id="CE4", name="Continuing education 4 h", start=8 * 60, end=12 * 60, covered_minutes=0,
    tags=frozenset({"work", "day", "education"}),
    weekdays=frozenset(Weekday) - {Weekday.SAT, Weekday.SUN}, on_holidays=False,
)  # fmt: skip
HOURS: Final = 4
PRICE: Final = 300_00
"""Cents for each duty that finds no place."""
AHEAD: Final = dt.timedelta(days=90)
"""Cycles that end so long after the horizon are still looked at."""


def read_cycles(path: Path) -> tuple[CycleRecord, ...]:
    """Read cycles from a table with the columns person, body, cycle_end, needed, earned; mistakes name the row."""
    return read_rows(CycleRecord, path, told_in="docs/credentials.md")


def protect(department: Department, cycles: Sequence[CycleRecord], *, price: int = PRICE) -> Department:
    """The department with as many education duties wanted as each person's missing credits take, four hours each.

    Of somebody with several cycles the earliest end counts. Raises `UnknownReferenceError` for a person that the
    department does not have, `InputError` where an area or a shift has the name already.
    """
    wanted = _wanted(department, cycles)
    if not wanted:
        return department
    if AREA in department.area_by_id or SHIFT.id in department.shift_by_id:
        raise InputError("education", f"there is {AREA} or {SHIFT.id} already.", "Protect the department as it was.")
    contracts = {department.person_by_id[person].contract for person in wanted}
    return department.revised(
        shifts=(*department.shifts, SHIFT),
        areas=(*department.areas, Area(id=AREA, name="Continuing education", shifts=(SHIFT.id,), requires=has(DUE))),
        contracts=tuple(
            one.model_copy(update={"shifts": one.shifts | {SHIFT.id}})
            if one.id in contracts and one.shifts is not None
            else one
            for one in department.contracts
        ),
        credential_kinds=(
            *department.credential_kinds,
            CredentialKind(code=DUE, body="department", name="Continuing education to be done"),
        ),
        staff=tuple(_due(person, wanted) for person in department.staff),
        policy=(*department.policy, *_items(wanted, price)),
    )


def _wanted(department: Department, cycles: Iterable[CycleRecord]) -> dict[str, tuple[dt.date, int]]:
    """By person the last day and the number of duties."""
    horizon = department.horizon
    wanted: dict[str, tuple[dt.date, int]] = {}
    for one in sorted(cycles, key=lambda cycle: cycle.cycle_end, reverse=True):
        if one.person not in department.person_by_id:
            raise UnknownReferenceError.near("education", "person", one.person, department.person_by_id)
        if one.missing and horizon.start <= one.cycle_end <= horizon.end + AHEAD:
            wanted[one.person] = (one.cycle_end, math.ceil(one.missing / HOURS))
    return wanted


def _due(person: Person, wanted: dict[str, tuple[dt.date, int]]) -> Person:
    if person.id not in wanted:
        return person
    due = Credential(code=DUE, valid_to=wanted[person.id][0])
    return person.model_copy(update={"credentials": (*person.credentials, due)})


def _items(wanted: dict[str, tuple[dt.date, int]], price: int) -> Iterable[PolicyItem]:
    """One item for everybody with the same number of duties."""
    people: defaultdict[int, set[str]] = defaultdict(set)
    for person, (_, duties) in wanted.items():
        people[duties].add(person)
    for duties, names in sorted(people.items()):
        yield PolicyItem(
            id=f"education-{duties * HOURS}h",
            family="assignments",
            title=f"{duties * HOURS} hours kept for continuing education",
            level=Level.PRICED,
            price=price,
            scope=Scope(people=frozenset(names), areas=frozenset({AREA})),
            limits={"min": duties, "max": duties},
            citation="Continuing education of the registry, see models.renewal",
            owner="Educator",
        )
