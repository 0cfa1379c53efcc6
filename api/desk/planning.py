"""Pages of departments: all of them, and the month of one, in which rosters are ordered and compared."""

import datetime as dt
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.audit.events import digest
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.desk.candidates import ROWS, compared
from api.desk.forms import FormBody
from api.desk.months import Month, last_day, month_of, months, name_of
from api.desk.pages import page, segment
from api.desk.sheets import title
from api.desk.wording import money_of
from api.http.pages import Cursor, after, page_of
from api.http.state import DatabaseOf, SettingsOf
from api.idempotency.once import Once
from api.rosters import generating
from api.rosters.schemas import GenerateRoster, Id, RosterSummary
from api.storage.ids import new_id
from models.calendar import MOST_DAYS
from models.errors import InputError

router = APIRouter(prefix="/desk/departments")
DEPARTMENTS_SHOWN: Final = 50
TIMES: Final = ((30, "30 seconds"), (60, "1 minute"), (120, "2 minutes"), (300, "5 minutes"), (900, "15 minutes"),
                (1800, "30 minutes"), (3600, "1 hour"))  # fmt: skip
"""Time limits to choose from."""
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]


class OrderForm(GenerateRoster):
    """An order of a roster, and what tells a second click from a second order."""

    department: Id = ""
    """Stands in the address."""
    once: Annotated[str, Field(min_length=8, max_length=100)]


@router.get("")
def show_departments(request: Request, database: DatabaseOf, caller: Reading, cursor: Cursor = None) -> Response:
    """Every department with how far its next month is."""
    found = months(database, caller, after=after(cursor), limit=DEPARTMENTS_SHOWN + 1)
    shown = page_of(found, limit=DEPARTMENTS_SHOWN, key=lambda one: one[0].id)
    rows = [(summary.id, month, _best(month)) for summary, month in shown.items]
    return page(
        request, "desk_departments.html", caller, rows=rows, next=shown.next, name_of=name_of, today=dt.date.today,
        money_of=money_of,
    )  # fmt: skip


@router.get("/{department}")
def show_month(
    department: str,
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    caller: Reading,
    start: dt.date | None = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 1,
) -> Response:
    """A department's month: what is in force, candidates side by side, what is being made."""
    month = month_of(database, caller, department, None if start is None else (start, days))
    with database.read() as session:
        columns = compared(session, caller, month)
    zone = month.department.horizon.tz
    return page(
        request, "desk_month.html", caller, department=month.department, month=month, columns=columns, rows=ROWS,
        name=name_of(month.department), zone=zone, title_of=lambda one: title(one, zone), last_day=last_day,
        money=money_of(month.department), once=new_id("form"),
        times=[one for one in TIMES if one[0] <= settings.most_solve_seconds],
    )  # fmt: skip


@router.post("/{department}/rosters")
def order_roster(
    department: str,
    database: DatabaseOf,
    settings: SettingsOf,
    caller: Annotated[Caller, Depends(Allowed(Right.EDIT_ROSTERS))],
    wanted: Annotated[OrderForm, Depends(FormBody(OrderForm))],
) -> Response:
    """Begin to make a roster, and go where it can be watched."""
    if wanted.seconds > settings.most_solve_seconds:
        raise InputError("seconds", f"may be {settings.most_solve_seconds} at most.", "Choose a shorter time.")
    told = {name: getattr(wanted, name) for name in GenerateRoster.model_fields} | {"department": department}
    order = GenerateRoster.model_validate(told)
    asked = Once(key=wanted.once, fingerprint=digest(order.model_dump_json()))
    begun = generating.generate(database, caller, order, asked=asked)
    return RedirectResponse(f"/desk/rosters/{segment(begun.roster)}", 303)


def _best(month: Month) -> RosterSummary | None:
    """The roster whose figures stand for a month: the one in force, or the best candidate."""
    ranked = sorted(month.candidates, key=lambda one: (one.broken or 0, one.holes or 0, one.cost or 0))
    return next(iter((*month.in_force, *ranked)), None)
