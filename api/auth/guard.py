"""The guard of a route: a dependency that answers the caller, or refuses."""

import datetime as dt
from typing import Annotated

from fastapi import Depends, Request

from api.auth.caller import Caller
from api.auth.rights import Right
from api.auth.service import find_caller
from api.errors import UnauthenticatedError
from api.http.addresses import address_of
from api.http.origins import require_ours
from api.http.rates import rates_of
from api.http.state import DatabaseOf, SettingsOf
from api.storage.database import Database
from api.users import cookies, sessions


def caller(request: Request, database: DatabaseOf, settings: SettingsOf) -> Caller:
    """Who calls: by the key in the request's header, or else by the session in its cookie; each call is counted.

    What a cookie alone vouches for is changed only from pages of this service.
    """
    rates = rates_of(request)
    try:
        found = _found(request, database, dt.timedelta(minutes=settings.session_idle_minutes))
    except UnauthenticatedError:
        rates.count_stranger(address_of(request))
        raise
    rates.count_caller(found.id)
    return found


def _found(request: Request, database: Database, idle: dt.timedelta) -> Caller:
    authorization = request.headers.get("authorization")
    if authorization:
        return find_caller(database, authorization)
    secret = cookies.secret_in(request)
    if secret is None:
        raise UnauthenticatedError("The request carries no key and no session.", "Sign in, or send a key.")
    found = sessions.find_caller(database, secret, idle=idle)
    require_ours(request)
    return found


class Allowed:
    """A dependency of every route: ``Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]``.

    It is the same for keys and for sessions. What a caller may do to which department is asked by services, with the
    thing itself before them.
    It waits for nothing, and is asynchronous for that, so that it costs no thread.
    """

    def __init__(self, right: Right) -> None:
        self.right = right

    async def __call__(self, caller: Annotated[Caller, Depends(caller)]) -> Caller:
        """The caller, when the role has the right; raises `ForbiddenError` otherwise."""
        caller.require(self.right)
        return caller
