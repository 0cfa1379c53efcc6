"""Pages of open shifts: holes of the rosters in force, duties posted beyond them, and claims that wait."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import service as departments
from api.desk.forms import FormBody, filled
from api.desk.months import name_of
from api.desk.news import duty_text
from api.desk.pages import page, segment
from api.desk.requests import claims_waiting
from api.desk.roster_board import zone_of
from api.desk.sheets import Sheet, department_in, sheet_of
from api.desk.shifts import in_force
from api.errors import NotFoundError
from api.http.state import DatabaseOf
from api.open_shifts import posting, repository
from api.open_shifts.schemas import NewPost, OpenShift
from models.base import Noun
from models.department import Department
from models.errors import InputError

router = APIRouter(prefix="/desk/departments/{department}/open-shifts")
Deciding = Annotated[Caller, Depends(Allowed(Right.DECIDE_TRADES))]
FEW: Final = 20
"""Open shifts of a roster that are shown unfolded."""


class PostForm(Noun):
    """A duty that is to be posted as open."""

    roster: Annotated[str, Field(max_length=200)]
    date: dt.date
    duty: Annotated[int, Field(ge=0, le=10**6)]
    """Its place among `duties_in` the roster's department."""
    people: Annotated[int, Field(ge=1, le=100)] = 1
    note: Annotated[str, Field(max_length=500)] = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A roster in force and what is open in it."""

    sheet: Sheet
    shifts: tuple[OpenShift, ...]
    duties: tuple[tuple[int, str], ...]
    """Duties that the caller may post: place and words."""
    places: dict[tuple[str, str], int]
    """By shift and area the place of a duty."""
    first: dt.date
    """The first day that may be posted."""


@router.get("")
def show_open_shifts(department: str, request: Request, database: DatabaseOf, caller: Deciding) -> Response:
    """What is open in the rosters in force that are not over, and who wants it."""
    document = department_in(departments.get(database, caller, department).text)
    today = dt.datetime.now(zone_of(document)).date()
    with database.read() as session:
        sheets = [one for one in in_force(session, caller, department) if one.department.horizon.end >= today]
    opened = [
        _opened(caller, one, posting.listed(database, caller, one.id, person=None).shifts, today) for one in sheets
    ]
    return page(
        request, "desk_open_shifts.html", caller, department=document, name=name_of(document), opened=opened, few=FEW,
        duty_text=duty_text, claims=claims_waiting(database, caller, department),
    )  # fmt: skip


@router.post("")
def post_open_shift(
    department: str, database: DatabaseOf, caller: Deciding, wanted: Annotated[PostForm, Depends(FormBody(PostForm))]
) -> Response:
    """Ask for people on a duty of a roster in force."""
    with database.read() as session:
        sheet = sheet_of(session, caller, wanted.roster)
    if sheet.department.id != department:
        raise NotFoundError.of("roster", wanted.roster)
    known = duties_in(sheet.department)
    if wanted.duty >= len(known):
        raise InputError("duty", f"{wanted.duty} is none of the {len(known)} there are.", "Open the page again.")
    shift, area = known[wanted.duty]
    told = wanted.model_dump(exclude={"duty"}) | {"shift": shift, "area": area}
    posting.post(database, caller, filled(NewPost, told))
    return _done(department)


@router.post("/{post}/close")
def close_open_shift(department: str, post: str, database: DatabaseOf, caller: Deciding) -> Response:
    """Take a post back."""
    with database.read() as session:
        if repository.post_of(session, post).department != department:
            raise NotFoundError.of("open shift", post)
    posting.close(database, caller, post)
    return _done(department)


def duties_in(department: Department) -> list[tuple[str, str]]:
    """Every shift in every area where it is worked."""
    return [(shift, area.id) for area in department.areas for shift in area.shifts]


def _opened(caller: Caller, sheet: Sheet, shifts: tuple[OpenShift, ...], today: dt.date) -> Opened:
    known = duties_in(sheet.department)
    mine = [(at, duty_text(sheet.department, *one)) for at, one in enumerate(known) if caller.keeps(one[1])]
    return Opened(
        sheet=sheet, shifts=shifts, duties=tuple(mine), places={one: at for at, one in enumerate(known)},
        first=max(today, sheet.roster.start),
    )  # fmt: skip


def _done(department: str) -> Response:
    return RedirectResponse(f"/desk/departments/{segment(department)}/open-shifts", 303)
