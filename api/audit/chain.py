"""Reading the chain, and going over it from its first event to its last."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.events import AuditEvent, link_hash
from api.audit.tables import AuditEventRow, AuditHeadRow

BATCH = 1000


def event_of(row: AuditEventRow) -> AuditEvent:
    """The event in a row."""
    return AuditEvent.model_validate({name: getattr(row, name) for name in AuditEvent.model_fields})


def events(
    session: Session,
    *,
    after: int = 0,
    limit: int = BATCH,
    subject: str | None = None,
    departments: tuple[str, ...] | None = None,
) -> list[AuditEvent]:
    """Events in order, those with a number above `after`; of one subject, of some departments, when named."""
    chosen = select(AuditEventRow).where(AuditEventRow.number > after).order_by(AuditEventRow.number).limit(limit)
    if subject is not None:
        chosen = chosen.where(AuditEventRow.subject == subject)
    if departments is not None:
        chosen = chosen.where(AuditEventRow.department.in_(departments))
    return [event_of(row) for row in session.scalars(chosen)]


def flaws(session: Session) -> Iterator[str]:
    """Every place where the chain does not hold, in words; nothing when it does."""
    number, previous = 0, ""
    while batch := events(session, after=number):
        for event in batch:
            if event.number != number + 1:
                yield f"events {number + 1} to {event.number - 1} are missing"
            if event.previous != previous:
                yield f"event {event.number} does not follow the one before it"
            if event.hash != _hash_again(event):
                yield f"event {event.number}, {event.action} of {event.subject} by {event.actor}, was changed"
            number, previous = event.number, event.hash
        session.expunge_all()
    head = session.scalars(select(AuditHeadRow)).one_or_none()
    if head is None or (head.number, head.hash) != (number, previous):
        told = "nothing" if head is None else f"event {head.number}"
        yield f"the trail ends with event {number}, and its head names {told}: events are missing at its end"


def _hash_again(event: AuditEvent) -> str:
    return link_hash(event, number=event.number, at=event.at, actor=event.actor, why=event.why, previous=event.previous)
