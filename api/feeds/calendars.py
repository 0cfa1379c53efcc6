"""One person's calendar over all rosters that were ever in force, as bytes."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy.orm import Session

from api.departments import repository as departments
from api.errors import NotFoundError
from api.exchange.event_ledger import DutyEvent
from api.exchange.icalendar_feed import feed, feed_over
from api.feeds import events
from api.rosters import repository as rosters
from api.storage.database import Database
from models.department import read_department

CANCELLED_KEPT = dt.timedelta(days=30)
"""How long a duty that went is shown as cancelled, so that calendars that ask seldom see it."""


@dataclass(frozen=True)
class _Source:
    """What a calendar is made from. Rosters never change what they were made for, so that their ids stand for it."""

    person: str
    events: tuple[tuple[str, DutyEvent], ...]
    """Each with its roster."""
    database: Database = field(compare=False)


def calendar_of(database: Database, session: Session, department: str, person: str, *, now: dt.datetime) -> bytes:
    """The calendar as it is now; the same bytes as long as nothing changes and no cancelled duty lapses."""
    rows = events.of_person(session, department, person)
    shown = tuple(
        (row.roster, events.event_of(row)) for row in rows if not row.cancelled or now - row.made_at < CANCELLED_KEPT
    )
    if shown:
        return _rendered(_Source(person, shown, database))
    document = departments.find(session, department).document
    somebody = document.person_by_id.get(person)
    if somebody is None:
        raise NotFoundError("There is no calendar at this address.")
    return feed(document, somebody, ())


@lru_cache(maxsize=1024)
def _rendered(source: _Source) -> bytes:
    by_roster: defaultdict[str, list[DutyEvent]] = defaultdict(list)
    for roster, event in source.events:
        by_roster[roster].append(event)
    with source.database.read() as session:
        texts = {roster: rosters.row_of(session, roster).document for roster in by_roster}
    parts = [(read_department(texts[roster], f"department of roster {roster}"), by_roster[roster]) for roster in texts]
    newest = parts[-1][0]
    return feed_over(parts, newest.person_by_id[source.person])
