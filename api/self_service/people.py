"""Whom somebody is, and whom they may act for."""

from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ForbiddenError
from models.department import Department
from models.errors import UnknownReferenceError


def own_person(caller: Caller, department: str) -> str | None:
    """The member of a department's staff who the caller is; None for nobody of them."""
    return caller.person if caller.person is not None and caller.is_person(department, caller.person) else None


def listed_person(caller: Caller) -> str | None:
    """The member of staff whose things a caller lists who does not see those of others; None for nobody."""
    return own_person(caller, caller.departments[0]) if caller.departments else None


def acting_for(caller: Caller, person: str | None, department: Department, *, others: Right | None = None) -> str:
    """The person that a request is made for: the caller, or somebody else for whoever has the right `others`, if any.

    Raises `ForbiddenError`, and `UnknownReferenceError` for a person whom the department does not have.
    """
    own = own_person(caller, department.id)
    wanted = own if person is None else person
    if wanted is None:
        told = f"{caller.id} is nobody of the staff of {department.id}."
        raise ForbiddenError(told, "Use your own key or sign-in, or name the person whom it is for.")
    if wanted != own and (others is None or not caller.may(others)):
        raise ForbiddenError(f"{caller.id} speaks for {own or 'nobody'}, not for {wanted}.", "Ask them, or a manager.")
    if wanted not in department.person_by_id:
        raise UnknownReferenceError.near("body.person", "staff", wanted, department.person_by_id)
    return wanted
