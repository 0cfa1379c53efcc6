"""People and the contracts they work under."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Labels, Noun
from models.credentials import Competency, Credential


class OvertimeRule(StrEnum):
    """Which hours are overtime; `models.pay_plans` has the limits, none are overtime for exempt and agency staff."""

    FLSA_40 = "flsa40"
    EIGHT_EIGHTY = "8/80"
    CALIFORNIA = "california"
    CALIFORNIA_4X10 = "california-4x10"
    CALIFORNIA_3X12 = "california-3x12"
    NONE = "none"


class Employment(StrEnum):
    """Form of employment."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    PER_DIEM = "per_diem"
    TRAVELER = "traveler"


class Contract(Noun):
    """What a group of people agreed to; limits on hours and runs are policy items that name the contract."""

    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    employment: Employment = Employment.FULL_TIME
    fte: Annotated[float, Field(ge=0, le=2)] = 1.0
    """Share of a full-time post; fair shares are proportional to it."""
    shifts: Labels | None = None
    """Ids of the shift types that the contract allows; all when absent."""
    overtime: OvertimeRule = OvertimeRule.FLSA_40
    leave_minutes_per_day: Annotated[int, Field(ge=0, le=1440)] = 0
    """Minutes that one day of approved leave counts towards minimum hours."""


class Person(Noun):
    """One member of staff."""

    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    contract: str
    hourly_cents: Annotated[int, Field(ge=0, le=10**6)] = 0
    """Base wage, or the whole bill rate of agency staff, in cents per hour."""
    credentials: tuple[Credential, ...] = ()
    competencies: tuple[Competency, ...] = ()
    tags: Labels = frozenset()
    """Free labels that policy items may select on, such as ``night-willing``."""
    home_area: str | None = None
    external_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """What an identity provider or an HR system calls the person."""

    def holds(self, code: str, date: dt.date) -> bool:
        """Whether the person holds a credential or a signed-off skill of that code on that day."""
        held = any(item.code == code and item.valid_on(date) for item in self.credentials)
        return held or any(item.skill == code and item.valid_on(date) for item in self.competencies)

    @property
    def label(self) -> str:
        """Name for messages, the id when there is none."""
        return self.name or self.id
