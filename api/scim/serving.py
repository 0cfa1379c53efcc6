"""One request of SCIM, from its bytes to its answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from scim2_models import ForbiddenException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService
from starlette.responses import Response

from api.auth.caller import Caller
from api.errors import ForbiddenError
from api.scim.storage import StaffStorage
from api.scim.users import provider_of
from api.storage.database import Database


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    base: str
    """The root of the service's SCIM endpoints, as the client sees it."""
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


def answer(database: Database, caller: Caller, department: str, asked: Asked) -> Response:
    """What SCIM answers, mistakes as it writes them; whoever is limited to some areas changes no staff."""
    storage = StaffStorage(database, caller, department)
    service = ScimService(provider_of(storage.document()))
    request = ScimRequest(asked.method, asked.base, asked.path, asked.query, asked.headers, asked.body)
    try:
        found = ScimHandler(service, storage).handle(request)
    except SCIMException as error:
        found = service.error_response(error)
    except ForbiddenError as error:
        found = service.error_response(ForbiddenException(detail=str(error)))
    return _response(found)


def _response(found: ScimResponse) -> Response:
    content = b"" if found.body is None else json.dumps(found.body).encode()
    return Response(content, status_code=found.status.value, headers=found.headers)
