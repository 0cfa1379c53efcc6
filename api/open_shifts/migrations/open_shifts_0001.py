"""Duties posted as open, and claims."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "open_shifts_0001"
down_revision = None
branch_labels = ("open_shifts",)
depends_on = ("departments_0001", "rosters_0001")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "open_shifts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("shift", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("closed_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_open_shifts"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_open_shifts_department"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_open_shifts_roster"),
    )
    op.create_index("ix_open_shifts_roster", "open_shifts", ["roster"])
    op.create_table(
        "claims",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("shift", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("decided_at", Instant),
        sa.Column("decided_by", sa.String),
        sa.Column("roster_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_claims_department"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_claims_roster"),
    )
    op.create_index("ix_claims_roster", "claims", ["roster"])
