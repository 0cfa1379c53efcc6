"""``/v1/departments/…/policy``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import examples as departments
from api.departments.schemas import StoredDepartment
from api.http.bodies import SOURCE, JsonBody
from api.http.examples import ETAG, shows
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.policy import examples, service
from api.policy.schemas import Policy, Switch
from models.errors import InputError
from models.policy import PolicyItem

router = APIRouter(prefix="/departments/{department}/policy", tags=["policy"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Item = Annotated[PolicyItem, Depends(JsonBody(PolicyItem, examples.ITEM))]
Switched = Annotated[Switch, Depends(JsonBody(Switch, examples.SWITCH))]
ItemId = Annotated[str, Path(max_length=200, description="The item's id.")]


@router.get("", responses=shows(200, examples.POLICY, headers=ETAG))
def get_policy(
    department: str, database: DatabaseOf, caller: Reading, response: Response, version: Version = None
) -> Policy:
    """Read all items of a department's policy, each with who says so; the ETag is the department's."""
    found = service.get(database, caller, department, version)
    response.headers["ETag"] = etag(found.version)
    return found


@router.get("/{item}", responses=shows(200, examples.FILLED, headers=ETAG))
def get_policy_item(
    department: str, item: ItemId, database: DatabaseOf, caller: Reading, response: Response
) -> PolicyItem:
    """Read one item of a department's policy."""
    found, version = service.item_of(database, caller, department, item)
    response.headers["ETag"] = etag(version)
    return found


@router.put("/{item}", responses=shows(200, departments.STORED, headers=ETAG))
def put_policy_item(
    department: str, item: ItemId, content: Item, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Put an item in its place, or a new one behind the others; the department has a version more."""
    if content.id != item:
        raise InputError(f"{SOURCE}.id", f"is {content.id!r}, the path says {item!r}.", "Make them the same.")
    stored = service.put(database, caller, department, content, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored


@router.put("/{item}/enabled", responses=shows(200, departments.STORED, headers=ETAG))
def switch_policy_item(
    department: str, item: ItemId, content: Switched, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Switch an item on or off; the department has a version more."""
    stored = service.switch(
        database, caller, department, item, enabled=content.enabled, expected=expected_version(if_match), why=why
    )
    response.headers["ETag"] = etag(stored.version)
    return stored


@router.delete("/{item}", responses=shows(200, departments.STORED, headers=ETAG))
def delete_policy_item(
    department: str, item: ItemId, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Take an item away; earlier versions of the department keep it."""
    stored = service.remove(database, caller, department, item, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored
