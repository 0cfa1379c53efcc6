"""Making, finding and revoking keys."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit.change import SYSTEM, changing
from api.auth.caller import Caller
from api.auth.keys import new_token, read_token
from api.auth.rights import Role
from api.auth.schemas import Key, MadeKey, NewKey
from api.auth.tables import ApiKeyRow
from api.errors import ConflictError, NotFoundError, UnauthenticatedError
from api.storage.database import Database

ADVICE = "Send a header: Authorization: Bearer rr_live_…"


def make_key(database: Database, wanted: NewKey, *, by: str, why: str = "") -> MadeKey:
    """Make a key; its secret is in the answer and nowhere else."""
    token = new_token()
    with changing(database, actor=by, why=why) as change:
        row = ApiKeyRow(
            id=token.id, name=wanted.name, role=wanted.role, departments=_listed(wanted.departments),
            person=wanted.person, secret_hash=token.secret_hash, made_at=change.at, made_by=by,
            expires=wanted.expires, revoked_at=None,
        )  # fmt: skip
        change.session.add(row)
        change.record("key.made", row.id, after=wanted.model_dump(mode="json"))
    return MadeKey(key=_key(row), token=token.text)


def make_first_key(database: Database) -> MadeKey | None:
    """A key for an admin where there is no key at all, so that somebody can make the others."""
    with database.read() as session:
        if session.scalar(select(func.count()).select_from(ApiKeyRow)):
            return None
    return make_key(database, NewKey(name="first admin", role=Role.ADMIN), by=SYSTEM, why="the service was set up")


def find_caller(database: Database, authorization: str | None) -> Caller:
    """The caller whose key an Authorization header carries; raises `UnauthenticatedError`.

    A key that is unknown, wrong, revoked or expired is answered alike.
    """
    if not authorization:
        raise UnauthenticatedError("The request carries no key.", ADVICE)
    scheme, _, text = authorization.partition(" ")
    token = read_token(text.strip()) if scheme.lower() == "bearer" else None
    refused = UnauthenticatedError("The key is not one that is in use.", ADVICE)
    if token is None:
        raise refused
    with database.read() as session:
        row = session.get(ApiKeyRow, token.id)
    if row is None or not token.matches(row.secret_hash) or row.revoked_at is not None:
        raise refused
    caller = _caller(row)
    if caller.expired(dt.datetime.now(dt.UTC)):
        raise refused
    return caller


def list_keys(session: Session, *, after: str = "", limit: int) -> list[Key]:
    """Keys in order of their ids."""
    rows = session.scalars(select(ApiKeyRow).where(ApiKeyRow.id > after).order_by(ApiKeyRow.id).limit(limit))
    return [_key(row) for row in rows]


def revoke_key(database: Database, key: str, *, by: str, why: str = "") -> Key:
    """End a key at once; refuses to end the last one that can make others."""
    with changing(database, actor=by, why=why) as change:
        row = change.session.get(ApiKeyRow, key)
        if row is None:
            raise NotFoundError.of("key", key)
        if row.revoked_at is not None:
            change.idle = True
            return _key(row)
        if row.role == Role.ADMIN and _admins(change.session) == 1:
            raise ConflictError("This is the last key of an admin.", "Make another one first.")
        row.revoked_at = change.at
        change.record("key.revoked", row.id, before={"name": row.name, "role": row.role})
    return _key(row)


def _admins(session: Session) -> int:
    live = select(func.count()).where(ApiKeyRow.role == Role.ADMIN, ApiKeyRow.revoked_at.is_(None))
    return session.scalar(live) or 0


def _listed(departments: tuple[str, ...] | None) -> list[str] | None:
    return None if departments is None else list(departments)


def _key(row: ApiKeyRow) -> Key:
    return Key(
        id=row.id, name=row.name, role=Role(row.role),
        departments=None if row.departments is None else tuple(row.departments),
        person=row.person, made_at=row.made_at, made_by=row.made_by, expires=row.expires, revoked_at=row.revoked_at,
    )  # fmt: skip


def _caller(row: ApiKeyRow) -> Caller:
    known = _key(row)
    return Caller(
        id=f"key:{known.id}", name=known.name, role=known.role, departments=known.departments, person=known.person,
        expires=known.expires,
    )  # fmt: skip
