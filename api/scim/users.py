"""A person of a department as a SCIM user: the standard attributes that rosters have, and an extension for the rest."""

import datetime as dt
from functools import lru_cache
from typing import Annotated, Any, cast

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ETag,
    Extension,
    External,
    Filter,
    Meta,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    Returned,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from api.audit.events import digest
from models.department import Department
from models.requests import TimeOff, TimeOffStatus
from models.staff import Person

STAFF = "urn:radroster:params:scim:schemas:extension:staff:2.0:User"
INACTIVE, LEFT = "inactive", "left"
"""Kinds of the time off by which somebody is not rostered: set inactive, or deleted, which SCIM shows no more."""
_FOR = dt.timedelta(days=7305)
"""So long somebody is away who is set inactive: twenty years."""
MOST = 200
"""Users of one answer."""


class User(Resource[Any]):
    """A member of staff, known by the id that rosters know."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server, Mutability.immutable, CaseExact.true] = None
    """The person's id in the department's document; it is given once."""
    display_name: str | None = None
    """The name that people read."""
    active: bool | None = None
    """Whether the person is rostered."""


@lru_cache(maxsize=64)
def extension(contracts: tuple[str, ...], areas: tuple[str, ...]) -> type[Extension]:
    """The extension of a department that has these contracts and areas."""
    needed = Required.true if len(contracts) > 1 else Required.false

    class Staff(Extension):
        """What rosters have to know of somebody."""

        __schema__ = URN(STAFF)

        contract: Annotated[str | None, needed, CaseExact.true] = Field(None, examples=list(contracts))
        """Id of a contract of the department; may be left out where there is one alone."""
        tags: Annotated[list[str] | None, CaseExact.true] = None
        """Labels that policy selects on."""
        home_area: Annotated[str | None, CaseExact.true] = Field(None, examples=list(areas))
        """Where the person belongs."""
        fte: Annotated[float | None, Mutability.read_only, Returned.request] = None
        """Share of a full-time post, by the contract."""
        employment: Annotated[str | None, Mutability.read_only, Returned.request] = None
        """Form of employment, by the contract."""

    return Staff


@lru_cache(maxsize=64)
def _provider(contracts: tuple[str, ...], areas: tuple[str, ...]) -> ScimProvider:
    staff = extension(contracts, areas)
    key = AuthenticationScheme(
        type=AuthenticationScheme.Type.oauthbearertoken, name="API key", primary=True,
        description="A key of radroster with the right to edit one department",
        spec_uri=Reference[External]("https://datatracker.ietf.org/doc/html/rfc6750"),
    )  # fmt: skip
    config = ServiceProviderConfig(
        patch=Patch(supported=True), bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST), change_password=ChangePassword(supported=False),
        sort=Sort(supported=True), etag=ETag(supported=True), authentication_schemes=[key],
    )  # fmt: skip
    kinds = [ResourceType.from_resource(User[staff])]  # type: ignore[misc] # a generic one, by its own means
    return ScimProvider(models=[User, staff], resource_types=kinds, config=config)


def provider_of(department: Department) -> ScimProvider:
    """What the service says of itself: users, with the contracts and areas of the department to choose from."""
    return _provider(*_choices(department))


def user_of(department: Department, person: Person, model: type[Resource[Any]]) -> Resource[Any]:
    """Somebody as a user; the version is that of what is told."""
    contract = department.contract_by_id[person.contract]
    told = {
        "id": person.id, "externalId": person.external_id, "userName": person.id, "displayName": person.name or None,
        "active": _ending(department, person.id, INACTIVE) is None,
        STAFF: {
            "contract": person.contract, "tags": sorted(person.tags) or None, "homeArea": person.home_area,
            "fte": contract.fte, "employment": contract.employment.value,
        },
    }  # fmt: skip
    user = model.model_validate(told)
    user.meta = Meta(resource_type="User", version=f'W/"{digest(repr(told))[:16]}"')
    return user


def shown(department: Department) -> list[Person]:
    """The staff whom SCIM shows, in order of their ids."""
    return sorted((one for one in department.staff if not has_left(department, one.id)), key=lambda one: one.id)


def has_left(department: Department, person: str) -> bool:
    """Whether the person was deleted."""
    return _ending(department, person, LEFT) is not None


def person_from(department: Department, user: Resource[Any], before: Person | None) -> Person:
    """The person whom a user describes.

    What SCIM does not tell, pay and credentials, stays as it was, and so does all of the extension where a user comes
    without it: many identity providers know nothing of it.
    """
    told = cast("User", user)
    fields: dict[str, object] = {
        "id": told.user_name or "", "external_id": told.external_id, "name": told.display_name or "",
    }  # fmt: skip
    staff = cast("Any", user[STAFF])
    if staff is not None:
        fields |= {"tags": frozenset(staff.tags or ()), "home_area": staff.home_area}
    if staff is not None and staff.contract is not None:
        fields["contract"] = staff.contract
    if before is not None:
        return before.revised(**fields)
    only = department.contracts[0].id if len(department.contracts) == 1 else ""
    return Person.model_validate({"contract": only} | fields)


def time_off_with(department: Department, person: str, kind: str | None, *, today: dt.date) -> tuple[TimeOff, ...]:
    """The department's time off with that person away for good, or not; `kind` is why, None for somebody active."""
    there = None if kind is None else _ending(department, person, kind)
    kept = tuple(one for one in department.time_off if one.person != person or one.kind not in {INACTIVE, LEFT})
    if kind is None:
        return kept
    gone = there or TimeOff(person=person, start=today, end=today + _FOR, kind=kind, private=True)
    return (*kept, gone)


def _ending(department: Department, person: str, kind: str) -> TimeOff | None:
    approved = (one for one in department.time_off if one.status is TimeOffStatus.APPROVED)
    return next((one for one in approved if one.person == person and one.kind == kind), None)


def _choices(department: Department) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(one.id for one in department.contracts), tuple(one.id for one in department.areas)
