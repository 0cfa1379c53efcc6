"""Packs that were sealed when rosters were published."""

import sqlalchemy as sa
from alembic import op

from api.storage.base import Instant

revision = "evidence_0001"
down_revision = None
branch_labels = ("evidence",)
depends_on = ("rosters_0001",)


def upgrade() -> None:
    """Make the table; rosters published before have no pack until they are published again."""
    op.create_table(
        "evidence_packs",
        sa.Column("roster", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("root", sa.String, nullable=False),
        sa.Column("gaps", sa.Integer, nullable=False),
        sa.Column("archive", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("roster", "version", name="pk_evidence_packs"),
        sa.ForeignKeyConstraint(
            ["roster", "version"], ["roster_versions.roster", "roster_versions.version"],
            name="fk_evidence_packs_roster",
        ),
    )  # fmt: skip
