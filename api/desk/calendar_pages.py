"""Pages of a department's calendars: of people and of areas, when each was last asked for, and the end of one."""

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
from api.desk.pages import page, segment
from api.desk.requests import name_in
from api.desk.roster_board import zone_of
from api.desk.sheets import department_in
from api.errors import NotFoundError
from api.feeds import service
from api.feeds.addresses import Address, address_at
from api.feeds.schemas import Feed, NewFeed
from api.http.pages import Cursor, after, page_of
from api.http.state import DatabaseOf
from api.storage.database import Database
from api.views.grid import area_label
from api.views.wording import plain
from models.base import Noun
from models.department import Department

router = APIRouter(prefix="/desk/departments/{department}/calendars")
SHOWN: Final = 50
PERSON, AREA = "person", "area"
Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_FEEDS))]


class CalendarForm(Noun):
    """A calendar that will subscribe, of a person or of an area."""

    of: Annotated[str, Field(pattern=f"^({PERSON}|{AREA}):.+$", max_length=300)]
    label: Annotated[str, Field(max_length=200)] = ""


@router.get("")
def show_calendars(
    department: str, request: Request, database: DatabaseOf, caller: Managing, cursor: Cursor = None
) -> Response:
    """The department's calendars, newest first."""
    return _calendars(department, request, database, caller, cursor=cursor)


def _calendars(
    department: str, request: Request, database: Database, caller: Caller, *, cursor: str | None = None,
    made: Address | None = None,
) -> Response:  # fmt: skip
    """The list, with the address of one that was just made, which is never shown again."""
    document = department_in(departments.get(database, caller, department).text)
    found = service.listed(database, caller, before=after(cursor), limit=SHOWN + 1, department=department)
    shown = page_of(found, limit=SHOWN, key=lambda one: one.id)
    return page(
        request, "desk_calendars.html", caller, department=document, name=name_of(document), zone=zone_of(document),
        feeds=[(_whose(document, one), one) for one in shown.items], next=shown.next, made=made,
        people=[(f"{PERSON}:{one.id}", plain(one.label)) for one in document.staff],
        areas=[(f"{AREA}:{one.id}", area_label(one)) for one in document.areas if caller.keeps(one.id)],
    )  # fmt: skip


@router.post("")
def make_calendar(
    department: str,
    request: Request,
    database: DatabaseOf,
    caller: Managing,
    wanted: Annotated[CalendarForm, Depends(FormBody(CalendarForm))],
) -> Response:
    """Make an address of a person's or an area's calendar, and show it this once."""
    kind, _, key = wanted.of.partition(":")
    asked = filled(NewFeed, {"department": department, kind: key, "label": wanted.label})
    _, secret = service.make(database, caller, asked)
    return _calendars(department, request, database, caller, made=address_at(request.base_url, secret))


@router.post("/{feed}/revoke")
def revoke_calendar(department: str, feed: str, database: DatabaseOf, caller: Managing) -> Response:
    """End an address: it leads nowhere from now on."""
    revoked = service.revoke(database, caller, feed)
    if revoked.department != department:
        raise NotFoundError.of("feed", feed)
    return RedirectResponse(f"/desk/departments/{segment(department)}/calendars", 303)


def _whose(document: Department, feed: Feed) -> str:
    if feed.person is not None:
        return name_in(document, feed.person)
    area = document.area_by_id.get(feed.area or "")
    return f"everybody in {area_label(area) if area else plain(feed.area or '')}"
