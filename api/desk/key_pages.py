"""Pages of keys: which programs may call, as what, and since when."""

import datetime as dt
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from api.auth import service
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right, Role
from api.auth.schemas import NewKey
from api.auth.standing import Name
from api.desk.forms import FormBody, filled
from api.desk.pages import page
from api.desk.reach import ReachForm, end_of, reach_text
from api.http.pages import Cursor, after, page_of
from api.http.state import DatabaseOf
from api.storage.database import Database

router = APIRouter(prefix="/desk/keys")
SHOWN: Final = 50
Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_KEYS))]


class KeyForm(ReachForm):
    """A key that is asked for."""

    name: Name
    until: dt.date | None = None
    """The last day on which it may be used, by Greenwich."""


@router.get("")
def show_keys(request: Request, database: DatabaseOf, caller: Managing, cursor: Cursor = None) -> Response:
    """Every key, without its secret."""
    return _keys(request, database, caller, cursor=cursor)


def _keys(
    request: Request, database: Database, caller: Caller, *, cursor: str | None = None, token: str = ""
) -> Response:
    """The list, with the secret of a key that was just made, which is never shown again."""
    with database.read() as session:
        found = service.list_keys(session, caller, after=after(cursor), limit=SHOWN + 1)
    shown = page_of(found, limit=SHOWN, key=lambda one: one.id)
    return page(
        request, "desk_keys.html", caller, keys=shown.items, next=shown.next, roles=list(Role), reach=reach_text,
        token=token, now=dt.datetime.now(dt.UTC),
    )  # fmt: skip


@router.post("")
def make_key(
    request: Request, database: DatabaseOf, caller: Managing, wanted: Annotated[KeyForm, Depends(FormBody(KeyForm))]
) -> Response:
    """Make a key, and show its secret this once."""
    asked = {"name": wanted.name, "expires": end_of(wanted.until), **wanted.standing}
    made = service.make_key(database, caller, filled(NewKey, asked))
    return _keys(request, database, caller, token=made.token)


@router.post("/{key}/revoke")
def revoke_key(key: str, database: DatabaseOf, caller: Managing) -> Response:
    """End a key at once."""
    service.revoke_key(database, caller, key)
    return RedirectResponse("/desk/keys", 303)
