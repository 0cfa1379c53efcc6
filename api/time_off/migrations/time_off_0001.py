"""Time off as HR systems report it."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "time_off_0001"
down_revision = None
branch_labels = ("time_off",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "time_off",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("remote_id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_time_off"),
        sa.UniqueConstraint("source", "remote_id", name="uq_time_off_source_remote_id"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_time_off_department"),
    )
    op.create_index("ix_time_off_department_status", "time_off", ["department", "status"])
