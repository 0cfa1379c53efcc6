"""Reporting and reading time off: messages may come late, twice and in any order."""

import datetime as dt

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.departments import repository as departments
from api.errors import ConflictError, NotFoundError
from api.storage.database import Database
from api.time_off import repository
from api.time_off.days import days_of
from api.time_off.effects import effects_of
from api.time_off.repository import Remote
from api.time_off.schemas import KeptTimeOff, Outcome, ReportedStatus, ReportedTimeOff, TimeOffMessage
from api.time_off.tables import TimeOffRow
from models.errors import InputError, UnknownReferenceError

CLOCKS_DIFFER = dt.timedelta(days=1)
"""A message from further in the future is refused: nothing that comes after it would count."""
_ORDER = list(ReportedStatus)


def report(
    database: Database, caller: Caller, remote: Remote, message: TimeOffMessage, *, why: str = ""
) -> ReportedTimeOff:
    """Take a message in, unless it or a later one came before; answers what the absence does to published rosters."""
    caller.require_department(message.department)
    days = _checked(database, caller, message)
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.find(change.session, remote)
        if row is not None:
            _require_same_department(caller, row, message)
        before = None if row is None else repository.message_of(row)
        outcome = _outcome(before, message)
        if outcome in {Outcome.UNCHANGED, Outcome.OUTDATED}:
            change.idle = True
        else:
            said = None if row is None else _said(row)
            row = repository.keep(change, row, remote, message, days)
            changed: list[JsonValue] = [] if before is None else _differing(before, message)
            told = _said(row) | {"source": remote.source, "remote_id": remote.remote_id, "changed": changed}
            change.record("time_off.reported", row.id, department=row.department, before=said, after=told)
    with database.read() as session:
        kept = _found(session, caller, remote)
        return ReportedTimeOff(
            outcome=outcome, time_off=_shown(caller, kept),
            effects=effects_of(session, kept, costs=caller.may(Right.READ_ROSTERS)),
        )  # fmt: skip


def get(database: Database, caller: Caller, remote: Remote) -> KeptTimeOff:
    """One absence, as the newest message says."""
    with database.read() as session:
        return _shown(caller, _found(session, caller, remote))


def listed(
    database: Database, caller: Caller, *, before: str, limit: int, department: str | None, employee: str | None
) -> list[tuple[str, KeptTimeOff]]:
    """Absences that the caller may see, those reported last first, each behind its key in the list."""
    if department is not None:
        caller.require_department(department)
    known = caller.departments if department is None else (department,)
    if not _sees_others(caller):
        if caller.person is None or employee not in {None, caller.person}:
            return []
        employee = caller.person
    with database.read() as session:
        rows = repository.listed(session, before=before, limit=limit, departments=known, person=employee)
    return [(row.id, _shown(caller, row)) for row in rows]


def _checked(database: Database, caller: Caller, message: TimeOffMessage) -> tuple[dt.date, dt.date]:
    """The days of a message about somebody whom the department has, at home in an area that the caller keeps."""
    with database.read() as session:
        document = departments.find(session, message.department).document
    if message.employee not in document.person_by_id:
        raise UnknownReferenceError.near("body.employee", "staff", message.employee, document.person_by_id)
    caller.require_area(document.person_by_id[message.employee].home_area, f"The time off of {message.employee}")
    if message.modified_at > dt.datetime.now(dt.UTC) + CLOCKS_DIFFER:
        raise InputError("body.modified_at", f"is {message.modified_at}, in the future.", "Check the sender's clock.")
    return days_of(message, document.horizon)


def _require_same_department(caller: Caller, row: TimeOffRow, message: TimeOffMessage) -> None:
    if not caller.knows(row.department):
        raise NotFoundError.of("time off", row.remote_id)
    if row.department != message.department:
        told = f"The time off {row.remote_id!r} was reported for {row.department}, not for {message.department}."
        raise ConflictError(told, "Report it as DELETED there, and under another id here.")


def _outcome(before: TimeOffMessage | None, message: TimeOffMessage) -> Outcome:
    """Whichever way messages are ordered, the same one is kept in the end."""
    if before is None:
        return Outcome.CREATED
    if message == before:
        return Outcome.UNCHANGED
    return Outcome.UPDATED if _precedence(message) > _precedence(before) else Outcome.OUTDATED


def _precedence(message: TimeOffMessage) -> tuple[dt.datetime, int, str]:
    return message.modified_at, _ORDER.index(message.status), message.model_dump_json()


def _said(row: TimeOffRow) -> dict[str, JsonValue]:
    """What the trail tells; kind and note are not for everybody who reads it."""
    return {
        "version": row.version, "person": row.person, "status": row.status, "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }  # fmt: skip


def _differing(before: TimeOffMessage, after: TimeOffMessage) -> list[JsonValue]:
    return [name for name in TimeOffMessage.model_fields if getattr(before, name) != getattr(after, name)]


def _found(session: Session, caller: Caller, remote: Remote) -> TimeOffRow:
    row = repository.find(session, remote)
    theirs = row is not None and not _sees_others(caller) and row.person != caller.person
    if row is None or theirs or not caller.knows(row.department):
        raise NotFoundError.of("time off", remote.remote_id)
    return row


def _sees_others(caller: Caller) -> bool:
    return caller.may(Right.REPORT_TIME_OFF) or caller.may(Right.READ_ROSTERS)


def _shown(caller: Caller, row: TimeOffRow) -> KeptTimeOff:
    message = repository.message_of(row)
    told = {name: getattr(message, name) for name in TimeOffMessage.model_fields}
    if not caller.may(Right.REPORT_TIME_OFF):
        told |= {"request_type": None, "employee_note": None}
    return KeptTimeOff(
        **told, source=row.source, remote_id=row.remote_id, first_day=row.first_day, last_day=row.last_day,
        version=row.version, received_at=row.received_at,
    )  # fmt: skip
