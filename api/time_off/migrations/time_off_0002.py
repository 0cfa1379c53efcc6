"""Absences that take the place of others, and repairs begun for them."""

import sqlalchemy as sa
from alembic import op

revision = "time_off_0002"
down_revision = "time_off_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns; what was reported before replaces nothing."""
    op.add_column("time_off", sa.Column("replaces", sa.String))
    op.add_column("time_off", sa.Column("repairs", sa.JSON))
    op.create_index("ix_time_off_source_replaces", "time_off", ["source", "replaces"])
