"""Policy items put, switched and taken away: each change is the next version of the department's document."""

from api.auth.caller import Caller
from api.departments import repository, service
from api.departments.schemas import StoredDepartment
from api.errors import NotFoundError
from api.policy.schemas import Policy
from api.storage.database import Database
from models.department import Department
from models.policy import PolicyItem
from scheduler.rulebook import bind


def get(database: Database, caller: Caller, department: str, version: int | None = None) -> Policy:
    """The items of a version, the newest unless one is named."""
    kept = service.get(database, caller, department, version)
    return Policy(department=department, version=kept.version, items=kept.document.policy)


def put(
    database: Database, caller: Caller, department: str, item: PolicyItem, *, expected: int | None, why: str = ""
) -> StoredDepartment:
    """Put an item in the place of that of the same id, or behind all others.

    Raises `InputError` where its family does not know what it says.
    """

    def placed(document: Department) -> Department:
        known = [one.id for one in document.policy]
        items = tuple(item if one.id == item.id else one for one in document.policy)
        changed = document.revised(policy=items if item.id in known else (*items, item))
        bind(changed)
        return changed

    return service.revise(database, caller, department, placed, expected=expected, why=why)


def switch(
    database: Database,
    caller: Caller,
    department: str,
    item: str,
    *,
    enabled: bool,
    expected: int | None,
    why: str = "",
) -> StoredDepartment:
    """Switch an item on or off."""

    def switched(document: Department) -> Department:
        _require(document, item)
        items = (one.model_copy(update={"enabled": enabled}) if one.id == item else one for one in document.policy)
        changed = document.revised(policy=tuple(items))
        bind(changed)
        return changed

    return service.revise(database, caller, department, switched, expected=expected, why=why)


def remove(
    database: Database, caller: Caller, department: str, item: str, *, expected: int | None, why: str = ""
) -> StoredDepartment:
    """Take an item away; earlier versions of the department keep it."""

    def without(document: Department) -> Department:
        _require(document, item)
        return document.revised(policy=tuple(one for one in document.policy if one.id != item))

    return service.revise(database, caller, department, without, expected=expected, why=why)


def item_of(database: Database, caller: Caller, department: str, item: str) -> tuple[PolicyItem, int]:
    """One item, and the version of the department that it stands in."""
    caller.require_department(department)
    with database.read() as session:
        kept = repository.find(session, department)
    document = kept.document
    _require(document, item)
    return next(one for one in document.policy if one.id == item), kept.version


def _require(document: Department, item: str) -> None:
    if all(one.id != item for one in document.policy):
        raise NotFoundError.of("policy item", item)
