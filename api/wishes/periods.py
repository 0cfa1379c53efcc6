"""Opening request periods, and moving their deadlines."""

import datetime as dt

from api.audit.change import changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import ConflictError, NotFoundError
from api.storage.database import Database
from api.storage.versions import require_version
from api.wishes import repository
from api.wishes.repository import Days
from api.wishes.schemas import NewRequestPeriod, RequestPeriod, RequestPeriodTerms
from models.calendar import MOST_DAYS
from models.errors import InputError


def open_period(database: Database, caller: Caller, wanted: NewRequestPeriod, *, why: str = "") -> RequestPeriod:
    """Take wishes for some days until a deadline; no day has two periods."""
    caller.require_department(wanted.department)
    caller.require_every_area("A request period")
    _require_span(wanted)
    with changing(database, actor=caller.id, why=why) as change:
        departments.find(change.session, wanted.department)
        _require_to_come(wanted.closes_at, change.at)
        there = repository.period_with(change.session, wanted.department, Days(wanted.first_day, wanted.last_day))
        if there is not None:
            told = f"Wishes from {there.first_day} to {there.last_day} are taken already, by {there.id}."
            raise ConflictError(told, "Move that period's deadline, or open one for other days.")
        row = repository.add_period(change, wanted)
        change.record("request_period.opened", row.id, department=row.department, after=wanted.model_dump(mode="json"))
        return repository.shown_period(row, now=change.at)


def move(
    database: Database, caller: Caller, period: str, terms: RequestPeriodTerms, *, expected: int | None, why: str = ""
) -> RequestPeriod:
    """Move a deadline, or change how many wishes there may be; the past ends a period at once."""
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.period_of(change.session, period)
        _require_known(caller, row.id, row.department)
        caller.require_every_area(f"The request period {period!r}")
        require_version(f"The request period {period!r}", actual=row.version, expected=expected)
        before = RequestPeriodTerms(closes_at=row.closes_at, most=row.most)
        row.closes_at, row.most, row.version = terms.closes_at, terms.most, row.version + 1
        change.record(
            "request_period.moved", row.id, department=row.department, before=before.model_dump(mode="json"),
            after=terms.model_dump(mode="json"),
        )  # fmt: skip
        return repository.shown_period(row, now=change.at)


def get(database: Database, caller: Caller, period: str) -> RequestPeriod:
    """One request period."""
    with database.read() as session:
        row = repository.period_of(session, period)
    _require_known(caller, row.id, row.department)
    return repository.shown_period(row, now=dt.datetime.now(dt.UTC))


def listed(
    database: Database, caller: Caller, *, before: str, limit: int, department: str | None
) -> list[RequestPeriod]:
    """Request periods of the caller's departments, those opened last first."""
    if department is not None:
        caller.require_department(department)
    known = caller.departments if department is None else (department,)
    with database.read() as session:
        rows = repository.periods(session, before=before, limit=limit, departments=known)
    return [repository.shown_period(row, now=dt.datetime.now(dt.UTC)) for row in rows]


def _require_known(caller: Caller, period: str, department: str) -> None:
    if not caller.knows(department):
        raise NotFoundError.of("request period", period)


def _require_span(wanted: NewRequestPeriod) -> None:
    days = (wanted.last_day - wanted.first_day).days + 1
    if days < 1:
        told = f"is {wanted.last_day}, before the first day, {wanted.first_day}."
        raise InputError("body.last_day", told, "Maybe the two are swapped.")
    if days > MOST_DAYS:
        raise InputError(
            "body.last_day", f"makes it {days} days, the most are {MOST_DAYS}.", "Maybe the year is wrong."
        )


def _require_to_come(closes_at: dt.datetime, now: dt.datetime) -> None:
    if closes_at <= now:
        raise InputError("body.closes_at", f"is {closes_at}, in the past.", "Name a deadline to come.")
