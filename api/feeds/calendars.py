"""One person's calendar over all rosters that were ever in force, as bytes."""

import datetime as dt
import threading
from collections import defaultdict

from sqlalchemy.orm import Session

from api.departments import repository as departments
from api.errors import NotFoundError
from api.exchange.event_ledger import DutyEvent
from api.exchange.icalendar_feed import feed, feed_over
from api.feeds import events
from api.feeds.events import Mark
from api.feeds.tables import FeedEventRow
from api.rosters import repository as rosters
from api.rosters.checked import department_of

CANCELLED_KEPT = dt.timedelta(days=30)
"""How long a duty that went is shown as cancelled, so that calendars that ask seldom see it."""


_REMEMBERING = threading.Lock()
REMEMBERED = 1024
"""Calendars: some kilobytes each."""
_rendered: dict[tuple[str, tuple[Mark, ...]], bytes] = {}
"""(person, marks of the events) → the calendar, oldest first. Rosters never change what they were made for."""


def calendar_of(session: Session, department: str, person: str, *, now: dt.datetime) -> bytes:
    """The calendar as it is now; the same bytes as long as nothing changes and no cancelled duty lapses."""
    marks = events.marks_of(session, department, person, since=now - CANCELLED_KEPT)
    found = _rendered.get((person, marks))
    if found is not None:
        return found
    rows = events.marked(session, marks)
    if rows:
        content = _render(session, person, rows)
        with _REMEMBERING:
            while len(_rendered) >= REMEMBERED:
                del _rendered[next(iter(_rendered))]
            _rendered[person, tuple(events.mark_of(row) for row in rows)] = content
        return content
    document = departments.find(session, department).document
    somebody = document.person_by_id.get(person)
    if somebody is None:
        raise NotFoundError("There is no calendar at this address.")
    return feed(document, somebody, ())


def _render(session: Session, person: str, rows: list[FeedEventRow]) -> bytes:
    by_roster: defaultdict[str, list[DutyEvent]] = defaultdict(list)
    for row in rows:
        by_roster[row.roster].append(events.event_of(row))
    texts = {roster: rosters.row_of(session, roster).document for roster in by_roster}
    parts = [(department_of(roster, texts[roster]), by_roster[roster]) for roster in texts]
    newest = parts[-1][0]
    return feed_over(parts, newest.person_by_id[person])
