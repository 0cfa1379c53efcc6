"""Sessions: who is signed in where, by a secret of which only a hash is kept.

The secret has 256 random bits, so that a plain hash keeps it.
"""

import datetime as dt
import hashlib
import logging
import re
import secrets

from sqlalchemy import delete, or_, update

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.errors import UnauthenticatedError
from api.storage.database import Database, patient
from api.users.tables import UserRow, UserSessionRow

_LOG = logging.getLogger("radroster.users")
_SECRET = re.compile(r"[0-9A-Za-z_-]{43}")
NOTED_EVERY = dt.timedelta(minutes=1)
"""How exactly it is known when a session was last used: each note is a write."""


def begin(change: Change, user: UserRow, *, lasting: dt.timedelta, idle: dt.timedelta) -> str:
    """Begin a session of a user; answers its secret, which is kept nowhere. Sessions that are over are forgotten."""
    over = or_(UserSessionRow.expires_at <= change.at, UserSessionRow.seen_at <= change.at - idle)
    change.session.execute(delete(UserSessionRow).where(over))
    secret = secrets.token_urlsafe(32)
    row = UserSessionRow(
        secret_hash=_hash(secret), user=user.id, made_at=change.at, seen_at=change.at, expires_at=change.at + lasting
    )
    change.session.add(row)
    change.record("session.begun", user.id, after={"name": user.name})
    return secret


def find_caller(database: Database, secret: str, *, idle: dt.timedelta) -> Caller:
    """The user whose session it is; raises `UnauthenticatedError` alike for one unknown, over or disabled."""
    now, refused = dt.datetime.now(dt.UTC), UnauthenticatedError("The session is over.", "Sign in again.")
    if not _SECRET.fullmatch(secret):
        raise refused
    with database.read() as session:
        row = session.get(UserSessionRow, _hash(secret))
        user = None if row is None else session.get(UserRow, row.user)
    if row is None or user is None or user.disabled_at is not None:
        raise refused
    if now >= min(row.expires_at, row.seen_at + idle):
        raise refused
    if now - row.seen_at >= NOTED_EVERY:
        with patient(_LOG), database.write() as session:
            session.execute(
                update(UserSessionRow).where(UserSessionRow.secret_hash == row.secret_hash).values(seen_at=now)
            )
    return caller_of(user)


def end(database: Database, secret: str) -> bool:
    """End a session; answers whether there was one."""
    with database.read() as session:
        row = session.get(UserSessionRow, _hash(secret))
    if row is None:
        return False
    with changing(database, actor=f"user:{row.user}") as change:
        change.session.execute(delete(UserSessionRow).where(UserSessionRow.secret_hash == row.secret_hash))
        change.record("session.ended", row.user)
    return True


def end_all(change: Change, user: str, *, but: str = "") -> None:
    """End every session of a user but that of one secret."""
    theirs = delete(UserSessionRow).where(UserSessionRow.user == user, UserSessionRow.secret_hash != _hash(but))
    change.session.execute(theirs)


def caller_of(user: UserRow) -> Caller:
    """A user as the one who calls."""
    return Caller(id=f"user:{user.id}", name=user.name, **dict(user.standing))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
