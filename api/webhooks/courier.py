"""The courier: takes messages from the outbox and posts them until they arrive or are given up.

Whoever takes a delivery moves its time on by more than an attempt can last. A courier that dies loses nothing: another
one, or the same after a restart, takes the delivery once that time has come. So a message may arrive twice, always
under the same id.
"""

import datetime as dt
import logging
import math
import queue
import threading
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from api.audit.change import SYSTEM, changing
from api.storage.database import Database, patient
from api.webhooks import repository, signing
from api.webhooks.addresses import Network
from api.webhooks.posting import Outcome, post
from api.webhooks.schedule import DISABLED_AFTER, delay
from api.webhooks.schemas import DeliveryState
from api.webhooks.tables import DeliveryRow, EndpointRow, MessageRow

_LOG = logging.getLogger("radroster.webhooks")
LEASE = dt.timedelta(seconds=60)
"""How long a delivery belongs to the courier that took it: longer than looking names up, waiting and writing down."""
AT_ONCE = 8
"""Messages under way at the same time, and how many of them to one address that takes them."""
TO_ONE = 4
IDLE_SECONDS = 0.25
FAREWELL_SECONDS = 2.0
TIDY_SECONDS = 3600.0
KEPT = dt.timedelta(days=30)
"""How long messages can be looked at and repeated."""


@dataclass(frozen=True)
class Parcel:
    """A delivery that was taken, with all that its attempt needs."""

    delivery: str
    attempt: int
    endpoint: str
    failing: bool
    url: str
    message: str
    body: bytes
    secrets: Sequence[str]


def take(database: Database, *, now: dt.datetime, limit: int = AT_ONCE, without: Collection[str] = ()) -> list[Parcel]:
    """Take deliveries that are due, those longest due first; none to addresses `without`.

    An address at which nothing arrives gets one message at a time, so that it holds up no other.
    """
    due = (
        select(DeliveryRow, EndpointRow, MessageRow)
        .join(EndpointRow, EndpointRow.id == DeliveryRow.endpoint)
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .where(DeliveryRow.state == DeliveryState.WAITING, DeliveryRow.next_at <= now)
        .where(EndpointRow.disabled_at.is_(None), EndpointRow.id.not_in(without))
        .order_by(DeliveryRow.next_at, DeliveryRow.id)
        .limit(limit)
    )
    with database.read() as session:  # looking takes no lock
        if session.execute(due).first() is None:
            return []
    taken: list[Parcel] = []
    each: Counter[str] = Counter()
    with database.write() as session:
        for row, endpoint, message in session.execute(due.with_for_update(skip_locked=True, of=DeliveryRow)):
            failing = endpoint.failing_since is not None
            if each[endpoint.id] >= (1 if failing else TO_ONE):
                continue
            each[endpoint.id] += 1
            row.attempts, row.next_at = row.attempts + 1, now + LEASE
            taken.append(
                Parcel(
                    row.id, row.attempts, endpoint.id, failing, endpoint.url, message.id, message.body.encode(),
                    repository.secrets_of(session, endpoint.id, now=now),
                )
            )  # fmt: skip
    return taken


def deliver(database: Database, parcel: Parcel, allowed: Sequence[Network] = ()) -> Outcome:
    """Post a message, and write down how that went."""
    seconds = int(dt.datetime.now(dt.UTC).timestamp())
    signed = signing.headers(parcel.message, parcel.body, seconds=seconds, keys=parcel.secrets)
    outcome = post(parcel.url, parcel.body, signed, allowed)
    settle(database, parcel, outcome, now=dt.datetime.now(dt.UTC))
    return outcome


def settle(database: Database, parcel: Parcel, outcome: Outcome, *, now: dt.datetime) -> None:
    """Write down how an attempt went, and end an address that is gone or has failed for too long."""
    why = ""
    with database.write() as session:
        row = session.get(DeliveryRow, parcel.delivery, with_for_update=True)
        if row is None or (row.state, row.attempts) != (DeliveryState.WAITING, parcel.attempt):
            return  # deleted, repeated or disabled meanwhile: how this attempt went is of no interest
        endpoint = session.get_one(EndpointRow, parcel.endpoint, with_for_update=True)
        row.status, row.error = outcome.status, outcome.error
        if outcome.delivered:
            row.state, row.delivered_at, endpoint.failing_since = DeliveryState.DELIVERED, now, None
        else:
            endpoint.failing_since = endpoint.failing_since or now
            wait = None if outcome.unwanted else delay(row.attempts, outcome.wait_seconds)
            if wait is None:
                row.state = DeliveryState.FAILED
            else:
                row.next_at = now + wait
            why = _enough(outcome, since=endpoint.failing_since, now=now)
    level = logging.INFO if outcome.delivered else logging.WARNING
    told = {"webhook": parcel.endpoint, "message": parcel.message, "attempt": parcel.attempt, "status": outcome.status}
    _LOG.log(level, "webhook", extra={"fields": told | {"error": outcome.error}})
    if why:
        with changing(database, actor=SYSTEM, why=why) as change:
            repository.disable(change, repository.find(change.session, parcel.endpoint, lock=True), why)


def _enough(outcome: Outcome, *, since: dt.datetime, now: dt.datetime) -> str:
    """Why nothing more is to be sent to an address; empty as long as there is no reason."""
    if outcome.unwanted:
        return "the receiver answered 410: it wants no more messages"
    return f"nothing has arrived since {since:%Y-%m-%d %H:%M} UTC" if now - since >= DISABLED_AFTER else ""


def forget(session: Session, *, now: dt.datetime) -> None:
    """Drop messages that are older than `KEPT` and no longer on their way."""
    old = select(MessageRow.id).where(MessageRow.made_at < now - KEPT)
    waits = exists().where(DeliveryRow.message == MessageRow.id, DeliveryRow.state == DeliveryState.WAITING)
    ids = list(session.scalars(old.where(~waits).limit(500)))
    session.execute(delete(DeliveryRow).where(DeliveryRow.message.in_(ids)))
    session.execute(delete(MessageRow).where(MessageRow.id.in_(ids)))


class Courier:
    """Delivers what is in the outbox, some messages at the same time, until it is told to stop.

    Its threads are let go at the end of the process: what they had taken comes again once its time is up.
    """

    def __init__(self, database: Database, allowed: Sequence[Network] = ()) -> None:
        self._database, self._allowed = database, allowed
        self._parcels: queue.SimpleQueue[Parcel] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._under_way: list[Parcel] = []

    def run(self, stop: threading.Event) -> None:
        """Go on until `stop`, and a moment longer for attempts that are nearly over."""
        for _ in range(AT_ONCE):
            threading.Thread(target=self._carry, daemon=True).start()
        tidied = -math.inf
        while not stop.is_set():
            with patient(_LOG):
                if time.monotonic() - tidied >= TIDY_SECONDS:
                    tidied = time.monotonic()
                    with self._database.write() as session:
                        forget(session, now=dt.datetime.now(dt.UTC))
                if self._take():
                    continue
            stop.wait(IDLE_SECONDS)
        until = time.monotonic() + FAREWELL_SECONDS
        while self._under_way and time.monotonic() < until:
            time.sleep(IDLE_SECONDS)

    def _take(self) -> list[Parcel]:
        with self._lock:
            each = Counter(parcel.endpoint for parcel in self._under_way)
            failing = {parcel.endpoint for parcel in self._under_way if parcel.failing}
        free = AT_ONCE - each.total()
        full = failing | {endpoint for endpoint, number in each.items() if number >= TO_ONE}
        taken = take(self._database, now=dt.datetime.now(dt.UTC), limit=free, without=full) if free else []
        with self._lock:
            self._under_way += taken
        for parcel in taken:
            self._parcels.put(parcel)
        return taken

    def _carry(self) -> None:
        while True:
            parcel = self._parcels.get()
            try:
                with patient(_LOG):
                    deliver(self._database, parcel, self._allowed)
            except Exception:  # noqa: BLE001 - the delivery comes again, and the thread is needed for others
                _LOG.exception("an attempt was lost", extra={"fields": {"message": parcel.message}})
            finally:
                with self._lock:
                    self._under_way.remove(parcel)
