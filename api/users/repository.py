"""Users in the database."""

import secrets
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.auth.caller import Caller
from api.auth.standing import Standing
from api.errors import NotFoundError
from api.users.schemas import User
from api.users.tables import UserRow


def add(change: Change, name: str, standing: Standing, *, password_hash: str | None) -> UserRow:
    """A new user."""
    row = UserRow(
        id=secrets.token_hex(6), name=name, standing=standing, password_hash=password_hash, version=1,
        made_at=change.at, made_by=change.actor, disabled_at=None,
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    return row


def named(session: Session, name: str) -> UserRow | None:
    """The user who signs in with a name, which is written plainly."""
    return session.scalar(select(UserRow).where(UserRow.name == name))


def known(session: Session, caller: Caller, user: str) -> UserRow:
    """A user within the caller's reach; raises `NotFoundError`."""
    row = session.get(UserRow, user)
    if row is None or not caller.reaches(row.standing):
        raise NotFoundError.of("user", user)
    return row


def listed(session: Session, caller: Caller, *, after: str, limit: int) -> list[User]:
    """Users within the caller's reach, in order of their ids."""
    rows = session.scalars(select(UserRow).where(UserRow.id > after).order_by(UserRow.id))
    return list(islice((shown(row) for row in rows if caller.reaches(row.standing)), limit))


def shown(row: UserRow) -> User:
    """A user as others may see it."""
    return User(
        id=row.id, name=row.name, enabled=row.disabled_at is None, version=row.version, made_at=row.made_at,
        made_by=row.made_by, **dict(row.standing),
    )  # fmt: skip
