"""Tables of quality."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class EquipmentRow(Table):
    """The units of a department and their outages, as they are now."""

    __tablename__ = "equipment"

    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    version: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    """`models.equipment.Equipment` as JSON."""
    changed_at: Mapped[dt.datetime]


class QualityRow(Table):
    """One row of a log; never updated."""

    __tablename__ = "quality_rows"
    __table_args__ = (
        UniqueConstraint("department", "digest"),
        Index("ix_quality_rows_department_day", "department", "day"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    kind: Mapped[str]
    day: Mapped[dt.date]
    row: Mapped[str] = mapped_column(Text)
    digest: Mapped[str]
    """SHA-256 of kind and row: the same row counts once, however often it is sent."""
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
