"""Table of the packs that were sealed when rosters were published."""

import datetime as dt

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class EvidencePackRow(Table):
    """The pack of one version of a roster; never updated."""

    __tablename__ = "evidence_packs"
    __table_args__ = (
        ForeignKeyConstraint(("roster", "version"), ("roster_versions.roster", "roster_versions.version")),
    )  # fmt: skip

    roster: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    as_of: Mapped[dt.date]
    root: Mapped[str]
    """The last hash of the pack's chain; it stands in the audit trail, too."""
    gaps: Mapped[int]
    """Claims that are not met."""
    archive: Mapped[bytes] = mapped_column(deferred=True)
    """The pack as a ZIP file."""
    made_at: Mapped[dt.datetime]
