"""A role and how far it reaches: what keys and users of the service have in common."""

from typing import Annotated

from pydantic import Field

from api.auth.rights import RIGHTS, Right, Role
from models.base import Noun
from models.errors import InputError

Name = Annotated[str, Field(min_length=1, max_length=200)]
BY_AREA = frozenset({Role.MANAGER, Role.LEAD})
"""Roles that can be held for some areas alone."""


class Standing(Noun):
    """What somebody may do, and to which departments, areas and person."""

    role: Role
    departments: tuple[Name, ...] | None = None
    """The departments that it reaches; all when absent."""
    areas: tuple[Name, ...] | None = None
    """The areas of its one department that it keeps, so that it changes nothing in others; all when absent."""
    person: Name | None = None
    """The member of staff of its one department who this is."""

    def may(self, right: Right) -> bool:
        """Whether the role has the right."""
        return right in RIGHTS[self.role]

    def knows(self, department: str) -> bool:
        """Whether the department is one of those that it reaches."""
        return self.departments is None or department in self.departments

    def keeps(self, area: str) -> bool:
        """Whether what is of the area may be changed."""
        return self.areas is None or area in self.areas

    def is_person(self, department: str, person: str) -> bool:
        """Whether this is that member of staff; another department may use the same id for somebody else."""
        return self.person == person and self.departments == (department,)


def require_whole(standing: Standing, place: str) -> None:
    """Raise `InputError` for areas or a person that could be of several departments, or of a role without areas."""
    one = standing.departments is not None and len(standing.departments) == 1
    if standing.person is not None and not one:
        raise InputError(f"{place}.person", "could be of several departments.", "Name exactly one in `departments`.")
    if standing.areas is None:
        return
    if not one:
        raise InputError(f"{place}.areas", "could be of several departments.", "Name exactly one in `departments`.")
    if standing.role not in BY_AREA:
        told = f"are for managers and leads, not for the role {standing.role}."
        raise InputError(f"{place}.areas", told, "Leave them out.")
