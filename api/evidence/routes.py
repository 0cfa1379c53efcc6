"""``/v1/rosters/…/evidence`` and ``evidence.zip``."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import JsonValue

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.evidence import service
from api.evidence.service import SealedPack
from api.http.examples import shows, shows_file
from api.http.preconditions import Version
from api.http.state import DatabaseOf

router = APIRouter(prefix="/rosters/{roster}", tags=["evidence"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
AsOf = Annotated[
    dt.date | None,
    Query(
        description="Make the pack of a roster in force anew, of what was on record by the end of this day; "
        "what was sealed when absent."
    ),
]
ZIP = "application/zip"
EXAMPLE: JsonValue = {
    "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t", "version": 2, "as_of": "2027-02-01", "root": "5d41" * 16, "gaps": 0,
    "made_at": "2027-01-05T08:00:00Z", "sealed": True,
}  # fmt: skip


@router.get("/evidence", responses=shows(200, EXAMPLE))
def get_evidence(
    roster: str, database: DatabaseOf, caller: Reading, version: Version = None, as_of: AsOf = None
) -> SealedPack:
    """Read which evidence pack was sealed when the roster was published, and its hash; or make one as of a date."""
    return service.told(database, caller, roster, version, as_of=as_of)


@router.get("/evidence.zip", response_class=Response, responses=shows_file(ZIP, "PK…", described="The pack"))
def export_evidence(
    roster: str, database: DatabaseOf, caller: Reading, version: Version = None, as_of: AsOf = None
) -> Response:
    """Take the evidence pack away; unpacked, `radroster verify --evidence` checks it without this service."""
    content = service.archive(database, caller, roster, version, as_of=as_of)
    named = {"Content-Disposition": 'attachment; filename="evidence.zip"'}
    return Response(content, media_type=ZIP, headers=named)
