"""The events of all calendars of a department, kept in step with the rosters in force."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from api.exchange.event_ledger import DutyEvent, Ledger, next_ledger
from api.feeds.tables import FeedEventRow
from api.rosters.repository import Held

_NAMES = tuple(DutyEvent.model_fields)


def follow(session: Session, held: Held, *, at: dt.datetime) -> None:
    """Bring the events of a roster's days in step with it: they keep their UIDs, whichever roster had them before."""
    first, last = held.roster.start, held.roster.start + dt.timedelta(days=held.roster.days - 1)
    wanted = select(FeedEventRow).where(
        FeedEventRow.department == held.row.department, FeedEventRow.date >= first, FeedEventRow.date <= last
    )
    rows = {row.uid: row for row in session.scalars(wanted)}
    earlier = Ledger(department=held.row.department, events=tuple(event_of(row) for row in rows.values()))
    for event in next_ledger(held.department, held.roster, made_at=at, earlier=earlier).events:
        row = rows.get(event.uid)
        if row is None:
            row = FeedEventRow(uid=event.uid, department=held.row.department)
            session.add(row)
        for name in _NAMES:
            setattr(row, name, getattr(event, name))
        if not event.cancelled:
            row.roster = held.row.id


def cancel(session: Session, roster: str, *, at: dt.datetime) -> None:
    """Cancel the events of duties that a roster still has: it is no longer in force."""
    live = select(FeedEventRow).where(FeedEventRow.roster == roster, FeedEventRow.cancelled.is_(False))
    for row in session.scalars(live):
        row.cancelled, row.sequence, row.made_at = True, row.sequence + 1, at.replace(microsecond=0)


class Mark(NamedTuple):
    """What an event is known by: whatever else there is of it does not change without these."""

    roster: str
    uid: str
    sequence: int


def _marks(whose: ColumnElement[bool]) -> Select[str, str, int]:
    return (
        select(FeedEventRow.roster, FeedEventRow.uid, FeedEventRow.sequence)
        .where(FeedEventRow.department == bindparam("department"), whose)
        .where(or_(FeedEventRow.cancelled.is_(False), FeedEventRow.made_at > bindparam("since")))
        .order_by(FeedEventRow.start, FeedEventRow.uid)
    )


# Made once, since that takes longer than asking.
_OF_PERSON, _OF_AREA = (
    _marks(FeedEventRow.person == bindparam("person")),
    _marks(FeedEventRow.area == bindparam("area")),
)


def marks_of(
    session: Session, department: str, person: str, *, since: dt.datetime, area: str | None = None
) -> tuple[Mark, ...]:
    """The marks of one person's events, or of everybody's in an area, in order of their start.

    Of cancelled ones those that went after `since`.
    """
    whose = (_OF_PERSON, {"person": person}) if area is None else (_OF_AREA, {"area": area})
    found = session.execute(whose[0], {"department": department, "since": since, **whose[1]})
    return tuple(Mark(row.roster, row.uid, row.sequence) for row in found)


def marked(session: Session, marks: Sequence[Mark]) -> list[FeedEventRow]:
    """The events that are known by these marks; those that have changed meanwhile as they are now."""
    rows = {
        row.uid: row
        for row in session.scalars(select(FeedEventRow).where(FeedEventRow.uid.in_([one.uid for one in marks])))
    }
    return [rows[one.uid] for one in marks if one.uid in rows]


def mark_of(row: FeedEventRow) -> Mark:
    """The mark of the event in a row."""
    return Mark(row.roster, row.uid, row.sequence)


def event_of(row: FeedEventRow) -> DutyEvent:
    """The event in a row."""
    return DutyEvent.model_validate({name: getattr(row, name) for name in _NAMES})
