"""Equipment with its outages, and the rows of quality logs."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "quality_0001"
down_revision = None
branch_labels = ("quality",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "equipment",
        sa.Column("department", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("department", name="pk_equipment"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_equipment_department"),
    )
    op.create_table(
        "quality_rows",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quality_rows"),
        sa.UniqueConstraint("department", "digest", name="uq_quality_rows_department_digest"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_quality_rows_department"),
    )
    op.create_index("ix_quality_rows_department_day", "quality_rows", ["department", "day"])
