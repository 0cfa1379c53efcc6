"""Reporting and reading time off: messages may come late, twice and in any order."""

import datetime as dt

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.departments import repository as departments
from api.errors import ConflictError, NotFoundError
from api.idempotency.once import ANY_TIME, Once, once
from api.storage.database import Database
from api.time_off import repository
from api.time_off.days import absence_of
from api.time_off.effects import effects_of
from api.time_off.repair import begin_repairs
from api.time_off.repository import Remote
from api.time_off.schemas import (
    Effects,
    KeptTimeOff,
    Outcome,
    Repair,
    ReportedStatus,
    ReportedTimeOff,
    ReportTimeOff,
    TimeOffMessage,
)
from api.time_off.tables import TimeOffRow
from models.base import Noun
from models.calendar import clock_text
from models.errors import InputError, UnknownReferenceError
from models.requests import TimeOff

CLOCKS_DIFFER = dt.timedelta(days=1)
"""A message from further in the future is refused: nothing that comes after it would count."""
_ORDER = list(ReportedStatus)


class _Landed(Noun):
    """Where a message has landed: what is answered again to the same request."""

    outcome: Outcome
    source: str
    remote_id: str

    @property
    def remote(self) -> Remote:
        return Remote(self.source, self.remote_id)


def report(
    database: Database, caller: Caller, remote: Remote, asked: ReportTimeOff, *, key: Once = ANY_TIME, why: str = ""
) -> ReportedTimeOff:
    """Take a message in, unless it or a later one came before; answers what the absence does to published rosters.

    The same request with the same key again changes nothing, and is told of the absence that it made then.
    """
    caller.require_department(asked.department)
    leave = _checked(database, caller, asked.message)
    with changing(database, actor=caller.id, why=why) as change:
        landed = once(change, key, _Landed, lambda: _land(change, caller, remote, asked, leave))
    with database.read() as session:
        kept = _found(session, caller, landed.remote)
        return ReportedTimeOff(
            outcome=landed.outcome, time_off=_shown(caller, kept),
            effects=effects_of(session, kept, costs=caller.may(Right.READ_ROSTERS)), repairs=_repairs(kept),
        )  # fmt: skip


def _land(change: Change, caller: Caller, remote: Remote, asked: ReportTimeOff, leave: TimeOff) -> _Landed:
    """Keep a message, say so, and do what follows from it."""
    message, row = asked.message, repository.find(change.session, remote)
    if row is not None:
        _require_same_department(caller, row, message)
    before = None if row is None else repository.message_of(row)
    outcome = _outcome(before, message)
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        said = None if row is None else _said(row)
        row = repository.keep(change, row, remote, message, leave)
        changed: list[JsonValue] = [] if before is None else _differing(before, message)
        told = _said(row) | {"source": remote.source, "remote_id": remote.remote_id, "changed": changed}
        change.record("time_off.reported", row.id, department=row.department, before=said, after=told)
        _take_its_place(change, row)
    if asked.repair and row is not None and outcome is not Outcome.OUTDATED and row.repairs is None:
        row.repairs = [one.model_dump() for one in begin_repairs(change, row)] or None
    change.idle = not change.events
    return _Landed(outcome=outcome, source=remote.source, remote_id=remote.remote_id)


def _take_its_place(change: Change, row: TimeOffRow) -> None:
    """Let the absence that another one replaces count as deleted, if it has been reported yet."""
    other = None if row.replaces is None else repository.find(change.session, Remote(row.source, row.replaces))
    if other is None or other.department != row.department or not ReportedStatus(other.status).open:
        return
    said = _said(other)
    other.status, other.version, other.received_at = ReportedStatus.DELETED, other.version + 1, change.at
    told = _said(other) | {"source": other.source, "remote_id": other.remote_id, "replaced_by": row.remote_id}
    change.record("time_off.reported", other.id, department=other.department, before=said, after=told)


def effects(database: Database, caller: Caller, remote: Remote) -> Effects:
    """What an absence does to rosters that staff see, as things are now."""
    with database.read() as session:
        row = _found(session, caller, remote)
        return Effects(effects=effects_of(session, row, costs=caller.may(Right.READ_ROSTERS)))


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


def _checked(database: Database, caller: Caller, message: TimeOffMessage) -> TimeOff:
    """What a message takes off, about somebody whom the department has, at home in an area that the caller keeps."""
    with database.read() as session:
        document = departments.find(session, message.department).document
    if message.employee not in document.person_by_id:
        raise UnknownReferenceError.near("body.employee", "staff", message.employee, document.person_by_id)
    caller.require_area(document.person_by_id[message.employee].home_area, f"The time off of {message.employee}")
    if message.modified_at > dt.datetime.now(dt.UTC) + CLOCKS_DIFFER:
        raise InputError("body.modified_at", f"is {message.modified_at}, in the future.", "Check the sender's clock.")
    return absence_of(message, document.horizon)


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
        "last_day": row.last_day.isoformat(), "starts_at": _told(row.starts_at), "ends_at": _told(row.ends_at),
    }  # fmt: skip


def _told(clock: int | None) -> str | None:
    return None if clock is None else clock_text(clock)


def _repairs(row: TimeOffRow) -> tuple[Repair, ...]:
    return tuple(Repair.model_validate(one) for one in row.repairs or ())


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
    told["status"] = ReportedStatus(row.status)  # another absence may have taken its place
    return KeptTimeOff(
        **told, source=row.source, remote_id=row.remote_id, first_day=row.first_day, last_day=row.last_day,
        starts_at=row.starts_at, ends_at=row.ends_at, version=row.version, received_at=row.received_at,
    )  # fmt: skip
