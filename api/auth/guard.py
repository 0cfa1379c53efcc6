"""The guard of a route: a dependency that answers the caller, or refuses."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from api.auth.caller import Caller
from api.auth.rights import Right
from api.auth.service import find_caller
from api.http.state import DatabaseOf

SCHEME = HTTPBearer(auto_error=False, scheme_name="key", description="A key of radroster: `rr_live_…`.")


def caller(request: Request, database: DatabaseOf) -> Caller:
    """The caller by the key in the request's header."""
    return find_caller(database, request.headers.get("authorization"))


class Allowed:
    """A dependency of every route: ``Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]``.

    What a caller may do to which department is asked by services, with the thing itself before them.
    """

    def __init__(self, right: Right) -> None:
        self.right = right

    def __call__(self, caller: Annotated[Caller, Depends(caller)]) -> Caller:
        """The caller, when the role has the right; raises `ForbiddenError` otherwise."""
        caller.require(self.right)
        return caller
