"""Making, listing, revoking and reading feeds."""

import datetime as dt
import re
import secrets
from typing import NamedTuple

from api.audit.change import changing
from api.audit.events import digest
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import NotFoundError
from api.feeds import fetches, openings, repository
from api.feeds.calendars import CANCELLED_KEPT, REMEMBERED, calendar_of
from api.feeds.schemas import Feed, NewFeed
from api.remembered import Remembered
from api.storage.database import Database
from models.department import Department
from models.errors import InputError, UnknownReferenceError

MOST_OWN = 100
"""Feeds of one person that are looked at, those that were revoked among them."""
_SECRET = re.compile(r"[0-9A-Za-z_-]{43}")


class Answer(NamedTuple):
    """A calendar as it is answered."""

    state: tuple[str, int]
    """What of the database, and which minute, it was made from."""
    content: bytes
    tag: str
    """Its ETag."""


_answers: Remembered[str, Answer] = Remembered(REMEMBERED)
"""Feed → its last answer."""


def make(database: Database, caller: Caller, wanted: NewFeed, *, why: str = "") -> tuple[Feed, str]:
    """Make a feed; its secret is in the answer and nowhere else."""
    caller.require_department(wanted.department)
    with database.read() as session:
        _require_somebody(caller, departments.find(session, wanted.department).document, wanted)
    secret = secrets.token_urlsafe(32)
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.add(change, wanted, secret)
        told = {"person": wanted.person, "area": wanted.area, "open_shifts": row.open_shifts, "label": row.label}
        change.record("feed.made", row.id, department=row.department, after=told)
    return repository.shown(row), secret


def _require_somebody(caller: Caller, document: Department, wanted: NewFeed) -> None:
    """Raise `InputError` unless the feed is of a person, of an area, or of open shifts, and of what there is."""
    if wanted.open_shifts:
        if wanted.person is not None:
            raise InputError("body.person", "has no open shifts.", "Name an area, or neither for the whole department.")
        if wanted.area is None:
            caller.require_every_area("The calendar of all open shifts")
    elif (wanted.person is None) == (wanted.area is None):
        raise InputError("body", "names a person and an area, or neither.", "Name one of the two.")
    if wanted.person is not None and wanted.person not in document.person_by_id:
        raise UnknownReferenceError.near("body.person", "staff", wanted.person, document.person_by_id)
    if wanted.area is not None:
        if wanted.area not in document.area_by_id:
            raise UnknownReferenceError.near("body.area", "area", wanted.area, document.area_by_id)
        caller.require_area(wanted.area, f"The calendar of {wanted.area}")


def listed(database: Database, caller: Caller, *, before: str, limit: int, department: str | None) -> list[Feed]:
    """Feeds of the caller's departments, newest first."""
    if department is not None:
        caller.require_department(department)
    fetches.write(database)
    with database.read() as session:
        known = caller.departments if department is None else (department,)
        return repository.listed(session, before=before, limit=limit, departments=known)


def revoke(database: Database, caller: Caller, feed: str, *, why: str = "") -> Feed:
    """End a feed; its address is answered as if it had never been."""
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.find(change.session, feed)
        if not caller.knows(row.department):
            raise NotFoundError.of("feed", feed)
        if row.revoked_at is not None:
            change.idle = True
            return repository.shown(row)
        row.revoked_at = change.at
        change.record(
            "feed.revoked", row.id, department=row.department, before={"person": row.person or None, "area": row.area}
        )
        return repository.shown(row)


def make_own(database: Database, caller: Caller, label: str) -> tuple[Feed, str]:
    """Make a feed of the caller's own duties, which they may read anyway."""
    department, person = _oneself(caller)
    return make(database, caller, NewFeed(department=department, person=person, label=label))


def own(database: Database, caller: Caller) -> list[Feed]:
    """The caller's own feeds, newest first, without those that were revoked."""
    department, person = _oneself(caller)
    fetches.write(database)
    with database.read() as session:
        found = repository.listed(session, before="", limit=MOST_OWN, departments=(department,), person=person)
    return [one for one in found if one.revoked_at is None]


def revoke_own(database: Database, caller: Caller, feed: str) -> Feed:
    """End one of the caller's own feeds; raises `NotFoundError` for those of others."""
    department, person = _oneself(caller)
    with database.read() as session:
        row = repository.find(session, feed)
    if (row.department, row.person) != (department, person):
        raise NotFoundError.of("feed", feed)
    return revoke(database, caller, feed)


def _oneself(caller: Caller) -> tuple[str, str]:
    """Department and person of a member of staff; raises `NotFoundError` for others."""
    if (
        caller.person is None
        or caller.departments is None
        or not caller.is_person(caller.departments[0], caller.person)
    ):
        raise NotFoundError("There is no calendar of somebody who is not of the staff.", "Sign in as yourself.")
    return caller.departments[0], caller.person


def calendar_at(database: Database, secret: str) -> Answer:
    """The calendar at a secret address; raises `NotFoundError` alike for one unknown, wrong or revoked.

    It is written anew when anything has changed, and each minute, since cancelled duties lapse and open ones begin.
    """
    now = dt.datetime.now(dt.UTC)
    known = repository.by_secret(database, secret) if _SECRET.fullmatch(secret) else None
    if known is None:
        raise NotFoundError("There is no calendar at this address.")
    if repository.due(known, now):
        fetches.note(database, known.id, now)
    state, answer = (known.state, int(now.timestamp()) // 60), _answers.get(known.id)
    if answer is not None and answer.state == state:
        return answer
    content = _calendar(database, known.id, now)
    return _answers.put(known.id, Answer(state, content, f'"{digest(content)}"'))


def _calendar(database: Database, feed: str, now: dt.datetime) -> bytes:
    with database.read() as session:
        row = repository.find(session, feed)
        if row.open_shifts:
            since = now - CANCELLED_KEPT
            return openings.calendar_of(session, row.department, row.area, since=since, now=now)
        return calendar_of(session, row.department, row.person, area=row.area, now=now)
