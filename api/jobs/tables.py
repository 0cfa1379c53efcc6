"""Tables of jobs."""

import datetime as dt

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class JobRow(Table):
    """A job: what is to be done, how far it is, and who is at it."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state_priority", "state", "priority", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    department: Mapped[str] = mapped_column(index=True)
    order: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    """What is to be done, as the handler of this kind reads it."""
    priority: Mapped[int]
    state: Mapped[str]
    cancelling: Mapped[bool]
    owner: Mapped[str | None]
    """The worker that is at it."""
    attempt: Mapped[int]
    """How often it was begun: whoever writes for an earlier attempt is too late."""
    beat: Mapped[int]
    """Rises while the owner lives. No clock is compared with another machine's."""
    result: Mapped[object] = mapped_column(JSON(none_as_null=True), nullable=True)
    error: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    began_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]


class JobEventRow(Table):
    """One step of a job, as it is streamed to whoever watches."""

    __tablename__ = "job_events"

    job: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    kind: Mapped[str]
    said: Mapped[dict[str, JsonValue]] = mapped_column(JSON)


class JobKeptRow(Table):
    """The best that a job has so far: where it goes on after a crash."""

    __tablename__ = "job_kept"

    job: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    at: Mapped[dt.datetime]
    kept: Mapped[str] = mapped_column(Text)
