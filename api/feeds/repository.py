"""Feeds in the database."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select, true, update
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.audit.events import digest
from api.audit.tables import AuditHeadRow
from api.errors import NotFoundError
from api.feeds.schemas import Feed, NewFeed
from api.feeds.tables import FeedRow
from api.storage.database import Database
from api.storage.ids import new_id

TO_THE = dt.timedelta(minutes=1)
"""Fetches closer together than this are noted once."""


def add(change: Change, wanted: NewFeed, secret: str) -> FeedRow:
    """Keep a feed, and of its secret a hash: with 256 random bits there is nothing to guess that a slow one delays."""
    row = FeedRow(
        id=new_id("fed"), department=wanted.department, person=wanted.person or "", area=wanted.area,
        open_shifts=wanted.open_shifts, label=wanted.label, secret_hash=digest(secret), made_at=change.at,
        made_by=change.actor, revoked_at=None, last_fetched_at=None,
    )  # fmt: skip
    change.session.add(row)
    return row


def find(session: Session, feed: str) -> FeedRow:
    """The feed of that id; raises `NotFoundError`."""
    row = session.get(FeedRow, feed)
    if row is None:
        raise NotFoundError.of("feed", feed)
    return row


class Known(NamedTuple):
    """A feed by its secret, and the database's state: the hash that all changes until now come to."""

    id: str
    last_fetched_at: dt.datetime | None
    state: str


_BY_SECRET = (
    select(FeedRow.id, FeedRow.last_fetched_at, AuditHeadRow.hash)
    .join(AuditHeadRow, true())
    .where(FeedRow.secret_hash == bindparam("hash"), FeedRow.revoked_at.is_(None))
)


def by_secret(database: Database, secret: str) -> Known | None:
    """The feed with that secret, unless it was revoked."""
    with database.glance() as connection:
        found = connection.execute(_BY_SECRET, {"hash": digest(secret)}).one_or_none()
    return None if found is None else Known(*found)


def listed(
    session: Session, *, before: str, limit: int, departments: Sequence[str] | None, person: str | None = None
) -> list[Feed]:
    """Feeds, newest first; of some departments, of one person, when named."""
    chosen = select(FeedRow).order_by(FeedRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(FeedRow.id < before)
    if departments is not None:
        chosen = chosen.where(FeedRow.department.in_(departments))
    if person is not None:
        chosen = chosen.where(FeedRow.person == person)
    return [shown(row) for row in session.scalars(chosen)]


def due(row: Known, now: dt.datetime) -> bool:
    """Whether a fetch now is worth noting."""
    return row.last_fetched_at is None or now - row.last_fetched_at >= TO_THE


def note_fetch(session: Session, feed: str, now: dt.datetime) -> None:
    """Note that a calendar has asked; of several who note it the latest stands."""
    earlier = or_(FeedRow.last_fetched_at.is_(None), FeedRow.last_fetched_at < now)
    session.execute(update(FeedRow).where(FeedRow.id == feed, earlier).values(last_fetched_at=now))


def shown(row: FeedRow) -> Feed:
    """What is told of a feed."""
    return Feed.model_validate(
        {name: getattr(row, name) for name in Feed.model_fields} | {"person": row.person or None}
    )
