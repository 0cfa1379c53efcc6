"""Areas of keys."""

import sqlalchemy as sa
from alembic import op

revision = "auth_0002"
down_revision = "auth_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; keys made before reach every area."""
    op.add_column("api_keys", sa.Column("areas", sa.JSON(none_as_null=True)))
