"""Doing something once: the answer is kept in the transaction of what was done, and given again to the same request."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.errors import KeyReusedError
from api.idempotency.tables import IdempotencyKeyRow
from models.base import Noun

M = TypeVar("M", bound=BaseModel)
KEPT_DAYS = 30
"""How long a key is known; whoever sends it later does something new."""


class Once(Noun):
    """What makes a request the same one: its key, and a digest of everything that it asks for."""

    key: str | None = None
    """Absent when the caller does not mean to send it again."""
    fingerprint: str = ""


ANY_TIME = Once()
"""A request without a key."""


def once(change: Change, asked: Once, model: type[M], make: Callable[[], M]) -> M:
    """What `make` answers, or answered when the same request came before; raises `KeyReusedError` for another one."""
    if asked.key is None:
        return make()
    row = change.session.get(IdempotencyKeyRow, (change.actor, asked.key))
    if row is not None:
        if row.fingerprint != asked.fingerprint:
            told = f"The key {asked.key!r} came with another request on {row.at:%Y-%m-%d %H:%M} UTC."
            raise KeyReusedError(told, "Take a new key for a new request.")
        change.idle = True
        return model.model_validate_json(row.answer)
    made = make()
    change.session.add(
        IdempotencyKeyRow(
            caller=change.actor, key=asked.key, fingerprint=asked.fingerprint, answer=made.model_dump_json(),
            at=change.at,
        )
    )  # fmt: skip
    return made


def forget(session: Session, *, now: dt.datetime) -> None:
    """Drop keys older than `KEPT_DAYS`."""
    session.execute(delete(IdempotencyKeyRow).where(IdempotencyKeyRow.at < now - dt.timedelta(days=KEPT_DAYS)))
