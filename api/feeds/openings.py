"""The events of duties that are open, kept in step with the rosters in force, and their calendars."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from api.departments import repository as departments
from api.errors import NotFoundError
from api.exchange.event_ledger import OpenEvent
from api.exchange.icalendar_feed import open_feed_over
from api.feeds.tables import OpenEventRow
from api.open_shifts import repository as posts
from api.open_shifts.holes import filling
from api.open_shifts.schemas import OpenDuty
from api.remembered import Remembered
from api.rosters import repository as rosters
from api.rosters.checked import checked, department_of
from api.rosters.repository import Held
from models.department import Department

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:radroster:open")
_NAMES = tuple(name for name in OpenEvent.model_fields if name != "person")
_TOLD = ("start", "end", "minutes", "people", "note", "cancelled")
"""What an event tells beyond its duty: when one of these changes, so does its SEQUENCE."""
_rendered: Remembered[tuple[str, str | None, tuple[tuple[str, str, int], ...]], bytes] = Remembered(256)
"""(department, area, marks of the events) → the calendar."""


def follow(session: Session, held: Held, *, at: dt.datetime) -> None:
    """Bring the open events of a roster's days in step with it: a duty keeps its UID whenever it is open."""
    department, last = held.row.department, held.roster.start + dt.timedelta(days=held.roster.days - 1)
    wanted = select(OpenEventRow).where(
        OpenEventRow.department == department, OpenEventRow.date >= held.roster.start, OpenEventRow.date <= last
    )
    rows = {row.uid: row for row in session.scalars(wanted)}
    opened = {event.uid: event for event in _open(session, held, at)}
    for uid, event in opened.items():
        row = rows.get(uid)
        if row is None:
            session.add(OpenEventRow(department=department, roster=held.row.id, **_fields(event)))
            continue
        if any(getattr(row, name) != getattr(event, name) for name in _TOLD):
            for name, value in _fields(event.revised(sequence=row.sequence + 1)).items():
                setattr(row, name, value)
        row.roster = held.row.id
    _cancel([row for uid, row in rows.items() if uid not in opened], at)


def cancel(session: Session, roster: str, *, at: dt.datetime) -> None:
    """Cancel what is open in a roster that is no longer in force."""
    _cancel(list(session.scalars(select(OpenEventRow).where(OpenEventRow.roster == roster))), at)


def calendar_of(session: Session, department: str, area: str | None, *, since: dt.datetime, now: dt.datetime) -> bytes:
    """The calendar of what is open in an area, or in the whole department, and has not begun.

    What was cancelled after `since` is in it, too. The same bytes as long as nothing of that changes.
    """
    wanted = (
        select(OpenEventRow)
        .where(OpenEventRow.department == department, OpenEventRow.start > now)
        .where(or_(OpenEventRow.cancelled.is_(False), OpenEventRow.made_at > since))
        .order_by(OpenEventRow.start, OpenEventRow.uid)
    )
    if area is not None:
        wanted = wanted.where(OpenEventRow.area == area)
    rows = list(session.scalars(wanted))
    if not rows:
        return _written([(departments.find(session, department).document, [])], area)
    marks = tuple((row.roster, row.uid, row.sequence) for row in rows)
    return _rendered.get_or_make((department, area, marks), lambda: _render(session, rows, area))


def _open(session: Session, held: Held, at: dt.datetime) -> list[OpenEvent]:
    """Duties over holes of the newest version, and duties that are posted; of several posts the oldest."""
    found = checked(held.row.id, held.row.document, held.kept.duties)
    holes = filling(found.department, found.verdict)
    asked = {posts.duty_of(row): row for row in reversed(posts.posts(session, held.row.id))}
    events = []
    for duty in holes.keys() | asked.keys():
        post, event = asked.get(duty), _event(found.department, duty, holes.get(duty, 0), at)
        events.append(event if post is None else event.revised(people=post.people, note=post.note))
    return events


def _event(department: Department, duty: OpenDuty, minutes: int, at: dt.datetime) -> OpenEvent:
    horizon, shift = department.horizon, department.shift_by_id[duty.shift]
    day = horizon.day_of(duty.date)
    key = uuid.uuid5(_NAMESPACE, "|".join((department.id, str(duty.date), duty.area, duty.shift)))
    return OpenEvent(
        uid=f"{key}@radroster", date=duty.date, shift=duty.shift, area=duty.area, minutes=minutes,
        start=horizon.instant(day, shift.start), end=horizon.instant(day, shift.finish),
        made_at=at.replace(microsecond=0),
    )  # fmt: skip


def _fields(event: OpenEvent) -> dict[str, object]:
    return {name: getattr(event, name) for name in _NAMES}


def _cancel(rows: Sequence[OpenEventRow], at: dt.datetime) -> None:
    for row in rows:
        if not row.cancelled:
            row.cancelled, row.sequence, row.made_at = True, row.sequence + 1, at.replace(microsecond=0)


def _render(session: Session, rows: Sequence[OpenEventRow], area: str | None) -> bytes:
    by_roster: defaultdict[str, list[OpenEvent]] = defaultdict(list)
    for row in rows:
        by_roster[row.roster].append(OpenEvent.model_validate({name: getattr(row, name) for name in _NAMES}))
    texts = {roster: rosters.row_of(session, roster).document for roster in by_roster}
    return _written([(department_of(roster, texts[roster]), by_roster[roster]) for roster in texts], area)


def _written(parts: list[tuple[Department, list[OpenEvent]]], area: str | None) -> bytes:
    newest = parts[-1][0]
    if area is not None and area not in newest.area_by_id:
        raise NotFoundError("There is no calendar at this address.")
    return open_feed_over(parts, None if area is None else newest.area_by_id[area])
