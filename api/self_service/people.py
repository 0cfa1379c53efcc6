"""Whom somebody may act for."""

from collections.abc import Iterable

from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ForbiddenError
from models.errors import UnknownReferenceError


def acting_for(caller: Caller, person: str | None, staff: Iterable[str], *, others: Right) -> str:
    """The person that a request is made for: the caller, or somebody else for whoever has the right `others`.

    Raises `ForbiddenError`, and `UnknownReferenceError` for a person whom the department does not have.
    """
    wanted = caller.person if person is None else person
    if wanted is None:
        told = f"The key {caller.id} belongs to nobody of the staff."
        raise ForbiddenError(told, "Use your own key, or name the person whom it is for.")
    if wanted != caller.person and not caller.may(others):
        raise ForbiddenError(f"The key {caller.id} speaks for {caller.person or 'nobody'}.", "Ask a manager to do it.")
    if wanted not in staff:
        raise UnknownReferenceError.near("body.person", "staff", wanted, staff)
    return wanted
