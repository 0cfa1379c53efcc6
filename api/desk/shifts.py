"""Somebody's own shifts in all rosters in force, as staff see them: no costs, no rules, nobody's time off."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.desk.sheets import Sheet, sheet_of
from api.pages.stylesheet import PART_CLASS
from api.rosters import repository
from api.rosters.schemas import RosterState
from api.views.grid import area_label
from api.views.palette import Palette
from api.views.wording import plain
from models.calendar import clock_text
from models.department import Department
from models.shifts import ShiftKind

MOST_ROSTERS = 50
"""Rosters in force of a department that are looked at; more would be years of them."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A duty as its person reads it."""

    roster: str
    """Id of the roster that has it."""
    date: dt.date
    chip: str
    look: str
    name: str
    area: str
    times: str
    on_call: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week of shifts."""

    start: dt.date
    shifts: tuple[Shift, ...]


def own_department(caller: Caller) -> str | None:
    """The department of somebody who is a member of its staff."""
    if caller.person is None or caller.departments is None:
        return None
    return next((one for one in caller.departments if caller.is_person(one, caller.person)), None)


def in_force(session: Session, caller: Caller, department: str) -> list[Sheet]:
    """The rosters of a department that staff see, the earliest first."""
    states = [one for one in RosterState if one.in_force]
    found = repository.summaries(session, before="", limit=MOST_ROSTERS, departments=(department,), states=states)
    return [sheet_of(session, caller, one.id) for one in sorted(found, key=lambda one: one.start)]


def weeks_of(sheets: list[Sheet], person: str, *, first: dt.date) -> list[Week]:
    """The shifts of a person from a day on, by week from Monday on."""
    shifts = sorted((one for sheet in sheets for one in _shifts(sheet, person) if one.date >= first), key=_by_date)
    weeks: dict[dt.date, list[Shift]] = {}
    for one in shifts:
        weeks.setdefault(one.date - dt.timedelta(days=one.date.weekday()), []).append(one)
    return [Week(start, tuple(found)) for start, found in weeks.items()]


def without_absences(department: Department) -> Department:
    """The department as colleagues may see it: the board of a published roster says nothing of time off."""
    return department.model_copy(update={"time_off": (), "wishes": (), "published": ()})


def _shifts(sheet: Sheet, person: str) -> Iterator[Shift]:
    department, palette = sheet.department, Palette.of(sheet.department)
    for one in sheet.roster.assignments:
        if one.person == person:
            shift, area = department.shift_by_id[one.shift], department.area_by_id[one.area]
            yield Shift(
                roster=sheet.id,
                date=one.date,
                chip=plain(shift.id),
                look=f"c{palette.hue(shift, area)} {PART_CLASS[palette.parts[shift.id]]}",
                name=plain(shift.name or shift.id),
                area=area_label(area),
                times=f"{clock_text(shift.start)}–{clock_text(shift.end)}",
                on_call=shift.kind is ShiftKind.CALL,
            )


def _by_date(shift: Shift) -> dt.date:
    return shift.date
