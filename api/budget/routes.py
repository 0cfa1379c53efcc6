"""``/v1/rosters/…/budget``."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import JsonValue

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.budget import examples, service
from api.http.bodies import JsonBody
from api.http.examples import shows
from api.http.preconditions import Version
from api.http.state import DatabaseOf
from models.budget_plan import Budget

router = APIRouter(prefix="/rosters/{roster}/budget", tags=["budget"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
Plan = Annotated[Budget, Depends(JsonBody(Budget, examples.PLAN))]


@router.get("", responses=shows(200, examples.MONTH))
def get_budget(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> dict[str, JsonValue]:
    """Pay a roster minute by minute, and hold each area's pay periods against the caps of the policy."""
    return service.report(database, caller, roster, version, Budget())


@router.post("", responses=shows(200, examples.MONTH))
def hold_against_plan(
    roster: str, plan: Plan, database: DatabaseOf, caller: Reading, version: Version = None
) -> dict[str, JsonValue]:
    """Pay a roster and hold it against a plan of exams, hours, rates and targets; nothing is stored."""
    return service.report(database, caller, roster, version, plan)
