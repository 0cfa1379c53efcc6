"""``/v1/departments/…/staff/…/credentials`` and ``/v1/departments/…/credentials/radar``."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.credentials import examples, pricing, service
from api.credentials.schemas import KeptPapers, Papers, PricedRadarOrder, PricingBegun, RadarReading
from api.departments import examples as departments
from api.departments.schemas import StoredDepartment
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.repeats import OnceOf
from api.http.state import DatabaseOf, SettingsOf
from models.errors import InputError

router = APIRouter(prefix="/departments/{department}", tags=["credentials"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Planning = Annotated[Caller, Depends(Allowed(Right.EDIT_ROSTERS))]
Priced = Annotated[PricedRadarOrder, Depends(JsonBody(PricedRadarOrder, examples.ORDER))]
Held = Annotated[Papers, Depends(JsonBody(Papers, examples.PAPERS))]
PersonId = Annotated[str, Path(max_length=200, description="The person's id.")]
Until = Annotated[dt.date | None, Query(description="The last day looked at; that of the horizon when absent.")]


@router.get("/staff/{person}/credentials", responses=shows(200, examples.KEPT, headers=ETAG))
def get_credentials(
    department: str, person: PersonId, database: DatabaseOf, caller: Reading, response: Response,
    version: Version = None,
) -> KeptPapers:  # fmt: skip
    """Read what somebody holds: credentials with their verification, and skills signed off."""
    found = service.get(database, caller, department, person, version)
    response.headers["ETag"] = etag(found.version)
    return found


@router.put("/staff/{person}/credentials", responses=shows(200, departments.STORED, headers=ETAG))
def put_credentials(
    department: str, person: PersonId, content: Held, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Put all that somebody holds in the place of what was there; the department has a version more."""
    stored = service.put(database, caller, department, person, content, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored


@router.get("/credentials/radar", responses=shows(200, examples.RADAR))
def get_radar(department: str, database: DatabaseOf, caller: Reading, until: Until = None) -> RadarReading:
    """Tell what lapses up to a day and which work that takes, and papers that somebody has to look after."""
    return service.radar(database, caller, department, until)


@router.post(
    "/credentials/radar",
    status_code=202,
    responses=shows(202, examples.BEGUN, described="Begun", headers={"Location": "Where to follow the job."}),
)
def price_radar(
    department: str, order: Priced, database: DatabaseOf, settings: SettingsOf, caller: Planning, response: Response,
    asked: OnceOf, why: Why = "",
) -> PricingBegun:  # fmt: skip
    """Begin to tell what lapses cost: solved as it is and with papers renewed; the job's result says it by item."""
    if order.seconds > settings.most_solve_seconds:
        told = f"is {order.seconds:g}; this service solves for at most {settings.most_solve_seconds}."
        raise InputError("body.seconds", told, "Ask for less.")
    begun = pricing.order_price(database, caller, department, order, asked=asked, why=why)
    response.headers["Location"] = f"/v1/jobs/{begun.job}"
    return begun
