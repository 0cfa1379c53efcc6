"""Pages of staff: the own shifts and the calendar that has them, and rosters in force as everybody sees them."""

import datetime as dt
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.desk.months import name_of
from api.desk.pages import page
from api.desk.roster_board import zone_of
from api.desk.sheets import Sheet, sheet_of
from api.desk.shifts import in_force, own_department, weeks_of, without_absences
from api.errors import NotFoundError
from api.http.state import DatabaseOf
from api.pages.roster_parts import roster_parts
from api.views.grid import board
from api.views.wording import plain
from models.roster import Verdict

router = APIRouter(prefix="/desk/shifts")
Seeing = Annotated[Caller, Depends(Allowed(Right.READ_PUBLISHED))]
NOTHING: Final = Verdict(holes=0, cost=0, broken=0, parts={})
"""What staff are told of rules and money."""


@router.get("")
def show_own_shifts(
    request: Request, database: DatabaseOf, caller: Seeing, days: Annotated[Literal["all"] | None, Query()] = None
) -> Response:
    """The caller's shifts from today on, by week."""
    department = own_department(caller)
    if department is None or caller.person is None:
        return page(
            request, "desk_shifts.html", caller, person=None, weeks=[], rosters=[], past=days is not None, name=""
        )
    with database.read() as session:
        sheets = in_force(session, caller, department)
    newest = sheets[-1].department if sheets else None
    zone = zone_of(newest) if newest else dt.UTC
    today = dt.datetime.now(zone).date()
    person = newest.person_by_id.get(caller.person) if newest else None
    return page(
        request, "desk_shifts.html", caller, person=plain(person.label) if person else caller.person,
        weeks=weeks_of(sheets, caller.person, first=dt.date.min if days else today), today=today, past=days is not None,
        rosters=[one.summary for one in sheets], name=name_of(newest) if newest else department,
    )  # fmt: skip


@router.get("/{roster}")
def show_published(roster: str, request: Request, database: DatabaseOf, caller: Seeing) -> Response:
    """A roster in force: who works when, and nothing else."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
    if not sheet.state.in_force:
        raise NotFoundError.of("published roster", roster)
    department = without_absences(sheet.department)
    parts = roster_parts(department, sheet.roster, NOTHING, board(department, sheet.roster))
    return page(
        request, "desk_published.html", caller, **parts, department=department, name=name_of(department),
        roster=sheet.summary, zone=zone_of(department), mine=_own_number(caller, sheet),
    )  # fmt: skip


def _own_number(caller: Caller, sheet: Sheet) -> str:
    """The caller's id on the board, where they are on it."""
    department = sheet.held.row.department
    return caller.person or "" if caller.is_person(department, caller.person or "") else ""
