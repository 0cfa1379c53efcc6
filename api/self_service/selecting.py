"""Trades of any kind in the database: one, those that wait, and lists of what a caller may see."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.errors import NotFoundError
from api.self_service.people import listed_person
from api.self_service.schemas import TradeState
from api.self_service.tables import TradeColumns
from api.self_service.trades import PENDING, sees_all

T = TypeVar("T", bound=TradeColumns)


def find(session: Session, kind: type[T], trade: str) -> T:
    """The trade of that id; raises `NotFoundError`."""
    row = session.get(kind, trade)
    if row is None:
        raise NotFoundError.of("trade", trade)
    return row


def pending(session: Session, kind: type[T], roster: str) -> list[T]:
    """The trades of a roster that may still become part of it."""
    wanted = select(kind).where(kind.roster == roster, kind.state.in_(PENDING))
    return list(session.scalars(wanted.order_by(kind.id)))


def visible(
    session: Session, caller: Caller, kind: type[T], theirs: Callable[[str], ColumnElement[bool]], *, before: str,
    limit: int, department: str | None, state: TradeState | None, now: dt.datetime,
) -> list[T]:  # fmt: skip
    """Trades that the caller may see, newest first: planners all, staff those that are `theirs`."""
    if department is not None:
        caller.require_department(department)
    departments = caller.departments if department is None else (department,)
    wanted = _chosen(kind, before=before, limit=limit, departments=departments, state=state, now=now)
    if not sees_all(caller):
        person = listed_person(caller)
        if person is None:
            return []
        wanted = wanted.where(theirs(person))
    return list(session.scalars(wanted))


def _chosen(
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
