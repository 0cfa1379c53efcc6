"""One person's calendar over all rosters that were ever in force, as bytes."""

import datetime as dt
import threading
from collections import defaultdict

from sqlalchemy.orm import Session

from api.departments import repository as departments
from api.errors import NotFoundError
from api.exchange.event_ledger import DutyEvent
from api.exchange.icalendar_feed import area_feed_over, feed_over
from api.feeds import events
from api.feeds.events import Mark
from api.feeds.tables import FeedEventRow
from api.rosters import repository as rosters
from api.rosters.checked import department_of
from models.department import Department

CANCELLED_KEPT = dt.timedelta(days=30)
"""How long a duty that went is shown as cancelled, so that calendars that ask seldom see it."""


_REMEMBERING = threading.Lock()
REMEMBERED = 1024
"""Calendars: some kilobytes each."""
Whose = tuple[str, str | None]
"""A person, or an area."""
_rendered: dict[tuple[Whose, tuple[Mark, ...]], bytes] = {}
"""(whose, marks of the events) → the calendar, oldest first. Rosters never change what they were made for."""


def calendar_of(session: Session, department: str, person: str, *, now: dt.datetime, area: str | None = None) -> bytes:
    """The calendar as it is now, of an area when one is named, or else of a person.

    It is the same bytes as long as nothing changes and no cancelled duty lapses.
    """
    marks = events.marks_of(session, department, person, area=area, since=now - CANCELLED_KEPT)
    whose = (person, area)
    found = _rendered.get((whose, marks))
    if found is not None:
        return found
    rows = events.marked(session, marks)
    if rows:
        content = _render(session, whose, rows)
        with _REMEMBERING:
            while len(_rendered) >= REMEMBERED:
                del _rendered[next(iter(_rendered))]
            _rendered[whose, tuple(events.mark_of(row) for row in rows)] = content
        return content
    document = departments.find(session, department).document
    if person not in document.person_by_id and area not in document.area_by_id:
        raise NotFoundError("There is no calendar at this address.")
    return _written([(document, [])], whose)


def _render(session: Session, whose: Whose, rows: list[FeedEventRow]) -> bytes:
    by_roster: defaultdict[str, list[DutyEvent]] = defaultdict(list)
    for row in rows:
        by_roster[row.roster].append(events.event_of(row))
    texts = {roster: rosters.row_of(session, roster).document for roster in by_roster}
    parts = [(department_of(roster, texts[roster]), by_roster[roster]) for roster in texts]
    return _written(parts, whose)


def _written(parts: list[tuple[Department, list[DutyEvent]]], whose: Whose) -> bytes:
    newest, (person, area) = parts[-1][0], whose
    if area is not None:
        return area_feed_over(parts, newest.area_by_id[area])
    return feed_over(parts, newest.person_by_id[person])
