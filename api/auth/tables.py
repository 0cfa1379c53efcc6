"""Tables of keys, and the columns that whoever calls has."""

import datetime as dt

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from api.auth.rights import Role
from api.auth.standing import Standing
from api.storage.base import Table


class StandingColumns:
    """Columns of a standing; rows of keys and of users have them."""

    role: Mapped[str]
    departments: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    areas: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    person: Mapped[str | None]

    @property
    def standing(self) -> Standing:
        """What the columns say; a person who could be of several departments, as older keys have, is nobody."""
        departments, areas = (None if one is None else tuple(one) for one in (self.departments, self.areas))
        person = self.person if departments is not None and len(departments) == 1 else None
        return Standing(role=Role(self.role), departments=departments, areas=areas, person=person)

    @standing.setter
    def standing(self, wanted: Standing) -> None:
        self.role, self.person = wanted.role, wanted.person
        self.departments = None if wanted.departments is None else list(wanted.departments)
        self.areas = None if wanted.areas is None else list(wanted.areas)


class ApiKeyRow(StandingColumns, Table):
    """A key: everything but the secret, of which only a hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_hash: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    expires: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
