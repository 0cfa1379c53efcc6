"""The front of the queue: `submit`, `find`, `watch` and `cancel`."""

import datetime as dt

from pydantic import JsonValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.errors import NotFoundError
from api.jobs.schemas import Job, JobEvent, JobState
from api.jobs.tables import JobEventRow, JobRow
from api.storage.ids import new_id

STATE = "state"
"""Kind of the events that tell of a new state."""


def submit(
    change: Change, *, kind: str, subject: str, department: str, order: dict[str, JsonValue], priority: int = 0
) -> Job:
    """Queue a job in the transaction of what it belongs to: both are there, or neither is."""
    row = JobRow(
        id=new_id("job"), kind=kind, subject=subject, department=department, order=order, priority=priority,
        state=JobState.QUEUED, cancelling=False, owner=None, attempt=0, beat=0, result=None, error="",
        made_at=change.at, made_by=change.actor, began_at=None, ended_at=None,
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    add_event(change.session, row, STATE, {"state": JobState.QUEUED.value}, at=change.at)
    return job_of(row)


def find(session: Session, job: str) -> Job:
    """A job; raises `NotFoundError`."""
    return job_of(row_of(session, job))


def listed(session: Session, *, before: str, limit: int, departments: tuple[str, ...] | None) -> list[Job]:
    """Jobs, newest first."""
    chosen = select(JobRow).order_by(JobRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(JobRow.id < before)
    if departments is not None:
        chosen = chosen.where(JobRow.department.in_(departments))
    return [job_of(row) for row in session.scalars(chosen)]


def counts(session: Session) -> dict[JobState, int]:
    """How many jobs are in each state."""
    found = session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    numbers = {JobState(state): number for state, number in found}
    return {state: numbers.get(state, 0) for state in JobState}


def watch(session: Session, job: str, *, after: int, limit: int = 500) -> list[JobEvent]:
    """A job's events with a number above `after`, in order."""
    chosen = select(JobEventRow).where(JobEventRow.job == job, JobEventRow.number > after)
    rows = session.scalars(chosen.order_by(JobEventRow.number).limit(limit))
    return [JobEvent.model_validate({name: getattr(row, name) for name in JobEvent.model_fields}) for row in rows]


def cancel(change: Change, job: str) -> Job:
    """Ask for a job to end. One that waits ends at once; one that runs is ended by its worker within a moment."""
    row = row_of(change.session, job, lock=True)
    if JobState(row.state).over or row.cancelling:
        change.idle = True
        return job_of(row)
    row.cancelling = True
    if row.state == JobState.QUEUED:
        end(change.session, row, JobState.CANCELLED, at=change.at)
    change.record("job.cancelled", row.id, department=row.department, before={"state": row.state})
    return job_of(row)


def end(session: Session, row: JobRow, state: JobState, *, at: dt.datetime, error: str = "") -> None:
    """Bring a job to one of its last states."""
    row.state, row.ended_at, row.error, row.owner = state, at, error, None
    said: dict[str, JsonValue] = {"state": state.value}
    add_event(session, row, STATE, said | ({"error": error} if error else {}), at=at)


def row_of(session: Session, job: str, *, lock: bool = False) -> JobRow:
    """The row of a job, locked for a change of it if wanted; raises `NotFoundError`."""
    row = session.get(JobRow, job, with_for_update=lock)
    if row is None:
        raise NotFoundError.of("job", job)
    return row


def add_event(session: Session, row: JobRow, kind: str, said: dict[str, JsonValue], *, at: dt.datetime) -> None:
    """Add an event to those of a job whose row this transaction has locked, or made."""
    last = session.scalar(select(func.max(JobEventRow.number)).where(JobEventRow.job == row.id)) or 0
    session.add(JobEventRow(job=row.id, number=last + 1, at=at, kind=kind, said=said))
    session.flush()


def job_of(row: JobRow) -> Job:
    """The job in a row."""
    return Job.model_validate({name: getattr(row, name) for name in Job.model_fields} | {"state": JobState(row.state)})
