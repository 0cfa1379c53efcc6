"""The shift scheduling benchmark of Curtois and Qu (2014): instances as departments, rosters as JSON.

Format: T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances, technical
report, University of Nottingham, 2014. The files give a shift's length and no clock times: every shift starts
at midnight. A solution is one JSON object, employee → one shift id a day, ``""`` for a day off.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from api.exchange.atomic import write_whole
from api.exchange.benchmark import CURRENCY, cells, horizon, read_text, roster_of
from api.exchange.curtois_file import Cover, Instance, Request, Shift, Terms, parse
from api.exchange.curtois_policy import policy
from models.calendar import MINUTES_PER_DAY, Horizon
from models.demand import Area, ShiftNeed
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from models.requests import Assignment, TimeOff, Wish, WishKind
from models.roster import Roster
from models.shifts import ShiftType
from models.staff import Contract, OvertimeRule, Person

AREA = "ward"
SOLUTION = "solution.json"
"""Name of the solution where a folder is given."""
OFF = frozenset({"", "-", None})

_Rows = TypeAdapter(dict[str, list[str | None]])


def read(path: Path, instance: str | None = None) -> Department:
    """Read an instance file, or the file ``INSTANCE.txt`` of a folder."""
    if path.is_dir():
        if instance is None:
            names = ", ".join(sorted(file.stem for file in path.glob("*.txt"))[:5]) or "none found"
            raise FormatError(str(path), "is a folder.", f"Name the file, or the instance: {names}.")
        path /= f"{instance}.txt"
    return _department(parse(path))


def read_solution(path: Path, department: Department) -> Roster:
    """Read a solution file, or the ``solution.json`` of a folder."""
    file = _solution_file(path)
    try:
        rows = _Rows.validate_json(read_text(file))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = " ".join(str(part) for part in first["loc"])
        advice = 'Write one object: {"employee": ["D", "", …], …}.'
        raise FormatError(f"{file} {where}".rstrip(), f"{first['msg']}.", advice) from error
    for person in [*rows, *department.person_by_id]:
        if person not in department.person_by_id or person not in rows:
            problem = f"{person} is {'missing' if person not in rows else 'not in the instance'}."
            raise UnknownReferenceError(str(file), problem, "Write one row for each employee of the instance.")
    return roster_of(department, list(_assignments(rows, department, file)))


def write_solution(roster: Roster, department: Department, path: Path) -> None:
    """Write a roster to a file that ends in ``.json``, or to ``solution.json`` in a folder."""
    rows = {person.id: [""] * department.horizon.days for person in department.staff}
    for (person, day), one in cells(roster, department).items():
        rows[person][day] = one.shift
    lines = (f"{json.dumps(person, ensure_ascii=False)}: {json.dumps(row)}" for person, row in rows.items())
    write_whole(_solution_file(path), ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _solution_file(path: Path) -> Path:
    return path if path.suffix == ".json" and not path.is_dir() else path / SOLUTION


def _assignments(rows: dict[str, list[str | None]], department: Department, file: Path) -> Iterator[Assignment]:
    for person, row in rows.items():
        if len(row) != department.horizon.days:
            problem = f"{len(row)} days, but the horizon has {department.horizon.days}."
            raise FormatError(f"{file} {person}", problem, 'Write one entry a day, "" for off.')
        for day, shift in enumerate(row):
            if shift is None or shift in OFF:
                continue
            if shift not in department.shift_by_id:
                advice = f"Use one of {', '.join(department.shift_by_id)}."
                raise UnknownReferenceError(f"{file} {person} day {day}", f"unknown shift {shift!r}.", advice)
            yield Assignment(person=person, date=department.horizon.date_of(day), shift=shift, area=AREA)


def _department(instance: Instance) -> Department:
    span = horizon(instance.days)
    contracts = {terms: f"terms-{n}" for n, terms in enumerate(dict.fromkeys(instance.staff.values()), start=1)}
    return Department(
        id=instance.name,
        currency=CURRENCY,
        horizon=span,
        shifts=tuple(_shift(name, shift) for name, shift in instance.shifts.items()),
        areas=(Area(id=AREA, shifts=tuple(instance.shifts)),),
        contracts=tuple(_contract(terms, name) for terms, name in contracts.items()),
        staff=tuple(Person(id=name, contract=contracts[terms]) for name, terms in instance.staff.items()),
        shift_needs=tuple(_need(row, span) for row in instance.cover),
        time_off=tuple(_time_off(instance.days_off, span)),
        wishes=(*_wishes(instance.on, WishKind.ON, span), *_wishes(instance.off, WishKind.OFF, span)),
        policy=policy(instance, contracts),
    )


def _shift(name: str, shift: Shift) -> ShiftType:
    next_day = shift.minutes > MINUTES_PER_DAY
    end = shift.minutes - (MINUTES_PER_DAY if next_day else 0)
    return ShiftType(id=name, start=0, end=end, next_day=next_day)


def _contract(terms: Terms, name: str) -> Contract:
    return Contract(
        id=name,
        name=terms.text(),
        shifts=frozenset(shift for shift, most in terms.most if most),
        overtime=OvertimeRule.NONE,
    )


def _need(row: Cover, span: Horizon) -> ShiftNeed:
    return ShiftNeed(
        area=AREA,
        shift=row.shift,
        date=span.date_of(row.day),
        target=row.count,
        under_price=row.under,
        over_price=row.over,
    )


def _time_off(days_off: Sequence[tuple[str, int]], span: Horizon) -> Iterator[TimeOff]:
    for person, day in days_off:
        yield TimeOff(person=person, start=span.date_of(day), end=span.date_of(day), kind="day off")


def _wishes(requests: Iterable[Request], kind: WishKind, span: Horizon) -> Iterator[Wish]:
    for one in requests:
        date = span.date_of(one.day)
        yield Wish(person=one.person, date=date, kind=kind, shift=one.shift, price=one.price)
