"""The outbox: a message and its deliveries, written in the transaction of what they tell."""

from collections.abc import Iterable, Sequence

from pydantic import JsonValue
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.storage.ids import new_id
from api.webhooks.messages import body_of
from api.webhooks.schemas import DeliveryState, MessageType
from api.webhooks.tables import DeliveryRow, EndpointRow, MessageRow


def listeners(session: Session, department: str | None) -> Sequence[EndpointRow]:
    """The addresses that are told what happens in a department, whatever they want to hear of it."""
    wanted = select(EndpointRow).where(EndpointRow.disabled_at.is_(None))
    here = or_(EndpointRow.department.is_(None), EndpointRow.department == department)
    return session.scalars(wanted.where(here).order_by(EndpointRow.id)).all()


def wants(endpoint: EndpointRow, kind: MessageType) -> bool:
    """Whether an address wants messages of that type."""
    return endpoint.types is None or kind in endpoint.types


def put(
    change: Change, kind: MessageType, data: dict[str, JsonValue], endpoints: Iterable[EndpointRow]
) -> list[DeliveryRow]:
    """Write a message down for these addresses; it is sent once the transaction is committed."""
    message = MessageRow(id=new_id("msg"), type=kind, body=body_of(kind, data, change.at), made_at=change.at)
    change.session.add(message)
    change.session.flush()
    rows = [
        DeliveryRow(
            id=new_id("dlv"), message=message.id, endpoint=one.id, state=DeliveryState.WAITING, attempts=0,
            next_at=change.at, status=None, error="", made_at=change.at, delivered_at=None,
        )
        for one in endpoints
    ]  # fmt: skip
    change.session.add_all(rows)
    change.session.flush()
    return rows
