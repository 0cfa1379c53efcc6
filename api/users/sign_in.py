"""Signing in: slowly for whoever guesses, and with the same answer whatever is wrong."""

import datetime as dt
import logging

from api.audit.change import changing
from api.auth.caller import Caller
from api.errors import UnauthenticatedError
from api.settings import Settings
from api.storage.database import Database
from api.users import passwords, repository, sessions
from api.users.attempts import Attempts
from api.users.schemas import SignIn
from api.users.tables import UserRow

_LOG = logging.getLogger("radroster.users")


def sign_in(
    database: Database, settings: Settings, attempts: Attempts, wanted: SignIn, *, address: str
) -> tuple[Caller, str]:
    """Begin a session; answers who it is and the session's secret.

    A name that nobody has, a wrong password and a user who is disabled take as long, and are refused alike.
    """
    name, password = passwords.plain_name(wanted.name), wanted.password.get_secret_value()
    attempts.begin(name, address)
    with database.read() as session:
        row = repository.named(session, name)
    right = passwords.matches(None if row is None else row.password_hash, password)
    if row is None or row.password_hash is None or not right or row.disabled_at is not None:
        _LOG.warning("a sign-in was refused", extra={"fields": {"user": None if row is None else row.id}})
        raise UnauthenticatedError("Name and password do not go together.", "Try again, or ask an admin.")
    attempts.succeed(name, address)
    return _begin(database, settings, row, passwords.renewed(row.password_hash, password))


def sign_in_vouched(database: Database, settings: Settings, name: str) -> tuple[Caller, str]:
    """Begin a session of the user of that name, for whom single sign-on vouches; nobody becomes a user by it."""
    with database.read() as session:
        row = repository.named(session, passwords.plain_name(name))
    if row is None or row.disabled_at is not None:
        _LOG.warning("a single sign-on is of no user", extra={"fields": {"user": None if row is None else row.id}})
        raise UnauthenticatedError("You are no user of this service.", "Ask an admin to make you one.")
    return _begin(database, settings, row, row.password_hash, why="single sign-on")


def _begin(
    database: Database, settings: Settings, seen: UserRow, password_hash: str | None, *, why: str = ""
) -> tuple[Caller, str]:
    with changing(database, actor=f"user:{seen.id}", why=why) as change:
        user = change.session.get_one(UserRow, seen.id)
        if user.disabled_at is not None or user.password_hash != seen.password_hash:
            raise UnauthenticatedError("The user was changed just now.", "Sign in again.")
        user.password_hash = password_hash
        secret = sessions.begin(
            change, user, lasting=dt.timedelta(hours=settings.session_hours),
            idle=dt.timedelta(minutes=settings.session_idle_minutes),
        )  # fmt: skip
        return sessions.caller_of(user), secret
