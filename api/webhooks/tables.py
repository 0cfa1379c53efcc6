"""Tables of webhooks: who wants to be told, what there is to tell, and how far that has come."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class EndpointRow(Table):
    """An address that wants to be told."""

    __tablename__ = "webhooks"

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.id"), index=True)
    """Only what happens there; everywhere when absent."""
    url: Mapped[str] = mapped_column(Text)
    label: Mapped[str]
    types: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    failing_since: Mapped[dt.datetime | None]
    """When the first attempt failed after the last one that did not."""
    disabled_at: Mapped[dt.datetime | None]
    disabled_why: Mapped[str]


class SecretRow(Table):
    """A secret that messages to an address are signed with. It is kept as it is: a hash cannot sign."""

    __tablename__ = "webhook_secrets"

    id: Mapped[str] = mapped_column(primary_key=True)
    endpoint: Mapped[str] = mapped_column(ForeignKey("webhooks.id"), index=True)
    secret: Mapped[str]
    made_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime | None]
    """After a rotation; absent for the newest one."""


class MessageRow(Table):
    """What happened once, as every address is told it: the same bytes at each attempt."""

    __tablename__ = "webhook_messages"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(index=True)


class DeliveryRow(Table):
    """A message on its way to one address."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("message", "endpoint"),
        Index("ix_webhook_deliveries_state_next_at", "state", "next_at"),
        Index("ix_webhook_deliveries_endpoint_id", "endpoint", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(ForeignKey("webhook_messages.id"))
    endpoint: Mapped[str] = mapped_column(ForeignKey("webhooks.id"))
    state: Mapped[str]
    attempts: Mapped[int]
    """Since it was last asked for."""
    next_at: Mapped[dt.datetime]
    """When it is due; while an attempt is under way, when that counts as lost."""
    status: Mapped[int | None]
    """HTTP status of the last answer."""
    error: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime]
    delivered_at: Mapped[dt.datetime | None]
