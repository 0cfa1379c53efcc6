"""Keys."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "auth_0001"
down_revision = None
branch_labels = ("auth",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("departments", sa.JSON(none_as_null=True)),
        sa.Column("person", sa.String),
        sa.Column("secret_hash", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("expires", Instant),
        sa.Column("revoked_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
