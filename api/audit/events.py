"""What an audit event says, and the hash that ties it to the one before."""

import datetime as dt
import hashlib
import json

from pydantic import AwareDatetime, JsonValue

from models.base import Noun


class Event(Noun):
    """One thing that somebody did."""

    action: str
    """What was done, as ``noun.verb``: ``roster.published``."""
    subject: str
    """Id of what it was done to."""
    department: str | None = None
    """The department whose matter it is; absent for what concerns the whole service."""
    before: JsonValue = None
    after: JsonValue = None
    """What changed; documents that are kept elsewhere stand here by version and digest."""


class AuditEvent(Event):
    """An event as it stands in the chain."""

    number: int
    at: AwareDatetime
    actor: str
    """Id of the key or person, or ``system``."""
    why: str = ""
    previous: str
    """Hash of the event before; empty for the first."""
    hash: str


def digest(text: str | bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def link_hash(event: Event, *, number: int, at: dt.datetime, actor: str, why: str, previous: str) -> str:
    """The hash of an event: over everything that it says, its place in the chain and the hash of the one before."""
    said = {
        "number": number, "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds"), "actor": actor, "why": why,
        "action": event.action, "subject": event.subject, "department": event.department,
        "before": event.before, "after": event.after, "previous": previous,
    }  # fmt: skip
    return digest(json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True))
