"""Plans of departments by period."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "budget_plans_0001"
down_revision = None
branch_labels = ("budget_plans",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "budget_plans",
        sa.Column("department", sa.String, nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("department", "period", name="pk_budget_plans"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_budget_plans_department"),
    )
