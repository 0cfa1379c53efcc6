"""What each calendar event is over all versions of a roster: its UID for good, its SEQUENCE, its making.

An event belongs to one person's calendar from its first publication on. Its UID is coined then and never
derived again, so later versions update it in the subscriber's calendar instead of adding a second one: a duty
that changes on its day, or moves to another day, keeps its UID; one that goes stays as a cancelled event
until its day is out of the roster. An event that did not change keeps SEQUENCE and DTSTAMP, and so its bytes.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from pydantic import AwareDatetime

from models.base import Noun
from models.department import Department
from models.errors import InputError
from models.requests import Assignment
from models.roster import Roster

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:radroster:duty")


class DutyEvent(Noun):
    """One duty in one person's calendar."""

    uid: str
    person: str
    date: dt.date
    shift: str
    area: str
    start: AwareDatetime
    end: AwareDatetime
    """Instants in UTC."""
    sequence: int = 0
    """Rises with every change of the event (RFC 5545, 3.8.7.4)."""
    made_at: AwareDatetime
    """When this version of the event was made; its DTSTAMP."""
    cancelled: bool = False


class OpenEvent(DutyEvent):
    """A duty that is open, and so nobody's: by a hole, by a post of a planner, or by both."""

    person: str = ""
    minutes: int = 0
    """Person-minutes of holes that somebody on it fills."""
    people: int | None = None
    """How many people a post still wants."""
    note: str = ""


class Ledger(Noun):
    """All events of one department's roster, in order of person, date and UID."""

    department: str
    events: tuple[DutyEvent, ...] = ()

    def of(self, person: str) -> tuple[DutyEvent, ...]:
        """One person's events, cancelled ones included."""
        return tuple(event for event in self.events if event.person == person)

    def require_of(self, department: Department, place: str) -> None:
        """Raise `InputError` when it is another department's."""
        if self.department != department.id:
            problem = f"belongs to department {self.department!r}, not {department.id!r}."
            raise InputError(place, problem, "Write each department's calendars to a folder of its own.")


def next_ledger(
    department: Department, roster: Roster, *, made_at: dt.datetime, earlier: Ledger | None = None
) -> Ledger:
    """The ledger after publishing `roster` at `made_at`; `earlier` is the ledger of the version before.

    Events of days outside the roster are let go.
    """
    if earlier is not None:
        earlier.require_of(department, "calendar ledger")
    made_at = made_at.astimezone(dt.UTC).replace(microsecond=0)
    first, last = roster.start, roster.start + dt.timedelta(days=roster.days - 1)
    worked: defaultdict[str, dict[dt.date, Assignment]] = defaultdict(dict)
    for one in roster.assignments:
        worked[one.person][one.date] = one
    old = [event for event in (earlier.events if earlier else ()) if first <= event.date <= last]
    taken = {event.uid for event in old}
    events: list[DutyEvent] = []
    for person in department.staff:
        duties = worked[person.id]
        mine = [event for event in old if event.person == person.id]
        updated = [_update(department, event, duty, made_at) for event, duty in _matched(mine, duties)]
        covered = {event.date for event in updated if not event.cancelled}
        for date in sorted(duties.keys() - covered):
            uid = _coin(department.id, person.id, date, taken)
            updated.append(_event(department, duties[date], uid=uid, made_at=made_at))
        events += updated
    return Ledger(department=department.id, events=tuple(sorted(events, key=_order)))


def _matched(
    events: list[DutyEvent], duties: dict[dt.date, Assignment]
) -> Iterable[tuple[DutyEvent, Assignment | None]]:
    """Pair a person's old events with new duties: same day first, then what vanished with what appeared."""
    live = {event.date: event for event in events if not event.cancelled}
    dead = {event.date: event for event in events if event.cancelled and event.date not in live}
    appeared = sorted(duties.keys() - live.keys())
    revived = [date for date in appeared if date in dead]
    moved = [date for date in appeared if date not in dead]
    vanished = sorted(live.keys() - duties.keys())
    targets = dict(zip(vanished, moved, strict=False))
    for event in events:
        if event.cancelled:
            yield event, duties[event.date] if event.date in revived and dead[event.date] is event else None
        else:
            yield event, duties.get(targets.get(event.date, event.date))


def _update(department: Department, event: DutyEvent, duty: Assignment | None, made_at: dt.datetime) -> DutyEvent:
    step = {"sequence": event.sequence + 1, "made_at": made_at}
    if duty is None:
        return event if event.cancelled else event.model_copy(update={"cancelled": True, **step})
    fresh = _event(department, duty, uid=event.uid, made_at=event.made_at)
    unchanged = fresh.model_copy(update={"sequence": event.sequence}) == event
    return event if unchanged else fresh.model_copy(update=step)


def _event(department: Department, duty: Assignment, *, uid: str, made_at: dt.datetime) -> DutyEvent:
    horizon, shift = department.horizon, department.shift_by_id[duty.shift]
    day = horizon.day_of(duty.date)
    return DutyEvent(
        uid=uid,
        person=duty.person,
        date=duty.date,
        shift=duty.shift,
        area=duty.area,
        start=horizon.instant(day, shift.start),
        end=horizon.instant(day, shift.finish),
        made_at=made_at,
    )


def _coin(department: str, person: str, date: dt.date, taken: set[str]) -> str:
    """A UID not in use yet; the same first publication coins the same UIDs."""
    coined = (f"{uuid.uuid5(_NAMESPACE, '|'.join((department, person, str(date), str(n))))}@radroster" for n in count())
    uid = next(uid for uid in coined if uid not in taken)
    taken.add(uid)
    return uid


def _order(event: DutyEvent) -> tuple[str, dt.date, str]:
    return event.person, event.date, event.uid
