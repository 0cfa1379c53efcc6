"""What events of the service become as messages: who, where and which version, and never why somebody is away.

Messages are small. They are made from what the audit trail says, which holds neither kinds nor notes of time off, and
from rosters as staff see them.
"""

import datetime as dt
import json
from collections.abc import Callable

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.events import Event
from api.rosters import repository as rosters
from api.rosters.schemas import RosterState
from api.time_off.repository import leave_of
from api.time_off.schemas import ReportedStatus
from api.time_off.tables import TimeOffRow
from api.time_off.touched import duties_in, in_reach
from api.webhooks.schemas import MessageType

MOST_CELLS = 50
"""More changed cells than these are only counted: the receiver reads the roster then."""
Data = dict[str, JsonValue]


def body_of(kind: MessageType, data: Data, at: dt.datetime) -> str:
    """A message as it is sent, without blanks."""
    told = {"type": kind.value, "timestamp": at.astimezone(dt.UTC).isoformat(timespec="milliseconds"), "data": data}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True)


def told_of(event: Event) -> MessageType | None:
    """The type of the message about an event; None for events that nobody is told of."""
    found = _MAKERS.get(event.action)
    return None if found is None else found[0]


def message_of(session: Session, event: Event) -> Data | None:
    """The data of the message about an event that `told_of` knows; None when there is nothing to tell after all."""
    return _MAKERS[event.action][1](session, event)


def _published(session: Session, event: Event) -> Data:
    row, after = rosters.row_of(session, event.subject), _after(event)
    return {
        "department": row.department, "roster": row.id, "version": after["version"], "start": row.start.isoformat(),
        "days": row.days, "holes": after["holes"],
    }  # fmt: skip


def _edited(session: Session, event: Event) -> Data | None:
    """Edits of a roster that staff see; of one that they do not see yet nobody is told, nor of locks."""
    after = _after(event)
    cells = after["cells"]
    if not RosterState(str(after["state"])).in_force or not isinstance(cells, list) or not cells:
        return None
    row = rosters.row_of(session, event.subject)
    return {
        "department": row.department, "roster": row.id, "version": after["version"], "changed": len(cells),
        "cells": cells if len(cells) <= MOST_CELLS else None,
    }  # fmt: skip


def _withdrawn(session: Session, event: Event) -> Data:
    row, after = rosters.row_of(session, event.subject), _after(event)
    return {
        "department": row.department, "roster": row.id, "version": after["version"],
        "replaced_by": after["replaced_by"],
    }  # fmt: skip


def _time_off(session: Session, event: Event) -> Data:
    session.flush()  # a row of this very change is not found before
    row, after = session.get_one(TimeOffRow, event.subject), _after(event)
    return {
        "department": row.department, "source": row.source, "remote_id": row.remote_id, "employee": row.person,
        "version": after["version"], "status": after["status"], "first_day": after["first_day"],
        "last_day": after["last_day"], "starts_at": after["starts_at"], "ends_at": after["ends_at"],
        "rosters": _touched(session, row),
    }  # fmt: skip


def _touched(session: Session, row: TimeOffRow) -> list[JsonValue]:
    """The duties of rosters in force that fall into time off that is approved or asked for.

    Only looked up: what a hole costs takes the checker, and this is written while everybody else waits.
    """
    if not ReportedStatus(row.status).open:
        return []
    leave = leave_of(row)
    found: list[JsonValue] = []
    for one in in_reach(session, row):
        held = rosters.held(session, one.id)
        duties = duties_in(leave, held.department, held.roster)
        if duties:
            told: list[JsonValue] = [duty.model_dump(mode="json", exclude={"person"}) for duty in duties]
            found.append({"roster": one.id, "version": one.version, "duties": told})
    return found


def _after(event: Event) -> Data:
    return event.after if isinstance(event.after, dict) else {}


_MAKERS: dict[str, tuple[MessageType, Callable[[Session, Event], Data | None]]] = {
    "roster.published": (MessageType.ROSTER_PUBLISHED, _published),
    "roster.edited": (MessageType.ROSTER_EDITED, _edited),
    "roster.withdrawn": (MessageType.ROSTER_WITHDRAWN, _withdrawn),
    "time_off.reported": (MessageType.TIME_OFF_CHANGED, _time_off),
}
