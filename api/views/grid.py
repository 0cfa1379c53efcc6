"""The roster as a board: staff by home area down, days across, what each person's days add up to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from api.views.absence import hours_on
from api.views.palette import DayPart, day_parts
from api.views.wording import plain
from models.demand import Area
from models.department import Department
from models.policy import Level
from models.requests import TimeOffStatus
from models.roster import Roster, Violation
from models.shifts import ShiftKind, ShiftType
from models.staff import Person
from scheduler.lines import Lines

UNNAMED_LEAVE = "time off"
Place = tuple[str, dt.date]
"""A person's id and a date."""


class Mark(StrEnum):
    """Something to know about a cell."""

    HARD = "hard"
    """A hard rule is broken here."""
    PRICED = "priced"
    """Something is missed here at a price."""
    CHANGED = "changed"
    """Differs from the roster that staff know already."""
    LOCKED = "locked"
    """A new solve leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one day: a duty, time off, or nothing."""

    shift: ShiftType | None = None
    area: Area | None = None
    away: bool = False
    """The duty is outside the person's home area."""
    time_off: str | None = None
    """Kind of approved time off; only "time off" when the kind is private."""
    marks: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Totals:
    """What a person's line adds up to."""

    minutes: int = 0
    """Paid minutes worked; call counts none, a night over a clock change what it really lasts."""
    duties: int = 0
    nights: int = 0
    weekend_days: int = 0
    """Duties on days of the weekend."""
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line."""

    person: Person
    label: str
    cells: tuple[Cell, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one home area."""

    area: Area | None
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Head of one column."""

    date: dt.date
    weekend: bool
    holiday: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The whole roster."""

    days: tuple[Day, ...]
    groups: tuple[Group, ...]

    @property
    def people(self) -> int:
        """Number of people."""
        return sum(len(group.rows) for group in self.groups)


def board(
    department: Department,
    roster: Roster,
    violations: Iterable[Violation] = (),
    *,
    locked: AbstractSet[Place] = frozenset(),
) -> Board:
    """Lay the roster out; `violations` put their marks on cells that they name by person and date."""
    horizon = department.horizon
    days = tuple(
        Day(horizon.date_of(day), horizon.is_weekend(day), horizon.is_holiday(day)) for day in range(horizon.days)
    )
    lines = Lines(department, roster)
    leave = _time_off(department)
    marks = _marks(department, lines, violations)
    for person_id, date in locked:
        if person_id in marks:
            marks[person_id][horizon.day_of(date)].add(Mark.LOCKED)
    parts = day_parts(department.shifts)
    rows = {}
    for person in department.staff:
        cells = _cells(lines, person, leave.get(person.id, {}), marks[person.id])
        rows[person.id] = Row(person, plain(person.label), cells, _totals(lines, person, parts))
    return Board(days, _grouped(department, rows))


def _grouped(department: Department, rows: dict[str, Row]) -> tuple[Group, ...]:
    homes: list[Area | None] = [*department.areas, None]
    groups: list[Group] = []
    for area in homes:
        home = area.id if area else None
        members = tuple(rows[person.id] for person in department.staff if person.home_area == home)
        if members:
            label = area_label(area) if area else ("Staff without a home area" if groups else "Staff")
            groups.append(Group(area, label, members))
    return tuple(groups)


def area_label(area: Area) -> str:
    """The area's name, its id when there is none."""
    return plain(area.name or area.id)


def _cells(lines: Lines, person: Person, leave: dict[int, str], marks: dict[int, set[Mark]]) -> tuple[Cell, ...]:
    worked = {one.day: one for one in lines.worked(person.id)}
    several = len(lines.department.areas) > 1
    cells = []
    for day in range(lines.days):
        one = worked.get(day)
        cells.append(
            Cell(
                shift=one.shift if one else None,
                area=one.area if one else None,
                away=several and one is not None and one.area.id != person.home_area,
                time_off=leave.get(day),
                marks=frozenset(marks.get(day, ())),
            )
        )
    return tuple(cells)


def _totals(lines: Lines, person: Person, parts: dict[str, DayPart]) -> Totals:
    worked = list(lines.worked(person.id))
    times = [parts[one.shift.id] for one in worked]
    return Totals(
        minutes=sum(one.paid_minutes for one in worked),
        duties=sum(one.shift.kind is ShiftKind.WORK for one in worked),
        nights=times.count(DayPart.NIGHT),
        weekend_days=sum(lines.horizon.is_weekend(one.day) for one in worked),
        calls=times.count(DayPart.CALL),
    )


def _time_off(department: Department) -> dict[str, dict[int, str]]:
    kinds: defaultdict[str, dict[int, str]] = defaultdict(dict)
    horizon = department.horizon
    for leave in department.time_off:
        if leave.status is not TimeOffStatus.APPROVED:
            continue
        first, last = horizon.day_of(leave.start), horizon.day_of(leave.end)
        for day in range(max(0, first), min(horizon.days, last + 1)):
            kind = UNNAMED_LEAVE if leave.private else plain(leave.kind) or UNNAMED_LEAVE
            hours = hours_on(leave, horizon.date_of(day))
            kinds[leave.person][day] = f"{kind} {hours}" if hours else kind
    return kinds


def _marks(
    department: Department, lines: Lines, violations: Iterable[Violation]
) -> dict[str, defaultdict[int, set[Mark]]]:
    marks: dict[str, defaultdict[int, set[Mark]]] = {person.id: defaultdict(set) for person in department.staff}
    for one in violations:
        if one.person in marks and one.date is not None:
            mark = Mark.HARD if one.level is Level.HARD else Mark.PRICED
            marks[one.person][department.horizon.day_of(one.date)].add(mark)
    if department.published:
        known = {(one.person, one.date): (one.shift, one.area) for one in department.published}
        for person, days in marks.items():
            line = lines.by_person[person]
            for day in range(lines.days):
                now = (line[day].shift.id, line[day].area.id) if day in line else None
                if now != known.get((person, lines.date(day))):
                    days[day].add(Mark.CHANGED)
    return marks
