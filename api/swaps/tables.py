"""The table of swaps."""

import datetime as dt

from sqlalchemy.orm import Mapped

from api.self_service.tables import TradeColumns
from api.storage.base import Table


class SwapRow(TradeColumns, Table):
    """A duty that changes hands, and the one given for it, if any."""

    __tablename__ = "swaps"

    giver: Mapped[str]
    give_date: Mapped[dt.date]
    give_shift: Mapped[str]
    give_area: Mapped[str]
    taker: Mapped[str | None]
    open_to_all: Mapped[bool]
    """Whether it was offered to everybody; then there is no taker until somebody accepts."""
    take_date: Mapped[dt.date | None]
    take_shift: Mapped[str | None]
    take_area: Mapped[str | None]
    accepted_at: Mapped[dt.datetime | None]
