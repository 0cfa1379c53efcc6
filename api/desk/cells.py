"""One cell of a roster to be edited: what stands in it, what else may, and with whom it can be exchanged."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from api.desk.sheets import Sheet
from api.errors import NotFoundError
from api.pages.stylesheet import PART_CLASS
from api.rosters.schemas import Cell, CellEdit
from api.views.absence import hours_on
from api.views.grid import area_label
from api.views.palette import Palette
from api.views.wording import plain
from models.calendar import clock_text
from models.department import Department
from models.errors import InputError
from models.requests import Assignment, TimeOffStatus, WishKind
from models.staff import Person
from scheduler.problem import Duty, Problem, compile_problem

OFF = "off"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a cell may hold."""

    value: str
    """Number of the duty, or ``off``."""
    label: str
    look: str = "none"
    """Classes of its chip."""
    chip: str = OFF
    shift: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who may take this duty, and whose own duty this person may take."""

    value: str
    """Number of the person."""
    person: Person
    has: Option

    @property
    def label(self) -> str:
        """Name, and what there is to be had for it."""
        return f"{plain(self.person.label)}: {self.has.label}"


@dataclass(frozen=True)
class OpenCell:
    """A person on a day, and everything that may stand there."""

    number: int
    """Of the person, in the order of the department."""
    person: Person
    day: int
    date: dt.date
    now: Option
    locked: bool
    notes: tuple[str, ...]
    """What is known of the person on that day: time off, wishes."""
    options: tuple[Option, ...]
    """What the person may do instead."""
    partners: tuple[Partner, ...]

    @property
    def place(self) -> Cell:
        """The cell, as locks name it."""
        return Cell(person=self.person.id, date=self.date)

    def given(self, to: str) -> tuple[CellEdit, ...]:
        """The edit that puts an option here; raises `InputError` for one that is not offered."""
        wanted = next((one for one in self.options if one.value == to), None)
        if wanted is None:
            raise InputError("to", "is not something that the person may do on that day.", "Choose one of the list.")
        return (self._edit(self.person, wanted),)

    def exchanged(self, other: str) -> tuple[CellEdit, ...]:
        """The edits that exchange this cell with somebody's of the same day; raises `InputError` likewise."""
        partner = next((one for one in self.partners if one.value == other), None)
        if partner is None:
            raise InputError("other", "is nobody to exchange with on that day.", "Choose one of the list.")
        return (self._edit(self.person, partner.has), self._edit(partner.person, self.now))

    def _edit(self, person: Person, holds: Option) -> CellEdit:
        return CellEdit(person=person.id, date=self.date, shift=holds.shift, area=holds.area)


def open_cell(sheet: Sheet, number: int, day: int) -> OpenCell:
    """The cell of the person of that number; raises `NotFoundError` where there is none."""
    department = sheet.department
    if not (0 <= number < len(department.staff) and 0 <= day < department.horizon.days):
        raise NotFoundError("There is no such cell in the roster.")
    person, date = department.staff[number], department.horizon.date_of(day)
    table = _Table(sheet, day)
    now = table.holds(number)
    return OpenCell(
        number, person, day, date, now,
        locked=Cell(person=person.id, date=date) in sheet.locks,
        notes=tuple(_notes(department, person, date)),
        options=tuple(one for one in table.allowed(number) if one.value != now.value),
        partners=tuple(sorted(table.partners(number), key=lambda one: (one.has.value != OFF, one.label))),
    )  # fmt: skip


class _Table:
    """One day of a roster: what everybody does, and may do."""

    def __init__(self, sheet: Sheet, day: int) -> None:
        self.problem: Problem = compile_problem(sheet.department)
        self.staff, self.day = sheet.department.staff, day
        palette = Palette.of(sheet.department)
        self.off = Option(OFF, "day off")
        self.duties = [_option(duty, palette) for duty in self.problem.duties]
        date = sheet.department.horizon.date_of(day)
        self.worked: dict[str, Assignment] = {one.person: one for one in sheet.roster.assignments if one.date == date}

    def holds(self, number: int) -> Option:
        duty = self.worked.get(self.staff[number].id)
        return self.off if duty is None else self.duties[self.problem.duty_index[duty.shift, duty.area]]

    def allowed(self, number: int) -> list[Option]:
        return [self.off, *(self.duties[duty] for duty in self.problem.options[number][self.day])]

    def partners(self, number: int) -> Iterator[Partner]:
        mine, may = self.holds(number), {one.value for one in self.allowed(number)}
        for other, person in enumerate(self.staff):
            theirs = self.holds(other)
            if other == number or theirs.value == mine.value or theirs.value not in may:
                continue
            if any(one.value == mine.value for one in self.allowed(other)):
                yield Partner(str(other), person, theirs)


def _option(duty: Duty, palette: Palette) -> Option:
    shift, area = duty.shift, duty.area
    name = plain(shift.name or shift.id)
    label = f"{name} in {area_label(area)}, {clock_text(shift.start)}–{clock_text(shift.end)}"
    look = f"c{palette.hue(shift, area)} {PART_CLASS[palette.parts[shift.id]]}"
    return Option(str(duty.index), label, look, plain(shift.id), shift=shift.id, area=area.id)


def _notes(department: Department, person: Person, date: dt.date) -> Iterator[str]:
    for leave in department.time_off:
        if leave.person == person.id and leave.start <= date <= leave.end:
            hours = hours_on(leave, date)
            then = f" {hours}" if hours else ""
            if leave.status is TimeOffStatus.APPROVED:
                yield f"Approved time off{then}."
            elif leave.status is TimeOffStatus.REQUESTED:
                yield f"Has asked for time off{then}."
    for wish in department.wishes:
        if wish.person == person.id and wish.date == date:
            wanted = " in ".join(plain(part) for part in (wish.shift, wish.area) if part)
            verb = "to work" if wish.kind is WishKind.ON else "not to work"
            yield f"Wishes {verb}{f' {wanted}' if wanted else ''}."
