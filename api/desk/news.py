"""What publishing or withdrawing a roster changes for whom: the news that staff will have."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.desk.sheets import Sheet, sheet_of
from api.rosters import reading, repository
from api.rosters.schemas import CellChange, RosterSummary
from api.views.wording import plain
from models.department import Department
from models.requests import Assignment
from models.roster import Roster

OFF = "off"


@dataclass(frozen=True, slots=True)
class Line:
    """One day of somebody that becomes another."""

    date: dt.date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonNews:
    """Everything that changes for one person."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What changes when a roster comes into force, or goes."""

    people: tuple[PersonNews, ...]
    replaced: tuple[RosterSummary, ...]
    """Rosters in force that it replaces."""

    @property
    def cells(self) -> int:
        """How many days of people change."""
        return sum(len(one.lines) for one in self.people)


def news_of_publishing(session: Session, caller: Caller, sheet: Sheet) -> News:
    """What staff see now on the days of a roster, against what they will see."""
    row, start = sheet.held.row, sheet.roster.start
    rows = repository.in_force(session, row.department, start=start, days=sheet.roster.days)
    known = [sheet_of(session, caller, one.id) for one in rows if one.id != row.id]
    duties = tuple(duty for one in known for duty in one.roster.assignments)
    before = sheet.roster.model_copy(update={"assignments": duties})
    changes = reading.changed_cells(before, sheet.roster)
    return News(told_by_person(sheet.department, changes), tuple(one.summary for one in known))


def news_of_withdrawing(sheet: Sheet) -> News:
    """What staff see now and will see no longer."""
    nothing: tuple[Assignment, ...] = ()
    after: Roster = sheet.roster.model_copy(update={"assignments": nothing})
    return News(told_by_person(sheet.department, reading.changed_cells(sheet.roster, after)), ())


def told_by_person(department: Department, changes: tuple[CellChange, ...]) -> tuple[PersonNews, ...]:
    """Changes of cells in words, by person in the order of the department."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    for one in changes:
        before = duty_text(department, one.before_shift, one.before_area)
        lines[one.person].append(Line(one.date, before, duty_text(department, one.after_shift, one.after_area)))
    order = {person.id: number for number, person in enumerate(department.staff)}
    people = sorted(lines, key=lambda key: (order.get(key, len(order)), key))
    return tuple(PersonNews(_name(department, key), tuple(lines[key])) for key in people)


def duty_text(department: Department, shift: str | None, area: str | None) -> str:
    """``D8 in CT``; the area only where there are several."""
    if shift is None:
        return OFF
    return plain(f"{shift} in {area}" if len(department.areas) > 1 else shift)


def _name(department: Department, person: str) -> str:
    known = department.person_by_id.get(person)
    return plain(known.label if known else person)
