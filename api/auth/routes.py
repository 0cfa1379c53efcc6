"""``/v1/keys`` and ``/v1/me``."""

from typing import Annotated

from fastapi import APIRouter, Depends

from api.auth import examples, service
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import RIGHTS, Right
from api.auth.schemas import Key, MadeKey, Me, NewKey
from api.http.bodies import JsonBody
from api.http.examples import shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.reasons import Why
from api.http.state import DatabaseOf

router = APIRouter(tags=["keys"])

Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_KEYS))]


@router.get("/me", responses=shows(200, examples.ME))
def read_me(caller: Annotated[Caller, Depends(Allowed(Right.OWN_ACCOUNT))]) -> Me:
    """Read who calls, and what the role allows."""
    return Me(caller=caller, rights=tuple(sorted(RIGHTS[caller.role])))


@router.post("/keys", status_code=201, responses=shows(201, examples.MADE_KEY, described="Made"))
def make_key(
    wanted: Annotated[NewKey, Depends(JsonBody(NewKey, examples.NEW_KEY))], database: DatabaseOf, caller: Managing,
    why: Why = "",
) -> MadeKey:  # fmt: skip
    """Make a key. Its token is in this answer and never shown again."""
    return service.make_key(database, caller, wanted, why=why)


@router.get("/keys", responses=shows(200, {"items": [examples.KEY], "next": None}))
def list_keys(database: DatabaseOf, caller: Managing, limit: Limit = 50, cursor: Cursor = None) -> Page[Key]:
    """List keys, without their secrets."""
    with database.read() as session:
        found = service.list_keys(session, caller, after=after(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.delete("/keys/{key}", responses=shows(200, examples.KEY))
def revoke_key(key: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Key:
    """Revoke a key; it is refused from now on."""
    return service.revoke_key(database, caller, key, why=why)
