"""Making, listing, rotating, testing and deleting webhooks, and repeating what did not arrive."""

import datetime as dt
from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import ConflictError, ForbiddenError, NotFoundError
from api.storage.database import Database
from api.webhooks import outbox, repository
from api.webhooks.addresses import Network, target_of
from api.webhooks.schemas import (
    Delivery,
    DeliveryState,
    Endpoint,
    MadeEndpoint,
    MessageType,
    NewEndpoint,
    Rotation,
)
from api.webhooks.tables import DeliveryRow, EndpointRow, MessageRow


def make(
    database: Database, caller: Caller, wanted: NewEndpoint, *, allowed: Sequence[Network] = (), why: str = ""
) -> MadeEndpoint:
    """Have an address told what happens; its secret is in the answer and nowhere else."""
    if wanted.department is not None:
        caller.require_department(wanted.department)
    elif caller.departments is not None:
        raise ForbiddenError("Only a key of all departments hears of all of them.", "Name a department.")
    target_of(wanted.url, allowed)
    with changing(database, actor=caller.id, why=why) as change:
        if wanted.department is not None:
            departments.find(change.session, wanted.department)
        row = repository.add(change, wanted)
        secret = repository.renew_secret(change, row.id, until=change.at)
        told = wanted.model_dump(mode="json", include={"url", "types", "label"})
        change.record("webhook.made", row.id, department=row.department, after=told)
    return MadeEndpoint(endpoint=repository.shown(row), secret=secret)


def listed(database: Database, caller: Caller, *, before: str, limit: int, department: str | None) -> list[Endpoint]:
    """Addresses that the caller may know of, newest first."""
    if department is not None:
        caller.require_department(department)
    known = caller.departments if department is None else (department,)
    with database.read() as session:
        return repository.listed(session, before=before, limit=limit, departments=known)


def get(database: Database, caller: Caller, endpoint: str) -> Endpoint:
    """One address, without its secrets."""
    with database.read() as session:
        return repository.shown(_known(session, caller, endpoint))


def rotate(database: Database, caller: Caller, endpoint: str, wanted: Rotation, *, why: str = "") -> MadeEndpoint:
    """A new secret; the old one signs beside it for some hours, so that the receiver changes it when it suits."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, endpoint, lock=True)
        until = change.at + dt.timedelta(hours=wanted.overlap_hours)
        secret = repository.renew_secret(change, row.id, until=until)
        change.record("webhook.rotated", row.id, department=row.department, after=wanted.model_dump(mode="json"))
    return MadeEndpoint(endpoint=repository.shown(row), secret=secret)


def enable(database: Database, caller: Caller, endpoint: str, *, why: str = "") -> Endpoint:
    """Tell an address again what happens from now on; what it missed is repeated one by one."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, endpoint, lock=True)
        if row.disabled_at is None:
            change.idle = True
        else:
            before: dict[str, JsonValue] = {"why": row.disabled_why}
            row.disabled_at, row.disabled_why, row.failing_since = None, "", None
            change.record("webhook.enabled", row.id, department=row.department, before=before)
        return repository.shown(row)


def delete(database: Database, caller: Caller, endpoint: str, *, why: str = "") -> Endpoint:
    """Forget an address; nothing is sent to it any more."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, endpoint, lock=True)
        known = repository.shown(row)
        repository.remove(change.session, row)
        change.record("webhook.deleted", row.id, department=row.department, before={"url": row.url})
        return known


def send_test(database: Database, caller: Caller, endpoint: str, *, why: str = "") -> Delivery:
    """Send a message that says nothing but that it is a test."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _enabled(change, caller, endpoint)
        (delivery,) = outbox.put(change, MessageType.TEST, {"department": row.department, "webhook": row.id}, (row,))
        change.record("webhook.tested", row.id, department=row.department, after={"message": delivery.message})
        return repository.delivery_shown(delivery, change.session.get_one(MessageRow, delivery.message))


def deliveries(
    database: Database, caller: Caller, endpoint: str, *, before: str, limit: int, state: DeliveryState | None
) -> list[Delivery]:
    """Messages on their way to an address, newest first."""
    with database.read() as session:
        _known(session, caller, endpoint)
        return repository.deliveries(session, endpoint, before=before, limit=limit, state=state)


def repeat(database: Database, caller: Caller, endpoint: str, delivery: str, *, why: str = "") -> Delivery:
    """Send a message again, under the id that it has; from now on it is tried as often as a new one."""
    with changing(database, actor=caller.id, why=why) as change:
        endpoint_row = _enabled(change, caller, endpoint)
        row = change.session.get(DeliveryRow, delivery, with_for_update=True)
        if row is None or row.endpoint != endpoint:
            raise NotFoundError.of("delivery", delivery)
        before: dict[str, JsonValue] = {"state": row.state, "attempts": row.attempts}
        row.state, row.attempts, row.next_at, row.delivered_at = DeliveryState.WAITING, 0, change.at, None
        change.record("webhook.repeated", row.id, department=endpoint_row.department, before=before)
        return repository.delivery_shown(row, change.session.get_one(MessageRow, row.message))


def _enabled(change: Change, caller: Caller, endpoint: str) -> EndpointRow:
    row = _known(change.session, caller, endpoint, lock=True)
    if row.disabled_at is not None:
        raise ConflictError(f"The webhook {endpoint!r} is disabled: {row.disabled_why}.", "Enable it first.")
    return row


def _known(session: Session, caller: Caller, endpoint: str, *, lock: bool = False) -> EndpointRow:
    row = repository.find(session, endpoint, lock=lock)
    mine = caller.departments is None or (row.department is not None and caller.knows(row.department))
    if not mine:
        raise NotFoundError.of("webhook", endpoint)
    return row
