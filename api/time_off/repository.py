"""Time off in the database."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.storage.ids import new_id
from api.time_off.days import KIND
from api.time_off.schemas import ReportedStatus, TimeOffMessage
from api.time_off.tables import TimeOffRow
from models.requests import TimeOff


class Remote(NamedTuple):
    """What an absence is called where it comes from: the HR system, and its own id there."""

    source: str
    remote_id: str


def find(session: Session, remote: Remote) -> TimeOffRow | None:
    """The absence of that name; None when there is none."""
    wanted = select(TimeOffRow).where(TimeOffRow.source == remote.source, TimeOffRow.remote_id == remote.remote_id)
    return session.scalars(wanted).one_or_none()


def keep(change: Change, row: TimeOffRow | None, remote: Remote, message: TimeOffMessage, leave: TimeOff) -> TimeOffRow:
    """Keep a message as the newest word on its absence, and what of which days it takes."""
    if row is None:
        row = TimeOffRow(id=new_id("off"), source=remote.source, remote_id=remote.remote_id, version=0)
        change.session.add(row)
    row.department, row.person, row.status = message.department, message.employee, message.status
    row.first_day, row.last_day = leave.start, leave.end
    row.starts_at, row.ends_at, row.leave_minutes = leave.starts_at, leave.ends_at, leave.leave_minutes
    row.message, row.version, row.received_at = message.model_dump_json(), row.version + 1, change.at
    row.replaces, row.repairs = message.replaces or row.replaces, None
    if is_replaced(change.session, remote):
        row.status = ReportedStatus.DELETED
    change.session.flush()
    return row


def is_replaced(session: Session, remote: Remote) -> bool:
    """Whether another absence of the same source takes the place of this one."""
    wanted = select(TimeOffRow.id).where(TimeOffRow.source == remote.source, TimeOffRow.replaces == remote.remote_id)
    return session.scalars(wanted.limit(1)).first() is not None


def message_of(row: TimeOffRow) -> TimeOffMessage:
    """What was reported."""
    return TimeOffMessage.model_validate_json(row.message)


def leave_of(row: TimeOffRow) -> TimeOff:
    """The absence as rules see it, without its kind."""
    return TimeOff(
        person=row.person, start=row.first_day, end=row.last_day, starts_at=row.starts_at, ends_at=row.ends_at,
        leave_minutes=row.leave_minutes, kind=KIND, private=True,
    )  # fmt: skip


def approved(session: Session, department: str, *, first: dt.date, last: dt.date) -> list[TimeOffRow]:
    """A department's approved absences on any of these days, in order of person and day."""
    wanted = (
        select(TimeOffRow)
        .where(TimeOffRow.department == department, TimeOffRow.status == ReportedStatus.APPROVED)
        .where(TimeOffRow.first_day <= last, TimeOffRow.last_day >= first)
        .order_by(TimeOffRow.person, TimeOffRow.first_day, TimeOffRow.id)
    )
    return list(session.scalars(wanted))


def listed(
    session: Session, *, before: str, limit: int, departments: Sequence[str] | None, person: str | None
) -> list[TimeOffRow]:
    """Absences, those reported last first; of some departments, of one person, when named."""
    chosen = select(TimeOffRow).order_by(TimeOffRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(TimeOffRow.id < before)
    if departments is not None:
        chosen = chosen.where(TimeOffRow.department.in_(departments))
    if person is not None:
        chosen = chosen.where(TimeOffRow.person == person)
    return list(session.scalars(chosen))
