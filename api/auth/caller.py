"""The one who calls, once known: what services ask before they show or change anything."""

import datetime as dt

from pydantic import AwareDatetime

from api.auth.rights import Right
from api.auth.standing import Standing
from api.errors import ForbiddenError, NotFoundError


class Caller(Standing):
    """Somebody with a key, or signed in."""

    id: str
    """``key:…`` or ``user:…``; the actor of audit events."""
    name: str
    expires: AwareDatetime | None = None

    def require(self, right: Right) -> None:
        """Raise `ForbiddenError` when the role does not have the right."""
        if not self.may(right):
            told = f"The role {self.role} of {self.id} may not {right}."
            raise ForbiddenError(told, "Use a key or a sign-in with another role, or ask an admin for one.")

    def require_department(self, department: str) -> None:
        """Raise `NotFoundError` for a department of others, just as for one that is not there."""
        if not self.knows(department):
            raise NotFoundError.of("department", department)

    def require_area(self, area: str | None, what: str) -> None:
        """Raise `ForbiddenError` for what is of an area that somebody who is limited to some does not keep."""
        if area is not None and not self.keeps(area):
            told = f"{what} is of the area {area}; {self.id} keeps {', '.join(self.areas or ())}."
            raise ForbiddenError(told, "Ask somebody who keeps that area.")

    def require_every_area(self, what: str) -> None:
        """Raise `ForbiddenError` for what is of a whole department, to somebody who is limited to some areas."""
        if self.areas is not None:
            told = f"{what} is of the whole department; {self.id} keeps {', '.join(self.areas)}."
            raise ForbiddenError(told, "Ask somebody who keeps all areas.")

    def require_grant(self, wanted: Standing) -> None:
        """Raise unless all that is to be given to somebody else is within the caller's own reach."""
        for department in wanted.departments or ():
            self.require_department(department)
        if wanted.departments is None and self.departments is not None:
            told = f"{self.id} is limited to {', '.join(self.departments)}, and gives access to nothing else."
            raise ForbiddenError(told, "Name the departments.")

    def reaches(self, other: Standing) -> bool:
        """Whether somebody else's reach is within the caller's own."""
        return self.departments is None or (
            other.departments is not None and set(other.departments) <= set(self.departments)
        )

    def expired(self, now: dt.datetime) -> bool:
        """Whether the time of a key is over."""
        return self.expires is not None and self.expires <= now
