"""Users and their sessions."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "users_0001"
down_revision = None
branch_labels = ("users",)
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "users",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("departments", sa.JSON(none_as_null=True)),
        sa.Column("areas", sa.JSON(none_as_null=True)),
        sa.Column("person", sa.String),
        sa.Column("password_hash", sa.String),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("disabled_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "user_sessions",
        sa.Column("secret_hash", sa.String, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_user_sessions"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_user_sessions_user"),
    )
    op.create_index("ix_user_sessions_user", "user_sessions", ["user"])
