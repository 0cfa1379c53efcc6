"""The events of all calendars of a department, kept in step with the rosters in force."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
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


def of_person(session: Session, department: str, person: str) -> Sequence[FeedEventRow]:
    """One person's events in order of their start."""
    wanted = select(FeedEventRow).where(FeedEventRow.department == department, FeedEventRow.person == person)
    return session.scalars(wanted.order_by(FeedEventRow.start, FeedEventRow.uid)).all()


def event_of(row: FeedEventRow) -> DutyEvent:
    """The event in a row."""
    return DutyEvent.model_validate({name: getattr(row, name) for name in _NAMES})
