"""What staff and their calendars see changed, and what became of time off, is written down for whoever listens."""

from api.audit.change import Change
from api.audit.events import Event
from api.webhooks.messages import message_of, told_of
from api.webhooks.outbox import listeners, put, wants


def react(change: Change, event: Event) -> None:
    """Put the message about an event into the outbox; nothing is worked out where nobody listens."""
    kind = told_of(event)
    if kind is None:
        return
    endpoints = [one for one in listeners(change.session, event.department) if wants(one, kind)]
    data = message_of(change.session, event) if endpoints else None
    if data is not None:
        put(change, kind, data, endpoints)
