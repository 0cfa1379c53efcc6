"""A change: a transaction that cannot be committed without saying what was done.

Changes are made one at a time on both back ends: SQLite has one writer, and on PostgreSQL each locks the head of the
chain first. What a change reads is therefore still true when it writes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.events import Event, link_hash
from api.audit.tables import AuditEventRow, AuditHeadRow
from api.features import modules
from api.storage.database import Database
from models.errors import BrokenInvariantError

SYSTEM = "system"
"""The actor of what happens by itself."""


class Reaction(Protocol):
    """What a feature does about an event, in the same transaction (its module ``reactions``)."""

    def __call__(self, change: "Change", event: Event) -> None:
        """Write what follows from the event; it may record further events."""


@dataclass(eq=False)
class Change:
    """One change under way: its session, who makes it and why, and what it has recorded so far."""

    session: Session
    actor: str
    why: str
    at: dt.datetime
    events: list[Event] = field(default_factory=list)
    idle: bool = False
    """True once it is known that there was nothing to do."""

    def record(
        self,
        action: str,
        subject: str,
        *,
        department: str | None = None,
        before: Mapping[str, JsonValue] | None = None,
        after: Mapping[str, JsonValue] | None = None,
    ) -> None:
        """Note what was done; every feature that reacts to it does so now."""
        said = [None if one is None else dict(one) for one in (before, after)]
        event = Event(action=action, subject=subject, department=department, before=said[0], after=said[1])
        self.events.append(event)
        for module in modules("reactions"):
            react: Reaction = module.react
            react(self, event)


class _NothingToDo(Exception):  # noqa: N818 - ends a transaction, and is nobody's error
    """Raised to roll back, so that a change that says it is idle changes nothing indeed."""


@contextmanager
def changing(database: Database, *, actor: str, why: str = "") -> Iterator[Change]:
    """A transaction in which somebody changes something; committed with its audit events, or not at all."""
    with suppress(_NothingToDo), database.write() as session:
        head = session.execute(select(AuditHeadRow).with_for_update()).scalar_one()
        change = Change(session, actor, why, dt.datetime.now(dt.UTC))
        yield change
        if not change.events:
            if change.idle:
                raise _NothingToDo
            raise BrokenInvariantError(f"{actor} changed something without a record of it")
        session.flush()
        for event in change.events:
            _append(change, head, event)


def _append(change: Change, head: AuditHeadRow, event: Event) -> None:
    number, previous = head.number + 1, head.hash
    mark = link_hash(event, number=number, at=change.at, actor=change.actor, why=change.why, previous=previous)
    change.session.add(
        AuditEventRow(
            number=number, at=change.at, actor=change.actor, why=change.why, previous=previous, hash=mark,
            **event.model_dump(),
        )
    )  # fmt: skip
    head.number, head.hash = number, mark
