"""Signing in: slowly for whoever guesses, and with the same answer whatever is wrong."""

import datetime as dt
import logging
from collections.abc import Callable
from time import monotonic

from api.audit.change import changing
from api.auth.caller import Caller
from api.errors import UnauthenticatedError
from api.http.buckets import Buckets
from api.settings import Settings
from api.storage.database import Database
from api.users import passwords, repository, sessions
from api.users.schemas import SignIn
from api.users.tables import UserRow

_LOG = logging.getLogger("radroster.users")


class Attempts:
    """Wrong passwords of late, whether or not there is such a user.

    For one name from one address few are let through, so that nobody can keep others out of their own account from
    afar; for one name from anywhere a hundred, as NIST SP 800-63B-4 has it (3.2.2), and then one a minute.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.here = Buckets(size=10, per_minute=1, clock=clock)
        self.names = Buckets(size=100, per_minute=1, clock=clock)
        self.addresses = Buckets(size=30, per_minute=6, clock=clock)

    def begin(self, name: str, address: str) -> None:
        """Count an attempt as wrong for now; raises `TooManyError` after too many of them."""
        for buckets, counted in self._counted(name, address):
            buckets.require(counted, "There were too many wrong passwords.")

    def succeed(self, name: str, address: str) -> None:
        """It was right, and does not count."""
        for buckets, counted in self._counted(name, address):
            buckets.give_back(counted)

    def _counted(self, name: str, address: str) -> tuple[tuple[Buckets, str], ...]:
        return (self.addresses, address), (self.here, f"{address} {name}"), (self.names, name)


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


def _begin(database: Database, settings: Settings, seen: UserRow, password_hash: str) -> tuple[Caller, str]:
    with changing(database, actor=f"user:{seen.id}") as change:
        user = change.session.get_one(UserRow, seen.id)
        if user.disabled_at is not None or user.password_hash != seen.password_hash:
            raise UnauthenticatedError("The user was changed just now.", "Sign in again.")
        user.password_hash = password_hash
        secret = sessions.begin(
            change, user, lasting=dt.timedelta(hours=settings.session_hours),
            idle=dt.timedelta(minutes=settings.session_idle_minutes),
        )  # fmt: skip
        return sessions.caller_of(user), secret
