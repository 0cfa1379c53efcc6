"""Jobs, their events, and the best that each has so far."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "jobs_0001"
down_revision = None
branch_labels = ("jobs",)
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("order", sa.JSON, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("beat", sa.Integer, nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True)),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("began_at", Instant),
        sa.Column("ended_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    for name, columns in {
        "state_priority": ["state", "priority", "id"], "subject": ["subject"], "department": ["department"],
    }.items():  # fmt: skip
        op.create_index(f"ix_jobs_{name}", "jobs", columns)
    op.create_table(
        "job_events",
        sa.Column("job", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("job", "number", name="pk_job_events"),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_job_events_job"),
    )
    op.create_table(
        "job_kept",
        sa.Column("job", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("kept", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("job", name="pk_job_kept"),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_job_kept_job"),
    )
