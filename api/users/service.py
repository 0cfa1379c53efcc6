"""Making and changing users, and their passwords."""

from pydantic import JsonValue

from api.audit.change import changing
from api.auth.admins import require_another_admin
from api.auth.caller import Caller
from api.auth.existence import require_existing
from api.auth.rights import Role
from api.auth.standing import require_whole
from api.errors import ConflictError, ForbiddenError
from api.storage.database import Database
from api.storage.versions import require_version
from api.users import passwords, repository, sessions
from api.users.attempts import Attempts
from api.users.schemas import NewPassword, NewUser, SetPassword, User, UserChange
from api.users.tables import UserRow
from models.errors import InputError


def make(database: Database, caller: Caller, wanted: NewUser, *, why: str = "", place: str = "body") -> User:
    """Make a user who reaches no further than the maker; errors name fields of `place`."""
    require_whole(wanted, place)
    caller.require_grant(wanted)
    name = _plain(wanted.name, place)
    given = wanted.password
    kept = None
    if given is not None:  # one that is given and empty is a mistake; without one there is single sign-on alone
        kept = passwords.hashed(given.get_secret_value(), name=name, place=f"{place}.password")
    with changing(database, actor=caller.id, why=why) as change:
        require_existing(change.session, wanted, place)
        if repository.named(change.session, name) is not None:
            raise ConflictError(f"There is a user {name!r} already.", "Take another name.")
        row = repository.add(change, name, wanted, password_hash=kept)
        change.record("user.made", row.id, after={"name": name} | _said(row))
        return repository.shown(row)


def change_user(
    database: Database, caller: Caller, user: str, wanted: UserChange, *, expected: int | None, why: str = ""
) -> User:
    """Change what a user may do. Whoever may do less is signed out everywhere, and so is whoever is disabled."""
    require_whole(wanted, "body")
    caller.require_grant(wanted)
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.known(change.session, caller, user)
        require_existing(change.session, wanted, "body")
        require_version(f"The user {row.name!r}", actual=row.version, expected=expected)
        before = _said(row)
        if row.role == Role.ADMIN and row.disabled_at is None and not (wanted.enabled and wanted.role is Role.ADMIN):
            require_another_admin(change.session)
        row.standing, row.version = wanted, row.version + 1
        row.disabled_at = None if wanted.enabled else row.disabled_at or change.at
        if _said(row) == before:
            change.idle = True
            row.version -= 1
            return repository.shown(row)
        sessions.end_all(change, row.id)
        change.record("user.changed", row.id, before=before, after=_said(row))
        return repository.shown(row)


def set_password(
    database: Database, caller: Caller, user: str, wanted: SetPassword, *, why: str = "", place: str = "body"
) -> User:
    """Set somebody else's password, who is signed out everywhere."""
    with database.read() as session:
        name = repository.known(session, caller, user).name
    kept = passwords.hashed(wanted.new.get_secret_value(), name=name, place=f"{place}.new")
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.known(change.session, caller, user)
        row.password_hash = kept
        sessions.end_all(change, row.id)
        change.record("user.password_set", row.id)
        return repository.shown(row)


def change_own_password(
    database: Database, attempts: Attempts, caller: Caller, wanted: NewPassword, *, secret: str, address: str,
    why: str = "",
) -> User:  # fmt: skip
    """Change the caller's own password; every session but this one ends. Guesses are slowed down as at a sign-in."""
    with database.read() as session:
        row = session.get(UserRow, caller.id.removeprefix("user:"))
    if row is None or row.password_hash is None:
        raise ConflictError(f"{caller.id} has no password.", "Sign in with one to change it.")
    attempts.begin(row.name, address)
    if not passwords.matches(row.password_hash, wanted.current.get_secret_value()):
        raise ForbiddenError("The current password is another one.", "Try again, or ask an admin to set a new one.")
    attempts.succeed(row.name, address)
    kept = passwords.hashed(wanted.new.get_secret_value(), name=row.name, place="body.new")
    with changing(database, actor=caller.id, why=why) as change:
        user = change.session.get_one(UserRow, row.id)
        user.password_hash = kept
        sessions.end_all(change, user.id, but=secret)
        change.record("user.password_changed", user.id)
        return repository.shown(user)


def _plain(name: str, place: str) -> str:
    plain = passwords.plain_name(name)
    if not plain or any(letter.isspace() or not letter.isprintable() for letter in plain):
        raise InputError(f"{place}.name", "is empty, or has spaces.", "Take a short name, or an address of e-mail.")
    return plain


def _said(row: UserRow) -> dict[str, JsonValue]:
    return row.standing.model_dump(mode="json") | {"enabled": row.disabled_at is None}
