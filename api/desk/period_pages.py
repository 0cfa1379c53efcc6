"""Pages of request periods: the days for which a department takes wishes, until when, and what was wished."""

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
from api.desk.pages import page, segment
from api.desk.requests import name_in
from api.desk.roster_board import zone_of
from api.desk.sheets import department_in
from api.errors import NotFoundError
from api.http.pages import Cursor, after, page_of
from api.http.state import DatabaseOf
from api.wishes import periods, repository
from api.wishes.repository import Days
from api.wishes.schemas import NewRequestPeriod, RequestPeriod, RequestPeriodTerms
from api.wishes.tables import WishRow
from models.base import Noun
from models.department import Department
from models.requests import WishKind

router = APIRouter(prefix="/desk/departments/{department}/wishes")
SHOWN: Final = 12
Setting = Annotated[Caller, Depends(Allowed(Right.SET_WISH_PERIODS))]


class TermsForm(Noun):
    """A deadline by the department's clock, and the most wishes of one person."""

    closes_at: dt.datetime
    most: Annotated[int, Field(ge=0, le=371)] | None = None

    def closes(self, zone: dt.tzinfo) -> dt.datetime:
        """The deadline as a moment; of an hour that there is twice the first."""
        return self.closes_at if self.closes_at.tzinfo else self.closes_at.replace(tzinfo=zone)


class PeriodForm(TermsForm):
    """Days for which wishes are to be taken."""

    first_day: dt.date
    last_day: dt.date


class MoveForm(TermsForm):
    """Other terms, from the version of the period that was looked at."""

    version: Annotated[int, Field(ge=1, le=10**9)]


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wishes in a period."""

    name: str
    days: tuple[tuple[dt.date, bool], ...]
    """Each with whether it is a wish to work."""


@router.get("")
def show_periods(
    department: str, request: Request, database: DatabaseOf, caller: Setting, cursor: Cursor = None
) -> Response:
    """The department's request periods, those opened last first, and what was wished in each."""
    document = department_in(departments.get(database, caller, department).text)
    found = periods.listed(database, caller, before=after(cursor), limit=SHOWN + 1, department=department)
    shown = page_of(found, limit=SHOWN, key=lambda one: one.id)
    with database.read() as session:
        rows = [
            (one, wished(document, repository.standing(session, department, Days(one.first_day, one.last_day))))
            for one in shown.items
        ]
    return page(
        request, "desk_periods.html", caller, department=document, name=name_of(document), zone=zone_of(document),
        rows=rows, next=shown.next, day_wanted=None if _taken(document, found) else document.horizon,
    )  # fmt: skip


@router.post("")
def open_period(
    department: str, database: DatabaseOf, caller: Setting, wanted: Annotated[PeriodForm, Depends(FormBody(PeriodForm))]
) -> Response:
    """Take wishes for some days until a deadline."""
    zone = zone_of(department_in(departments.get(database, caller, department).text))
    asked = {"department": department, "first_day": wanted.first_day, "last_day": wanted.last_day, "most": wanted.most}
    periods.open_period(database, caller, filled(NewRequestPeriod, asked | {"closes_at": wanted.closes(zone)}))
    return _done(department)


@router.post("/{period}")
def move_period(
    department: str,
    period: str,
    database: DatabaseOf,
    caller: Setting,
    wanted: Annotated[MoveForm, Depends(FormBody(MoveForm))],
) -> Response:
    """Move a deadline, or change how many wishes there may be."""
    zone = zone_of(department_in(departments.get(database, caller, department).text))
    if periods.get(database, caller, period).department != department:
        raise NotFoundError.of("request period", period)
    terms = RequestPeriodTerms(closes_at=wanted.closes(zone), most=wanted.most)
    periods.move(database, caller, period, terms, expected=wanted.version)
    return _done(department)


def wished(department: Department, rows: list[WishRow]) -> tuple[Wished, ...]:
    """Wishes by person, in order of names."""
    by_person: dict[str, list[tuple[dt.date, bool]]] = {}
    for row in rows:
        by_person.setdefault(row.person, []).append((row.date, row.kind == WishKind.ON))
    found = [Wished(name_in(department, person), tuple(days)) for person, days in by_person.items()]
    return tuple(sorted(found, key=lambda one: one.name))


def _taken(document: Department, found: list[RequestPeriod]) -> bool:
    """Whether wishes are taken for the days of the next roster already."""
    horizon = document.horizon
    return any(one.first_day <= horizon.end and horizon.start <= one.last_day for one in found)


def _done(department: str) -> Response:
    return RedirectResponse(f"/desk/departments/{segment(department)}/wishes", 303)
