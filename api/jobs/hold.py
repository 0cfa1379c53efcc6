"""A worker's hold on a job: everything that it writes for it, and only as long as the job is its own.

An attempt that was given up for dead may come back from a pause. Whatever it still writes counts for nothing, since
each write asks whether the job is still of this attempt.
"""

import datetime as dt
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Float, cast, func, select
from sqlalchemy.orm import Session

from api.jobs.queue import STATE, add_event, job_of, row_of
from api.jobs.schemas import Job, JobState
from api.jobs.tables import JobEventRow, JobKeptRow, JobRow
from api.storage.database import Database

CODE = "code"
"""What events of attempts that died by themselves tell: the exit code."""


STEP_SECONDS = 3600
"""The waiting that a step of priority counts for: with nothing but priorities, busy ones would starve the others."""


class LostHoldError(Exception):
    """The job is another worker's by now, or over: whoever holds on to it is to stop."""


@dataclass(frozen=True)
class Hold:
    """An attempt at a job by one owner."""

    database: Database
    job: str
    owner: str
    attempt: int

    def beat(self) -> bool:
        """Say that the owner lives; answers whether somebody wants the job to end. Raises `LostHoldError`."""
        with self.database.write() as session:
            row = self.mine(session)
            row.beat += 1
            return row.cancelling

    def cancelling(self) -> bool:
        """Whether somebody wants the job to end, or it is no longer of this attempt; writes nothing."""
        with self.database.read() as session:
            row = session.get(JobRow, self.job)
            return row is None or row.cancelling or not self._is_mine(row)

    def tell(self, kind: str, said: dict[str, JsonValue], *, keep: str | None = None) -> None:
        """Add an event, and keep the best so far, in one transaction. Raises `LostHoldError`."""
        now = dt.datetime.now(dt.UTC)
        with self.database.write() as session:
            row = self.mine(session)
            add_event(session, row, kind, said, at=now)
            if keep is not None:
                session.merge(JobKeptRow(job=self.job, at=now, kept=keep))

    def kept(self) -> str | None:
        """The best that any attempt kept."""
        with self.database.read() as session:
            return kept_of(session, self.job)

    def give_back(self, why: str = "its worker was told to end", *, code: int | None = None) -> None:
        """Let another worker have the job at once; nothing is lost but the time since the last thing kept.

        `code` is the exit code of an attempt that died by itself.
        """
        with self.database.write() as session:
            row = row_of(session, self.job, lock=True)
            if self._is_mine(row):
                queue_again(session, row, why, code=code)

    def deaths(self) -> int:
        """How many attempts died by themselves until now."""
        with self.database.read() as session:
            told = session.scalars(
                select(JobEventRow.said).where(JobEventRow.job == self.job, JobEventRow.kind == STATE)
            )
            return sum(CODE in said for said in told)

    def mine(self, session: Session) -> JobRow:
        """The job's row, locked. Raises `LostHoldError` when it is no longer of this attempt."""
        row = row_of(session, self.job, lock=True)
        if not self._is_mine(row):
            raise LostHoldError(f"{self.job} is no longer of attempt {self.attempt}")
        return row

    def _is_mine(self, row: JobRow) -> bool:
        return (row.state, row.owner, row.attempt) == (JobState.RUNNING, self.owner, self.attempt)


def claim(database: Database, owner: str) -> tuple[Job, Hold] | None:
    """Take the job that has waited longest, a step of priority counting as some waiting; None when nothing waits."""
    waiting = select(JobRow).where(JobRow.state == JobState.QUEUED).order_by(_turn(database), JobRow.id).limit(1)
    with database.read() as session:  # looking takes no lock, so that idle workers hold nobody up
        if session.scalars(waiting).first() is None:
            return None
    now = dt.datetime.now(dt.UTC)
    with database.write() as session:
        row = session.scalars(waiting.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        row.state, row.owner, row.attempt = JobState.RUNNING, owner, row.attempt + 1
        row.beat, row.began_at = 0, row.began_at or now
        add_event(session, row, STATE, {"state": JobState.RUNNING.value, "attempt": row.attempt}, at=now)
        return job_of(row), Hold(database, row.id, owner, row.attempt)


def _turn(database: Database) -> ColumnElement[float]:
    """The second in which a job would have come had it no priority: whoever waits long enough overtakes any other."""
    if database.kind == "sqlite":
        return cast(func.julianday(JobRow.made_at) * 86400 - JobRow.priority * STEP_SECONDS, Float)
    return cast(func.extract("epoch", JobRow.made_at) - JobRow.priority * STEP_SECONDS, Float)


def queue_again(session: Session, row: JobRow, why: str, *, code: int | None = None) -> None:
    """Put a running job back; whoever takes it goes on from what was kept."""
    row.state, row.owner = JobState.QUEUED, None
    said: dict[str, JsonValue] = {"state": JobState.QUEUED.value, "why": why} | ({} if code is None else {CODE: code})
    add_event(session, row, STATE, said, at=dt.datetime.now(dt.UTC))


def kept_of(session: Session, job: str) -> str | None:
    """The best that a job has so far."""
    row = session.get(JobKeptRow, job)
    return None if row is None else row.kept


def forget_owner(database: Database, owner: str) -> None:
    """Put back every job of an owner that is known to be dead."""
    with database.write() as session:
        held = select(JobRow).where(JobRow.owner == owner, JobRow.state == JobState.RUNNING).with_for_update()
        for row in session.scalars(held).all():
            queue_again(session, row, "its worker died")
