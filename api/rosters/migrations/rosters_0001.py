"""Rosters and their versions."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "rosters_0001"
down_revision = None
branch_labels = ("rosters",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "rosters",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("department_version", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("job", sa.String),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("published_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_rosters"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_rosters_department"),
    )
    op.create_index("ix_rosters_department_state", "rosters", ["department", "state"])
    op.create_table(
        "roster_versions",
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("duties", sa.Text, nullable=False),
        sa.Column("locks", sa.JSON, nullable=False),
        sa.Column("broken", sa.Integer, nullable=False),
        sa.Column("holes", sa.Integer, nullable=False),
        sa.Column("cost", sa.Integer, nullable=False),
        sa.Column("bound", sa.Integer),
        sa.Column("status", sa.String),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("roster", "version", name="pk_roster_versions"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_roster_versions_roster"),
    )
