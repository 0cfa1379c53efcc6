"""``/v1/departments/{department}/self-service``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.self_service import examples, rules
from api.self_service.guards import Reading
from api.self_service.schemas import KeptSelfServiceRules, SelfServiceRules

router = APIRouter(prefix="/departments", tags=["self-service"])

Setting = Annotated[Caller, Depends(Allowed(Right.SET_TRADE_RULES))]
Wanted = Annotated[SelfServiceRules, Depends(JsonBody(SelfServiceRules, examples.RULES))]


@router.get("/{department}/self-service", responses=shows(200, examples.KEPT, headers=ETAG))
def get_self_service_rules(
    department: str, database: DatabaseOf, caller: Reading, response: Response
) -> KeptSelfServiceRules:
    """Read which swaps, give-aways and claims a department approves at once."""
    found = rules.get(database, caller, department)
    response.headers["ETag"] = etag(found.version)
    return found


@router.put("/{department}/self-service", responses=shows(200, examples.KEPT, headers=ETAG))
def put_self_service_rules(
    department: str, wanted: Wanted, database: DatabaseOf, caller: Setting, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> KeptSelfServiceRules:  # fmt: skip
    """Say which swaps, give-aways and claims a department approves at once; the others wait for a planner."""
    kept = rules.put(database, caller, department, wanted, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(kept.version)
    return kept
