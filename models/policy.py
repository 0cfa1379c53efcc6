"""Policy as data: every rule and every priced term of a department is one `PolicyItem`."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from models.base import Labels, Noun
from models.budget import Cents
from models.calendar import Weekdays
from models.shifts import ShiftKinds


class Level(StrEnum):
    """How strictly an item is meant."""

    HARD = "hard"
    """Law, safety, contract: never broken."""
    COVERAGE = "coverage"
    """The least people: broken only when nothing else is possible, and then shown as a hole."""
    PRICED = "priced"
    """Costs `price` cents for each unit by which it is missed."""


class Scope(Noun):
    """Whom and what an item is about; an absent filter lets everything through."""

    people: Labels | None = None
    contracts: Labels | None = None
    tags: Labels | None = None
    """People who carry at least one of these tags."""
    without_tags: Labels | None = None
    """People who carry none of these tags."""
    areas: Labels | None = None
    area_tags: Labels | None = None
    """Areas that carry at least one of these tags."""
    shifts: Labels | None = None
    shift_kinds: ShiftKinds | None = None
    """On-site work, or call."""
    shift_tags: Labels | None = None
    """Shifts that carry at least one of these tags."""
    without_shift_tags: Labels | None = None
    """Shifts that carry none of these tags."""
    weekdays: Weekdays | None = None


class PolicyItem(Noun):
    """One rule as a manager would write it down: family, limits, whom it concerns, how strict, who says so."""

    id: Annotated[str, Field(min_length=1)]
    family: str
    """Name of the rule family or objective term that reads `limits`; ``radroster schema`` lists them."""
    title: str = ""
    level: Level = Level.HARD
    price: Cents | None = None
    """Cents for each unit of violation (the family says what a unit is); needed when priced."""
    scope: Scope = Scope()
    limits: dict[str, JsonValue] = Field(default_factory=dict)
    citation: str = ""
    owner: str = ""
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    enabled: bool = True

    @model_validator(mode="after")
    def _price_fits_level(self) -> Self:
        if self.level is not Level.PRICED and self.price is not None:
            msg = f"policy {self.id} is {self.level} and has a price. Drop the price, or make the level priced"
            raise ValueError(msg)
        return self

    def in_force(self, first: dt.date, last: dt.date) -> bool:
        """Whether the item is enabled and its dates meet the span `first` … `last`."""
        begun = self.effective_from is None or self.effective_from <= last
        return self.enabled and begun and (self.effective_to is None or first <= self.effective_to)
