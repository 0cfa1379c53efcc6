"""Swaps and give-aways."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "swaps_0001"
down_revision = None
branch_labels = ("swaps",)
depends_on = ("departments_0001", "rosters_0001")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "swaps",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("giver", sa.String, nullable=False),
        sa.Column("give_date", sa.Date, nullable=False),
        sa.Column("give_shift", sa.String, nullable=False),
        sa.Column("give_area", sa.String, nullable=False),
        sa.Column("taker", sa.String),
        sa.Column("open_to_all", sa.Boolean, nullable=False),
        sa.Column("take_date", sa.Date),
        sa.Column("take_shift", sa.String),
        sa.Column("take_area", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("accepted_at", Instant),
        sa.Column("decided_at", Instant),
        sa.Column("decided_by", sa.String),
        sa.Column("roster_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_swaps"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_swaps_department"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_swaps_roster"),
    )
    op.create_index("ix_swaps_roster", "swaps", ["roster"])
