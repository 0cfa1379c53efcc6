"""Making, finding and revoking keys."""

import datetime as dt
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import SYSTEM, changing
from api.auth.admins import nobody_yet, require_another_admin
from api.auth.caller import Caller
from api.auth.existence import require_existing
from api.auth.keys import new_token, read_token
from api.auth.rights import Role
from api.auth.schemas import Key, MadeKey, NewKey
from api.auth.standing import require_whole
from api.auth.tables import ApiKeyRow
from api.errors import NotFoundError, UnauthenticatedError
from api.storage.database import Database

ADVICE = "Send a header: Authorization: Bearer rr_live_…"
CONSOLE = Caller(id=SYSTEM, name="who runs the service", role=Role.ADMIN)
"""Whoever can run commands where the database is."""


def make_key(database: Database, caller: Caller, wanted: NewKey, *, why: str = "") -> MadeKey:
    """Make a key that reaches no further than its maker; its secret is in the answer and nowhere else."""
    require_whole(wanted, "body")
    caller.require_grant(wanted)
    token = new_token()
    with changing(database, actor=caller.id, why=why) as change:
        require_existing(change.session, wanted, "body")
        row = ApiKeyRow(
            id=token.id, name=wanted.name, standing=wanted, secret_hash=token.secret_hash, made_at=change.at,
            made_by=caller.id, expires=wanted.expires, revoked_at=None,
        )  # fmt: skip
        change.session.add(row)
        change.record("key.made", row.id, after=wanted.model_dump(mode="json"))
    return MadeKey(key=_key(row), token=token.text)


def make_first_key(database: Database) -> MadeKey | None:
    """A key for an admin where there is neither key nor user, so that somebody can make the others."""
    with database.read() as session:
        if not nobody_yet(session):
            return None
    return make_key(database, CONSOLE, NewKey(name="first admin", role=Role.ADMIN), why="the service was set up")


def find_caller(database: Database, authorization: str) -> Caller:
    """The caller whose key an Authorization header carries; raises `UnauthenticatedError`.

    A key that is unknown, wrong, revoked or expired is answered alike.
    """
    scheme, _, text = authorization.partition(" ")
    token = read_token(text.strip()) if scheme.lower() == "bearer" else None
    refused = UnauthenticatedError("The key is not one that is in use.", ADVICE)
    if token is None:
        raise refused
    with database.read() as session:
        row = session.get(ApiKeyRow, token.id)
    if row is None or not token.matches(row.secret_hash) or row.revoked_at is not None:
        raise refused
    caller = Caller(id=f"key:{row.id}", name=row.name, expires=row.expires, **dict(row.standing))
    if caller.expired(dt.datetime.now(dt.UTC)):
        raise refused
    return caller


def list_keys(session: Session, caller: Caller, *, after: str = "", limit: int) -> list[Key]:
    """Keys within the caller's reach, in order of their ids."""
    rows = session.scalars(select(ApiKeyRow).where(ApiKeyRow.id > after).order_by(ApiKeyRow.id))
    return list(islice((_key(row) for row in rows if caller.reaches(row.standing)), limit))


def revoke_key(database: Database, caller: Caller, key: str, *, why: str = "") -> Key:
    """End a key at once; refuses to end the last way in of an admin."""
    with changing(database, actor=caller.id, why=why) as change:
        row = change.session.get(ApiKeyRow, key)
        if row is None or not caller.reaches(row.standing):
            raise NotFoundError.of("key", key)
        if row.revoked_at is not None:
            change.idle = True
            return _key(row)
        if row.role == Role.ADMIN:
            require_another_admin(change.session)
        row.revoked_at = change.at
        change.record("key.revoked", row.id, before={"name": row.name, "role": row.role})
    return _key(row)


def _key(row: ApiKeyRow) -> Key:
    return Key(
        id=row.id, name=row.name, made_at=row.made_at, made_by=row.made_by, expires=row.expires,
        revoked_at=row.revoked_at, **dict(row.standing),
    )  # fmt: skip
