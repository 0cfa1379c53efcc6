"""Rules by which trades are approved at once."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "self_service_0001"
down_revision = None
branch_labels = ("self_service",)
depends_on = ("departments_0001",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "self_service_rules",
        sa.Column("department", sa.String, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("department", name="pk_self_service_rules"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_self_service_rules_department"),
    )
