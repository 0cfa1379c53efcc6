"""What the routes of webhooks take and give."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, JsonValue

from models.base import Noun

Id = Annotated[str, Field(min_length=1, max_length=200)]


class MessageType(StrEnum):
    """What a message tells; each type has data of one shape."""

    ROSTER_PUBLISHED = "roster.published"
    ROSTER_EDITED = "roster.edited"
    """A roster that staff see was changed."""
    ROSTER_WITHDRAWN = "roster.withdrawn"
    TIME_OFF_CHANGED = "time_off.changed"
    """Somebody asked for time off, or it was decided, changed or taken back."""
    TEST = "webhook.test"
    """Asked for by somebody who wants to see one arrive."""


class NewEndpoint(Noun):
    """An address that is to be told what happens."""

    url: Annotated[str, Field(min_length=1, max_length=2000)]
    department: Id | None = None
    """Only what happens there; everywhere when absent, which is for keys of all departments."""
    types: Annotated[tuple[MessageType, ...], Field(min_length=1)] | None = None
    """Only these; all when absent."""
    label: Annotated[str, Field(max_length=200)] = ""
    """For people."""


class Endpoint(Noun):
    """An address that is told what happens, without its secrets."""

    id: str
    url: str
    department: str | None = None
    types: tuple[MessageType, ...] | None = None
    label: str
    made_at: AwareDatetime
    made_by: str
    failing_since: AwareDatetime | None = None
    """Since when no attempt has succeeded; absent while they do."""
    disabled_at: AwareDatetime | None = None
    """Nothing is sent from then on, until somebody enables it again."""
    disabled_why: str = ""


class MadeEndpoint(Noun):
    """An address with its new secret; the only time that it is shown."""

    endpoint: Endpoint
    secret: str
    """``whsec_`` and the key in base64."""


class Rotation(Noun):
    """A new secret beside the one until now."""

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24
    """How long messages are signed with both; 0 ends the old one at once."""


class DeliveryState(StrEnum):
    """How far a message is on its way to one address."""

    WAITING = "waiting"
    """For its first attempt, or for the next one."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """Given up; it can be repeated."""


class Delivery(Noun):
    """A message on its way to one address."""

    id: str
    endpoint: str
    message: str
    """The ``webhook-id``: the same at each attempt and at every address."""
    type: MessageType
    state: DeliveryState
    attempts: int
    next_at: AwareDatetime | None = None
    """When it is tried next; absent when it is not."""
    status: int | None = None
    """HTTP status of the last answer."""
    error: str = ""
    """What went wrong at the last attempt."""
    made_at: AwareDatetime
    delivered_at: AwareDatetime | None = None
    payload: JsonValue
