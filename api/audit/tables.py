"""Tables of the audit trail."""

import datetime as dt

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class AuditEventRow(Table):
    """One link of the chain; never updated, never deleted."""

    __tablename__ = "audit_events"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    department: Mapped[str | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text)
    before: Mapped[object] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[object] = mapped_column(JSON(none_as_null=True), nullable=True)
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Table):
    """The last link: locked by whoever adds one, and what a trail cut off at its end is found by."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
