"""Absences by the hour."""

import sqlalchemy as sa
from alembic import op

revision = "time_off_0003"
down_revision = "time_off_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add clock times and what they count; what was reported before takes whole days until there is a newer message."""
    for name in ("starts_at", "ends_at", "leave_minutes"):
        op.add_column("time_off", sa.Column(name, sa.Integer))
