"""The one who calls, once known: what services ask before they show or change anything."""

import datetime as dt

from pydantic import AwareDatetime

from api.auth.rights import RIGHTS, Right, Role
from api.errors import ForbiddenError, NotFoundError
from models.base import Noun


class Caller(Noun):
    """Somebody with a key."""

    id: str
    """Id of the key; the actor of audit events."""
    name: str
    role: Role
    departments: tuple[str, ...] | None = None
    """The departments that the caller may know of; all when absent."""
    person: str | None = None
    """The member of staff that the caller is."""
    expires: AwareDatetime | None = None

    def may(self, right: Right) -> bool:
        """Whether the caller's role has the right."""
        return right in RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raise `ForbiddenError` when the role does not have the right."""
        if not self.may(right):
            told = f"The key {self.id} has the role {self.role}, which may not {right}."
            raise ForbiddenError(told, "Use a key with another role, or ask an admin for one.")

    def knows(self, department: str) -> bool:
        """Whether the department is one of the caller's."""
        return self.departments is None or department in self.departments

    def require_department(self, department: str) -> None:
        """Raise `NotFoundError` for a department of others, just as for one that is not there."""
        if not self.knows(department):
            raise NotFoundError.of("department", department)

    def expired(self, now: dt.datetime) -> bool:
        """Whether the key's time is over."""
        return self.expires is not None and self.expires <= now
