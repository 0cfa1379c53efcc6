"""The page of a roster, from the order until long after: progress while it is made, then its board, cell by cell."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.audit.change import changing
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.desk.cells import OpenCell, open_cell
from api.desk.effects import Effect, effect_of, sentence
from api.desk.forms import FormBody
from api.desk.months import name_of
from api.desk.news import duty_text
from api.desk.pages import page, segment
from api.desk.progress import progress_of
from api.desk.roster_board import board_parts, zone_of
from api.desk.sheets import Sheet, department_in, sheet_of, title
from api.desk.wording import money_of
from api.http.preconditions import Version
from api.http.state import DatabaseOf
from api.jobs import queue
from api.rosters import editing, reading
from api.rosters.editing import with_edits
from api.rosters.repository import summary
from api.rosters.schemas import CellEdit, EditRoster
from api.rosters.tables import RosterRow
from api.storage.database import Database
from models.base import Noun
from scheduler.verify import verify

router = APIRouter(prefix="/desk/rosters/{roster}")
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_ROSTERS))]
Number = Annotated[int, Field(ge=0, le=10**6)]
NumberQuery = Annotated[int, Query(ge=0, le=10**6)]
Choice = Annotated[str | None, Query(max_length=20)]


class CellForm(Noun):
    """What is to become of a cell."""

    version: Annotated[int, Field(ge=1, le=10**9)]
    """Of the roster that the form was made from."""
    person: Number
    day: Number
    to: Annotated[str, Field(max_length=20)] | None = None
    other: Annotated[str, Field(max_length=20)] | None = None
    lock: bool | None = None
    """Locked from now on, or no longer; as it was when absent."""
    why: Annotated[str, Field(max_length=1000)] = ""


@router.get("")
def show_roster(
    roster: str,
    request: Request,
    database: DatabaseOf,
    caller: Reading,
    version: Version = None,
    since: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """A roster: how far its job is, or its board, and what the last edit did when it comes from one."""
    with database.read() as session:
        row = reading.known_row(session, caller, roster)
        if row.version == 0:
            return _progress(request, database, caller, row)
        sheet = sheet_of(session, caller, roster, version)
        before = sheet_of(session, caller, roster, since) if since is not None and since < sheet.version else None
    done = None if before is None else effect_between(before, sheet)
    return page(
        request, "desk_roster.html", caller, **board_parts(sheet, caller), done=done, since=since, sentence=sentence
    )  # fmt: skip


def _progress(request: Request, database: Database, caller: Caller, row: RosterRow) -> Response:
    department = department_in(row.document)
    with database.read() as session:
        told = None if row.job is None else progress_of(session, caller, row.job, now=dt.datetime.now(dt.UTC))
    return page(
        request, "desk_progress.html", caller, roster=summary(row, None), department=department,
        name=name_of(department), title=title(summary(row, None), zone_of(department)), told=told,
        chart=None if told is None else told.chart(department.currency), money=money_of(department),
    )  # fmt: skip


@router.post("/cancel")
def cancel_job(
    roster: str, database: DatabaseOf, caller: Annotated[Caller, Depends(Allowed(Right.CANCEL_JOBS))]
) -> Response:
    """End the job that makes a roster; the best roster until then is kept."""
    with database.read() as session:
        job = reading.known_row(session, caller, roster).job
    if job is not None:
        with changing(database, actor=caller.id, why="cancelled at the desk") as change:
            queue.cancel(change, job)
    return RedirectResponse(f"/desk/rosters/{segment(roster)}", 303)


@router.get("/cell")
def show_cell(
    roster: str,
    request: Request,
    database: DatabaseOf,
    caller: Editing,
    person: NumberQuery,
    day: NumberQuery,
    to: Choice = None,
    other: Choice = None,
) -> Response:
    """A cell with what may stand in it; with a choice, what that would change, checked against every rule."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
    cell = open_cell(sheet, person, day)
    edits = _edits(cell, to or None, other or None)
    return page(
        request, "desk_cell.html", caller, sheet=sheet, cell=cell, to=to, other=other,
        effect=tried(sheet, edits) if edits else None, sentence=sentence, department=sheet.department,
        name=name_of(sheet.department), title=title(sheet.summary, zone_of(sheet.department)),
        money=money_of(sheet.department), words=[_words(sheet, one) for one in edits],
    )  # fmt: skip


@router.post("/cell")
def save_cell(
    roster: str, database: DatabaseOf, caller: Editing, wanted: Annotated[CellForm, Depends(FormBody(CellForm))]
) -> Response:
    """Make the edit, from the version that was looked at and from no other."""
    with database.read() as session:
        cell = open_cell(sheet_of(session, caller, roster, wanted.version), wanted.person, wanted.day)
    edits = EditRoster(
        cells=_edits(cell, wanted.to, wanted.other),
        lock=(cell.place,) if wanted.lock is True else (),
        unlock=(cell.place,) if wanted.lock is False else (),
    )
    editing.edit(database, caller, roster, edits, expected=wanted.version, why=wanted.why)
    return RedirectResponse(f"/desk/rosters/{segment(roster)}?since={wanted.version}#r{wanted.person}", 303)


def _edits(cell: OpenCell, to: str | None, other: str | None) -> tuple[CellEdit, ...]:
    if other is not None:
        return cell.exchanged(other)
    return () if to is None else cell.given(to)


def tried(sheet: Sheet, edits: tuple[CellEdit, ...]) -> Effect:
    """What edits would do, without doing them."""
    after = with_edits(sheet.department, sheet.roster, edits)
    return effect_of((sheet.roster, sheet.verdict), (after, verify(sheet.department, after)))


def effect_between(before: Sheet, after: Sheet) -> Effect:
    """What changed between two versions of a roster."""
    return effect_of((before.roster, before.verdict), (after.roster, after.verdict))


def _words(sheet: Sheet, edit: CellEdit) -> str:
    name = sheet.department.person_by_id[edit.person].label
    return f"{name}: {duty_text(sheet.department, edit.shift, edit.area)}"
