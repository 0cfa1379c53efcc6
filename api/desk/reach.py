"""The fields of a form that say what a user or a key may do, and where; and the same in words."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from api.auth.rights import Role
from api.auth.standing import Standing
from api.views.wording import plain
from models.base import Noun

Ids = Annotated[str, Field(max_length=5000)]


class ReachForm(Noun):
    """A role and how far it reaches, as it is typed: ids with commas between."""

    role: Role
    departments: Ids = ""
    areas: Ids = ""
    person: Ids = ""

    @property
    def standing(self) -> dict[str, object]:
        """The fields of a `Standing`; what is left empty limits nothing."""
        return {
            "role": self.role, "departments": listed(self.departments), "areas": listed(self.areas),
            "person": self.person.strip() or None,
        }  # fmt: skip


def listed(text: str) -> tuple[str, ...] | None:
    """Ids between commas; None when there are none."""
    return tuple(one for one in (part.strip() for part in text.split(",")) if one) or None


def typed(ids: tuple[str, ...] | None) -> str:
    """Ids as they are typed."""
    return ", ".join(ids or ())


def reach_text(standing: Standing) -> str:
    """``riverside, areas CT and MR``; ``all departments``."""
    told = "all departments" if standing.departments is None else typed(standing.departments)
    if standing.areas is not None:
        told += f", areas {typed(standing.areas)}"
    if standing.person is not None:
        told += f", as {standing.person}"
    return plain(told)


def end_of(day: dt.date | None) -> dt.datetime | None:
    """The moment at which a day is over by Greenwich; None for no day."""
    return None if day is None else dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
