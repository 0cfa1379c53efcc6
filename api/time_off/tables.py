"""Table of time off."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class TimeOffRow(Table):
    """One absence, as the newest message about it says."""

    __tablename__ = "time_off"
    __table_args__ = (
        UniqueConstraint("source", "remote_id"),
        Index("ix_time_off_department_status", "department", "status"),
        Index("ix_time_off_source_replaces", "source", "replaces"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    remote_id: Mapped[str]
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    person: Mapped[str]
    status: Mapped[str]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    """Days of the department's zone, both included."""
    starts_at: Mapped[int | None]
    ends_at: Mapped[int | None]
    """Clock minutes on the first and on the last day; absent where the day is taken from its start, or to its end."""
    leave_minutes: Mapped[int | None]
    """What a part of one day counts as leave, where the HR system says so."""
    message: Mapped[str] = mapped_column(Text)
    """What was reported, as JSON (`api.time_off.schemas.TimeOffMessage`); alone holds the kind and the note."""
    version: Mapped[int]
    received_at: Mapped[dt.datetime]
    replaces: Mapped[str | None]
    """The id, in the same source, of the absence whose place this one takes."""
    repairs: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    """What was begun for the newest message (`api.time_off.schemas.Repair`)."""
