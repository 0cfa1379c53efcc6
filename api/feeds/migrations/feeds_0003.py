"""Feeds of open shifts."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "feeds_0003"
down_revision = "feeds_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; rosters in force before have no open events until something of them changes."""
    op.add_column("feeds", sa.Column("open_shifts", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "open_events",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("shift", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("start", Instant, nullable=False),
        sa.Column("end", Instant, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_open_events"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_open_events_department"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_open_events_roster"),
    )
    op.create_index("ix_open_events_department_date", "open_events", ["department", "date"])
    op.create_index("ix_open_events_roster", "open_events", ["roster"])
