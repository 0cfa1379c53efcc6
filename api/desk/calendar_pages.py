"""Pages of a department's calendars, of people, areas and open shifts: made, when last asked for, and revoked."""

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
PERSON, AREA, OPEN = "person", "area", "open"
Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_FEEDS))]


class CalendarForm(Noun):
    """A calendar that will subscribe: of a person, of an area, of what is open there or, naming none, anywhere."""

    of: Annotated[str, Field(pattern=f"^(({PERSON}|{AREA}):.+|{OPEN}:.*)$", max_length=300)]
    label: Annotated[str, Field(max_length=200)] = ""

    def feed_of(self, department: str) -> NewFeed:
        """The feed that is asked for; raises `InputError` where it cannot be."""
        kind, _, key = self.of.partition(":")
        about = {"open_shifts": True, AREA: key or None} if kind == OPEN else {kind: key}
        return filled(NewFeed, {"department": department, "label": self.label, **about})


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
        areas=_areas(document, caller, AREA),
        openings=[(f"{OPEN}:", "all areas")] * (caller.areas is None) + _areas(document, caller, OPEN),
    )  # fmt: skip


@router.post("")
def make_calendar(
    department: str,
    request: Request,
    database: DatabaseOf,
    caller: Managing,
    wanted: Annotated[CalendarForm, Depends(FormBody(CalendarForm))],
) -> Response:
    """Make a calendar's address, and show it this once."""
    _, secret = service.make(database, caller, wanted.feed_of(department))
    return _calendars(department, request, database, caller, made=address_at(request.base_url, secret))


@router.post("/{feed}/revoke")
def revoke_calendar(department: str, feed: str, database: DatabaseOf, caller: Managing) -> Response:
    """End an address: it leads nowhere from now on."""
    revoked = service.revoke(database, caller, feed)
    if revoked.department != department:
        raise NotFoundError.of("feed", feed)
    return RedirectResponse(f"/desk/departments/{segment(department)}/calendars", 303)


def _areas(document: Department, caller: Caller, kind: str) -> list[tuple[str, str]]:
    """What the form says of each area that the caller keeps, and how it is called."""
    return [(f"{kind}:{one.id}", area_label(one)) for one in document.areas if caller.keeps(one.id)]


def _whose(document: Department, feed: Feed) -> str:
    if feed.person is not None:
        return name_in(document, feed.person)
    what = "open shifts of" if feed.open_shifts else "everybody in"
    if feed.area is None:
        return f"{what} all areas"
    area = document.area_by_id.get(feed.area)
    return f"{what} {area_label(area) if area else plain(feed.area)}"
