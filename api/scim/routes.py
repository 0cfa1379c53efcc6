"""``/scim/v2``: what RFC 7644 says is there, for the staff of the one department that a key reaches."""

import importlib.util
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.errors import ForbiddenError
from api.http.state import DatabaseOf
from models.errors import InputError

PREFIX = "/scim/v2"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
router = APIRouter(include_in_schema=False)  # SCIM describes itself, at /Schemas and /ResourceTypes

Provisioning = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]


@router.api_route("/{path:path}", methods=METHODS)
async def serve(path: str, request: Request, database: DatabaseOf, caller: Provisioning) -> Response:
    """Answer a request of SCIM; raises `ForbiddenError` for a key that reaches several departments."""
    if importlib.util.find_spec("scim2_server") is None:
        raise InputError("/scim/v2", "needs an extra that is not installed.", "Install radroster[scim].")
    if caller.departments is None or len(caller.departments) != 1:
        raise ForbiddenError(f"{caller.id} reaches no single department.", "Make a key for one department.")
    from api.scim.serving import Asked, answer

    asked = Asked(
        method=request.method, base=f"{str(request.base_url).rstrip('/')}{PREFIX}", path=f"/{path}",
        query=dict(request.query_params), headers=dict(request.headers), body=await request.body(),
    )  # fmt: skip
    return await run_in_threadpool(answer, database, caller, caller.departments[0], asked)
