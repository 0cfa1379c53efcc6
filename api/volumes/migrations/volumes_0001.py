"""Exam counts by area and day."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "volumes_0001"
down_revision = None
branch_labels = ("volumes",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "volume_days",
        sa.Column("department", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("exams", sa.Double, nullable=False),
        sa.Column("hourly", sa.Boolean, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("department", "area", "day", name="pk_volume_days"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_volume_days_department"),
    )
