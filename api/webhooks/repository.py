"""Webhooks in the database, as callers see them."""

import datetime as dt
import json
from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.errors import NotFoundError
from api.storage.ids import new_id
from api.webhooks.schemas import Delivery, DeliveryState, Endpoint, MessageType, NewEndpoint
from api.webhooks.signing import new_secret
from api.webhooks.tables import DeliveryRow, EndpointRow, MessageRow, SecretRow


def add(change: Change, wanted: NewEndpoint) -> EndpointRow:
    """Keep an address; it has no secret yet."""
    row = EndpointRow(
        id=new_id("whk"), department=wanted.department, url=wanted.url, label=wanted.label,
        types=None if wanted.types is None else [one.value for one in wanted.types], made_at=change.at,
        made_by=change.actor, failing_since=None, disabled_at=None, disabled_why="",
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    return row


def find(session: Session, endpoint: str, *, lock: bool = False) -> EndpointRow:
    """The address of that id, locked for a change of it if wanted; raises `NotFoundError`."""
    row = session.get(EndpointRow, endpoint, with_for_update=lock)
    if row is None:
        raise NotFoundError.of("webhook", endpoint)
    return row


def listed(session: Session, *, before: str, limit: int, departments: Sequence[str] | None) -> list[Endpoint]:
    """Addresses, newest first; of some departments when named."""
    chosen = select(EndpointRow).order_by(EndpointRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(EndpointRow.id < before)
    if departments is not None:
        chosen = chosen.where(EndpointRow.department.in_(departments))
    return [shown(row) for row in session.scalars(chosen)]


def renew_secret(change: Change, endpoint: str, *, until: dt.datetime) -> str:
    """A new secret; the one until now is used beside it until then, and older ones no more."""
    live = select(SecretRow).where(SecretRow.endpoint == endpoint, SecretRow.ends_at.is_(None))
    earlier = change.session.scalars(live).one_or_none()
    kept = "" if earlier is None else earlier.id
    change.session.execute(delete(SecretRow).where(SecretRow.endpoint == endpoint, SecretRow.id != kept))
    if earlier is not None:
        earlier.ends_at = until
    secret = new_secret()
    change.session.add(
        SecretRow(id=new_id("sec"), endpoint=endpoint, secret=secret, made_at=change.at, ends_at=None)
    )  # fmt: skip
    return secret


def secrets_of(session: Session, endpoint: str, *, now: dt.datetime) -> list[str]:
    """The secrets to sign with, newest first."""
    live = or_(SecretRow.ends_at.is_(None), SecretRow.ends_at > now)
    chosen = select(SecretRow.secret).where(SecretRow.endpoint == endpoint, live)
    return list(session.scalars(chosen.order_by(SecretRow.id.desc())))


def disable(change: Change, row: EndpointRow, why: str) -> None:
    """Send nothing more to an address; what still waits for it is given up."""
    row.disabled_at, row.disabled_why = change.at, why
    waiting = (DeliveryRow.endpoint == row.id, DeliveryRow.state == DeliveryState.WAITING)
    given_up = {"state": DeliveryState.FAILED, "error": "the webhook was disabled"}
    change.session.execute(update(DeliveryRow).where(*waiting).values(given_up))
    change.record("webhook.disabled", row.id, department=row.department, after={"why": why})


def remove(session: Session, row: EndpointRow) -> None:
    """Forget an address, its secrets and its deliveries."""
    for table in (DeliveryRow, SecretRow):
        session.execute(delete(table).where(table.endpoint == row.id))
    session.delete(row)


def deliveries(
    session: Session, endpoint: str, *, before: str, limit: int, state: DeliveryState | None
) -> list[Delivery]:
    """Messages on their way to an address, newest first; in one state when named."""
    chosen = (
        select(DeliveryRow, MessageRow)
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .where(DeliveryRow.endpoint == endpoint)
    )
    if before:
        chosen = chosen.where(DeliveryRow.id < before)
    if state is not None:
        chosen = chosen.where(DeliveryRow.state == state)
    rows = session.execute(chosen.order_by(DeliveryRow.id.desc()).limit(limit))
    return [delivery_shown(delivery, message) for delivery, message in rows]


def delivery_shown(row: DeliveryRow, message: MessageRow) -> Delivery:
    """What is told of a delivery."""
    state = DeliveryState(row.state)
    return Delivery(
        id=row.id, endpoint=row.endpoint, message=row.message, type=MessageType(message.type), state=state,
        attempts=row.attempts, next_at=row.next_at if state is DeliveryState.WAITING else None, status=row.status,
        error=row.error, made_at=row.made_at, delivered_at=row.delivered_at, payload=json.loads(message.body),
    )  # fmt: skip


def shown(row: EndpointRow) -> Endpoint:
    """What is told of an address."""
    told = {name: getattr(row, name) for name in Endpoint.model_fields}
    types = None if row.types is None else tuple(MessageType(one) for one in row.types)
    return Endpoint.model_validate(told | {"types": types})
