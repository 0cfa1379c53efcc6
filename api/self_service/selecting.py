"""Lists of trades: newest first, page by page."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, select

from api.self_service.schemas import TradeState
from api.self_service.tables import TradeColumns
from api.self_service.trades import PENDING

T = TypeVar("T", bound=TradeColumns)


def chosen(
    kind: type[T],
    *,
    before: str,
    limit: int,
    departments: Sequence[str] | None,
    state: TradeState | None,
    now: dt.datetime,
) -> Select[T]:
    """Trades of a kind, newest first: of some departments, in one state, when named."""
    found = select(kind).order_by(kind.id.desc()).limit(limit)
    if before:
        found = found.where(kind.id < before)
    if departments is not None:
        found = found.where(kind.department.in_(departments))
    if state is TradeState.EXPIRED:
        return found.where(kind.state.in_(PENDING), kind.expires_at <= now)
    if state is not None and state.open:
        found = found.where(kind.expires_at > now)
    return found if state is None else found.where(kind.state == state)
