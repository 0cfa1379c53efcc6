"""``/v1/packs`` and ``/v1/departments/…/packs/…``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.packs import examples, service
from api.packs.schemas import PackOrder, PackOutcome, Packs

router = APIRouter(tags=["packs"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Order = Annotated[PackOrder, Depends(JsonBody(PackOrder, examples.ORDER))]
PackId = Annotated[str, Path(max_length=100, description="Which pack, such as `imaging`.")]


@router.get("/packs", responses=shows(200, examples.PACKS))
def list_packs(caller: Reading) -> Packs:  # noqa: ARG001 - the guard
    """List the rule packs and state profiles that come along."""
    return service.listed()


@router.post("/departments/{department}/packs/{pack}", responses=shows(200, examples.OUTCOME, headers=ETAG))
def apply_pack(
    department: str, pack: PackId, order: Order, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> PackOutcome:  # fmt: skip
    """Put a pack's rules into a department as its next version, or tell what would come of it; twice does no more."""
    told = service.put_in(database, caller, department, pack, order, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(told.version)
    return told
