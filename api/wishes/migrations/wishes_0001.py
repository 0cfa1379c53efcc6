"""Request periods and wishes."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "wishes_0001"
down_revision = None
branch_labels = ("wishes",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "request_periods",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("closes_at", Instant, nullable=False),
        sa.Column("most", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request_periods"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_request_periods_department"),
    )
    op.create_index("ix_request_periods_department", "request_periods", ["department"])
    op.create_table(
        "wishes",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("shift", sa.String),
        sa.Column("area", sa.String),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("withdrawn_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_wishes_department"),
        sa.ForeignKeyConstraint(["period"], ["request_periods.id"], name="fk_wishes_period"),
    )
    op.create_index("ix_wishes_department_date", "wishes", ["department", "date"])
