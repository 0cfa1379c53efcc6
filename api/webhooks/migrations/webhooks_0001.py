"""Webhooks: addresses, their secrets, messages and deliveries."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "webhooks_0001"
down_revision = None
branch_labels = ("webhooks",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make the four tables."""
    _make_endpoints()
    _make_messages()


def _make_endpoints() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("types", sa.JSON),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("failing_since", Instant),
        sa.Column("disabled_at", Instant),
        sa.Column("disabled_why", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_webhooks_department"),
    )
    op.create_index("ix_webhooks_department", "webhooks", ["department"])
    op.create_table(
        "webhook_secrets",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("endpoint", sa.String, nullable=False),
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("ends_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_secrets"),
        sa.ForeignKeyConstraint(["endpoint"], ["webhooks.id"], name="fk_webhook_secrets_endpoint"),
    )
    op.create_index("ix_webhook_secrets_endpoint", "webhook_secrets", ["endpoint"])


def _make_messages() -> None:
    op.create_table(
        "webhook_messages",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_messages"),
    )
    op.create_index("ix_webhook_messages_made_at", "webhook_messages", ["made_at"])
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("endpoint", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", Instant, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("delivered_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
        sa.UniqueConstraint("message", "endpoint", name="uq_webhook_deliveries_message_endpoint"),
        sa.ForeignKeyConstraint(["message"], ["webhook_messages.id"], name="fk_webhook_deliveries_message"),
        sa.ForeignKeyConstraint(["endpoint"], ["webhooks.id"], name="fk_webhook_deliveries_endpoint"),
    )
    op.create_index("ix_webhook_deliveries_state_next_at", "webhook_deliveries", ["state", "next_at"])
    op.create_index("ix_webhook_deliveries_endpoint_id", "webhook_deliveries", ["endpoint", "id"])
