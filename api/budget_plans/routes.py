"""``/v1/departments/…/budget-plans``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import JsonValue

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.budget import examples
from api.budget_plans import service
from api.budget_plans.schemas import StoredPlan
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from models.budget_plan import Budget

router = APIRouter(prefix="/departments/{department}/budget-plans", tags=["budget"])

STORED: JsonValue = {
    "department": "riverside", "period": "2027-02", "version": 1, "first_day": "2027-02-01", "last_day": "2027-02-07",
    "changed_at": "2027-01-04T09:30:00Z",
}  # fmt: skip
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Plan = Annotated[Budget, Depends(JsonBody(Budget, examples.PLAN))]
Period = Annotated[
    str,
    Path(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$", description="The department's own name of it, such as 2027-02."),
]


@router.get("", responses=shows(200, {"items": [STORED], "next": None}))
def list_plans(
    department: str, database: DatabaseOf, caller: Reading, limit: Limit = 50, cursor: Cursor = None
) -> Page[StoredPlan]:
    """List a department's budget plans by period."""
    found = service.listed(database, caller, department, after=after(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: one.period)


@router.get("/{period}", responses=shows(200, examples.PLAN, headers=ETAG))
def get_plan(department: str, period: Period, database: DatabaseOf, caller: Reading, response: Response) -> Budget:
    """Read the plan of a period."""
    plan, version = service.get(database, caller, department, period)
    response.headers["ETag"] = etag(version)
    return plan


@router.put("/{period}", responses=shows(200, STORED, headers=ETAG))
def put_plan(
    department: str, period: Period, content: Plan, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredPlan:  # fmt: skip
    """Put the plan of a period; reports on rosters of its days are held against it from now on."""
    expected = expected_version(if_match)
    stored = service.put(database, caller, department, period, content, expected=expected, why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored
