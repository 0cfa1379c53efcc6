"""Feeds and their events."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "feeds_0001"
down_revision = None
branch_labels = ("feeds",)
depends_on = ("departments_0001", "rosters_0001")


def upgrade() -> None:
    """Make both tables; rosters in force before have no events until they are published or edited again."""
    op.create_table(
        "feeds",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("secret_hash", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("revoked_at", Instant),
        sa.Column("last_fetched_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("secret_hash", name="uq_feeds_secret_hash"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_feeds_department"),
    )
    op.create_table(
        "feed_events",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("shift", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("start", Instant, nullable=False),
        sa.Column("end", Instant, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_feed_events"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_feed_events_department"),
        sa.ForeignKeyConstraint(["roster"], ["rosters.id"], name="fk_feed_events_roster"),
    )
    op.create_index("ix_feed_events_department_person", "feed_events", ["department", "person"])
    op.create_index("ix_feed_events_department_date", "feed_events", ["department", "date"])
    op.create_index("ix_feed_events_roster", "feed_events", ["roster"])
