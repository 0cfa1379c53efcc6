"""Tables of rosters."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class RosterRow(Table):
    """A roster, its state, and what it was made from."""

    __tablename__ = "rosters"
    __table_args__ = (Index("ix_rosters_department_state", "department", "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    department_version: Mapped[int]
    document: Mapped[str] = mapped_column(Text, deferred=True)
    """The department as the roster was made for it, requests and approvals included."""
    start: Mapped[dt.date]
    days: Mapped[int]
    label: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]
    job: Mapped[str | None]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    published_at: Mapped[dt.datetime | None]


class RosterVersionRow(Table):
    """One version of a roster; never updated."""

    __tablename__ = "roster_versions"

    roster: Mapped[str] = mapped_column(ForeignKey("rosters.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    duties: Mapped[str] = mapped_column(Text, deferred=True)
    """The roster as JSON (`models.roster.Roster`)."""
    locks: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    """Cells that a new solve leaves as they are: ``{"person", "date"}``."""
    broken: Mapped[int]
    holes: Mapped[int]
    cost: Mapped[int]
    bound: Mapped[int | None]
    status: Mapped[str | None]
    """Verdict of the solve that this version came out of; absent after an edit."""
    digest: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    why: Mapped[str] = mapped_column(Text)
