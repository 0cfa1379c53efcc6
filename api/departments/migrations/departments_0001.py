"""Departments and the versions of their documents."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "departments_0001"
down_revision = None
branch_labels = ("departments",)
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "departments",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_departments"),
    )
    op.create_table(
        "department_versions",
        sa.Column("department", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("department", "version", name="pk_department_versions"),
        sa.ForeignKeyConstraint(["department"], ["departments.id"], name="fk_department_versions_department"),
    )
