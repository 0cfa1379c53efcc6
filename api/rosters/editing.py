"""Editing rosters by hand: cells and locks, all of an edit or nothing, and what it did told at once."""

from collections import Counter
from collections.abc import Iterable

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ConflictError
from api.jobs import queue
from api.rosters import reading, repository
from api.rosters.repository import Held
from api.rosters.schemas import Cell, CellEdit, EditedRoster, EditRoster, RosterState
from api.rosters.tables import RosterVersionRow
from api.storage.database import Database
from api.storage.versions import require_version
from models.department import Department
from models.errors import InputError, UnknownReferenceError
from models.requests import Assignment
from models.roster import Roster, Verdict, Violation
from scheduler.verify import verify


def edit(
    database: Database, caller: Caller, roster: str, edits: EditRoster, *, expected: int | None, why: str = ""
) -> EditedRoster:
    """Change cells and locks. A roster in force is amended: that needs the right to publish, and a reason."""
    with changing(database, actor=caller.id, why=why) as change:
        held = reading.held_by(change.session, caller, roster)
        row = held.row
        require_version(f"The roster {roster!r}", actual=row.version, expected=expected)
        state = _state_after(caller, held, edits, why)
        _require_areas(caller, held, edits)
        if row.job is not None and not queue.find(change.session, row.job).state.over:
            raise ConflictError(f"The roster {roster!r} is being made.", f"Wait for its job {row.job}, or cancel it.")
        kept, verdict = carry_out(change, held, edits, state=state)
        return EditedRoster(
            roster=repository.summary(row, kept), new_violations=tuple(new_violations(held.verdict, verdict)),
            cost_change=verdict.cost - held.verdict.cost, hole_change=verdict.holes - held.verdict.holes,
        )  # fmt: skip


def carry_out(change: Change, held: Held, edits: EditRoster, *, state: RosterState) -> tuple[RosterVersionRow, Verdict]:
    """Keep edits as the next version of a roster, in a change that has asked whether they may be made.

    Answers that version, and what the checker says of it.
    """
    row = held.row
    changed = with_edits(held.department, held.roster, edits.cells)
    verdict = verify(held.department, changed)
    locks = (held.locks | _known(held.department, edits.lock, "lock")) - frozenset(edits.unlock)
    kept = repository.add_version(change, row, changed, verdict, locks=locks)
    row.state = state
    change.record(
        "roster.edited", row.id, department=row.department,
        before={"version": held.kept.version, "digest": held.kept.digest},
        after={
            "version": kept.version, "digest": kept.digest, "state": state.value,
            "cells": [one.model_dump(mode="json") for one in reading.changed_cells(held.roster, changed)],
        },
    )  # fmt: skip
    return kept, verdict


def _state_after(caller: Caller, held: Held, edits: EditRoster, why: str) -> RosterState:
    state = RosterState(held.row.state)
    if state is RosterState.WITHDRAWN:
        raise ConflictError(f"The roster {held.row.id!r} was withdrawn.", "Generate a new one with it as base.")
    if not state.in_force:
        return state
    caller.require(Right.PUBLISH_ROSTERS)
    if edits.cells and not why:
        raise InputError("why", "is empty, and staff see this roster.", "Say why it changes.")
    return RosterState.AMENDED if edits.cells else state


def with_edits(department: Department, roster: Roster, cells: Iterable[CellEdit]) -> Roster:
    """The roster with these cells changed; raises `InputError` for a cell or a duty that the department has not."""
    duties = {(one.person, one.date): one for one in roster.assignments}
    for number, cell in enumerate(cells):
        place = f"body.cells[{number}]"
        _require_cell(department, cell, place)
        if cell.shift is None and cell.area is None:
            duties.pop((cell.person, cell.date), None)
            continue
        if cell.shift is None or cell.area is None:
            raise InputError(place, "names a shift or an area alone.", "Name both, or neither for a day off.")
        area = department.area_by_id.get(cell.area)
        if area is None:
            raise UnknownReferenceError.near(f"{place}.area", "area", cell.area, department.area_by_id)
        if cell.shift not in area.shifts:
            raise UnknownReferenceError.near(f"{place}.shift", "shift", cell.shift, area.shifts)
        duties[cell.person, cell.date] = Assignment(
            person=cell.person, date=cell.date, shift=cell.shift, area=cell.area
        )
    ordered = tuple(duties[place] for place in sorted(duties))
    return roster.model_copy(update={"assignments": ordered})


def _require_areas(caller: Caller, held: Held, edits: EditRoster) -> None:
    """Whoever keeps some areas changes their duties alone: those that go, and those that come instead.

    A day off is of the area in which the person is at home, if there is one.
    """
    if caller.areas is None:
        return
    duties = {(one.person, one.date): one.area for one in held.roster.assignments}
    homes = {person.id: person.home_area for person in held.department.staff}
    touched: tuple[Cell | CellEdit, ...] = (*edits.cells, *edits.lock, *edits.unlock)
    for cell in touched:
        what = f"The cell of {cell.person} on {cell.date}"
        caller.require_area(duties.get((cell.person, cell.date), homes.get(cell.person)), what)
    for changed in edits.cells:
        caller.require_area(changed.area, f"The new duty of {changed.person} on {changed.date}")


def _require_cell(department: Department, cell: Cell | CellEdit, place: str) -> None:
    if cell.person not in department.person_by_id:
        raise UnknownReferenceError.near(f"{place}.person", "person", cell.person, department.person_by_id)
    horizon = department.horizon
    if not 0 <= horizon.day_of(cell.date) < horizon.days:
        told = f"{cell.date} is not between {horizon.start} and {horizon.end}."
        raise InputError(f"{place}.date", told, "Name a day of the roster.")


def _known(department: Department, cells: tuple[Cell, ...], name: str) -> frozenset[Cell]:
    for number, cell in enumerate(cells):
        _require_cell(department, cell, f"body.{name}[{number}]")
    return frozenset(cells)


def new_violations(before: Verdict, after: Verdict) -> list[Violation]:
    """What is missed after and was not before."""
    old = Counter(one.model_dump_json() for one in before.violations)
    new = []
    for one in after.violations:
        text = one.model_dump_json()
        if old[text]:
            old[text] -= 1
        else:
            new.append(one)
    return new
