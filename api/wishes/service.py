"""Making wishes, looking at them and taking them back."""

import datetime as dt
from collections.abc import Iterable

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.departments import repository as departments
from api.errors import ConflictError, NotFoundError
from api.rosters import repository as rosters
from api.self_service.people import acting_for, listed_person
from api.storage.database import Database
from api.views.wishes import meets
from api.wishes import repository
from api.wishes.repository import Days
from api.wishes.schemas import KeptWish, NewWish
from api.wishes.tables import RequestPeriodRow, WishRow
from models.department import Department
from models.errors import UnknownReferenceError

ASK = "Ask a manager, who may still do it."


def make(database: Database, caller: Caller, wanted: NewWish, *, why: str = "") -> KeptWish:
    """Make a wish, until the deadline; one for each person and day."""
    caller.require_department(wanted.department)
    with changing(database, actor=caller.id, why=why) as change:
        document = departments.find(change.session, wanted.department).document
        person = acting_for(caller, wanted.person, document, others=Right.SET_WISH_PERIODS)
        if not caller.is_person(document.id, person):
            caller.require_area(document.person_by_id[person].home_area, f"The wish of {person}")
        _require_exists(document, wanted)
        period = repository.period_with(change.session, document.id, Days(wanted.date, wanted.date))
        if period is None:
            raise ConflictError(
                f"Wishes for {wanted.date} are not taken yet.", "Wait until a request period is opened."
            )
        _require_open(caller, period, change.at)
        there = repository.standing_on(change.session, document.id, person, wanted.date)
        if there is not None:
            raise ConflictError(f"There is a wish for {wanted.date} already, {there.id}.", "Take that one back first.")
        if period.most is not None and repository.number_in(change.session, period.id, person) >= period.most:
            told = f"{period.most} wishes from {period.first_day} to {period.last_day} are the most."
            raise ConflictError(told, "Take another one back first.")
        row = repository.add(change, period, wanted, person)
        change.record("wish.made", row.id, department=row.department, after=_said(row))
        return shown(row)


def withdraw(database: Database, caller: Caller, wish: str, *, why: str = "") -> KeptWish:
    """Take a wish back, until the deadline."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, wish)
        if row.withdrawn_at is not None:
            change.idle = True
            return shown(row)
        _require_open(caller, repository.period_of(change.session, row.period), change.at)
        row.withdrawn_at = change.at
        change.record("wish.withdrawn", row.id, department=row.department, before=_said(row))
    return shown(row)


def listed(
    database: Database, caller: Caller, *, before: str, limit: int, department: str | None, person: str | None
) -> list[KeptWish]:
    """Wishes that the caller may see, newest first, and what became of them."""
    if department is not None:
        caller.require_department(department)
    known = caller.departments if department is None else (department,)
    if not caller.may(Right.READ_ROSTERS):
        own = listed_person(caller)
        if own is None or person not in {None, own}:
            return []
        person = own
    with database.read() as session:
        rows = repository.listed(session, before=before, limit=limit, departments=known, person=person)
        outcomes = _outcomes(session, rows)
    return [shown(row, granted=outcomes.get(row.id)) for row in rows]


def _known(session: Session, caller: Caller, wish: str) -> WishRow:
    row = repository.find(session, wish)
    theirs = not caller.is_person(row.department, row.person) and not caller.may(Right.SET_WISH_PERIODS)
    if theirs or not caller.knows(row.department):
        raise NotFoundError.of("wish", wish)
    return row


def _require_open(caller: Caller, period: RequestPeriodRow, now: dt.datetime) -> None:
    if now >= period.closes_at and not caller.may(Right.SET_WISH_PERIODS):
        told = f"Wishes from {period.first_day} to {period.last_day} were taken until {period.closes_at:%Y-%m-%d %H:%M}"
        raise ConflictError(f"{told} UTC.", ASK)


def _require_exists(document: Department, wanted: NewWish) -> None:
    if wanted.area is not None and wanted.area not in document.area_by_id:
        raise UnknownReferenceError.near("body.area", "area", wanted.area, document.area_by_id)
    somewhere: Iterable[str] = document.shift_by_id
    if wanted.area is not None:
        somewhere = document.area_by_id[wanted.area].shifts
    if wanted.shift is not None and wanted.shift not in somewhere:
        raise UnknownReferenceError.near("body.shift", "shift", wanted.shift, somewhere)


def _outcomes(session: Session, rows: list[WishRow]) -> dict[str, bool]:
    """By wish whether the roster in force for its day grants it."""
    found: dict[str, bool] = {}
    for department in {row.department for row in rows}:
        mine = [row for row in rows if row.department == department and row.withdrawn_at is None]
        dates = [row.date for row in mine]
        days = (max(dates) - min(dates)).days + 1 if dates else 0
        for one in rosters.in_force(session, department, start=min(dates), days=days) if dates else ():
            roster = rosters.held(session, one.id).roster
            worked = {(duty.person, duty.date): duty for duty in roster.assignments}
            until = roster.start + dt.timedelta(days=roster.days)
            for row in mine:
                if roster.start <= row.date < until:
                    found[row.id] = meets(repository.wish_of(row), worked.get((row.person, row.date)))
    return found


def _said(row: WishRow) -> dict[str, JsonValue]:
    return {
        "person": row.person, "date": row.date.isoformat(), "kind": row.kind, "shift": row.shift, "area": row.area
    }  # fmt: skip


def shown(row: WishRow, *, granted: bool | None = None) -> KeptWish:
    """What is told of a wish."""
    told = {name: getattr(row, name) for name in KeptWish.model_fields if name not in {"granted", "kind"}}
    return KeptWish(**told, kind=repository.wish_of(row).kind, granted=granted)
