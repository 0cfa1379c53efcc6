"""Feeds of areas."""

import sqlalchemy as sa
from alembic import op

revision = "feeds_0002"
down_revision = "feeds_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; feeds made before are of persons."""
    op.add_column("feeds", sa.Column("area", sa.String))
    op.create_index("ix_feed_events_department_area", "feed_events", ["department", "area"])
