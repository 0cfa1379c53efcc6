"""Tables of duties posted as open, and of claims."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.self_service.tables import TradeColumns
from api.storage.base import Table


class OpenShiftRow(Table):
    """A duty that a planner posted as open, for so many people."""

    __tablename__ = "open_shifts"

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    roster: Mapped[str] = mapped_column(ForeignKey("rosters.id"), index=True)
    date: Mapped[dt.date]
    shift: Mapped[str]
    area: Mapped[str]
    people: Mapped[int]
    """Still wanted."""
    note: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    closed_at: Mapped[dt.datetime | None]


class ClaimRow(TradeColumns, Table):
    """An open shift that somebody wants to work."""

    __tablename__ = "claims"

    person: Mapped[str]
    date: Mapped[dt.date]
    shift: Mapped[str]
    area: Mapped[str]
