"""The table of rules for trades, and the columns that all trades have."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class SelfServiceRulesRow(Table):
    """What a department approves at once."""

    __tablename__ = "self_service_rules"

    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    rules: Mapped[str] = mapped_column(Text)
    """As JSON (`api.self_service.schemas.SelfServiceRules`)."""
    version: Mapped[int]
    changed_at: Mapped[dt.datetime]
    changed_by: Mapped[str]


class TradeColumns:
    """What every trade has: the roster that it would change, where it is on its way, and who decided."""

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    roster: Mapped[str] = mapped_column(ForeignKey("rosters.id"), index=True)
    state: Mapped[str]
    version: Mapped[int]
    """Grows with every step of the trade and with every change of the roster, so that nobody decides on what was."""
    note: Mapped[str]
    expires_at: Mapped[dt.datetime]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    decided_at: Mapped[dt.datetime | None]
    decided_by: Mapped[str | None]
    roster_version: Mapped[int | None]
    """The version of the roster that it became part of."""
