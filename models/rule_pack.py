"""A rule pack: rules of a trade as data, each with its source, each switchable, that fit any department.

An item speaks of modalities and tags instead of a department's own ids; `api.packs.apply` fills those in.
"""

import datetime as dt
from collections import Counter
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from models.base import Labels, Noun
from models.budget import Cents
from models.calendar import Clock
from models.credentials import Requirement
from models.policy import Level


class Places(Noun):
    """Which areas of a department are meant."""

    modalities: tuple[str, ...]
    """The first one's curve says when the place is open."""
    tags: Labels | None = None
    """Only areas that carry one of these tags."""


class Hours(StrEnum):
    """In which hours a team is asked for."""

    OPEN = "open"
    """While the coverage curve asks for somebody."""
    OPENING = "opening"
    """In the first hour of that day's opening."""
    ALWAYS = "always"
    """Around the clock, every day."""


class Curve(StrEnum):
    """Which line of the coverage curve an item reads."""

    MINIMUM = "minimum"
    TARGET = "target"


class WorkRule(Noun):
    """Who may work in an area: goes on top of what the department asks for there already."""

    kind: Literal["work"] = "work"
    places: Places
    requires: Requirement


class TeamAsk(Noun):
    """How many people of a kind have to be there together, at each location by itself."""

    kind: Literal["team"] = "team"
    places: Places
    requires: Requirement
    count: Annotated[int, Field(ge=1)] = 1
    """People; never more than the curve asks for, unless `beyond` or always."""
    beyond: bool = False
    """Whether the count comes on top of the people on the curve, such as one more than the scanners that run."""
    curve: Curve = Curve.TARGET
    hours: Hours = Hours.OPEN
    start: Clock = 0
    end: Clock = 1440
    """Only inside this window of each day."""
    workdays: bool = False
    """Only Monday to Friday, and on no holiday."""
    on_call: bool = False
    """Whether somebody on call in these areas counts as well."""
    level: Level = Level.COVERAGE
    price: Cents | None = None
    """Cents for a person-hour when priced."""


class LineRule(Noun):
    """A rule about people's own lines, by a family of the engine."""

    kind: Literal["line"] = "line"
    family: str
    limits: dict[str, JsonValue] = Field(default_factory=dict)
    level: Level = Level.HARD
    price: Cents | None = None
    holders: Requirement | None = None
    """Only people who meet this on some day of the horizon."""
    partners: Requirement | None = None
    """With `pairing`: whoever meets this on some day is a partner, and needs none."""
    tags: Labels | None = None
    """Only people who carry one of these tags."""
    places: Places | None = None
    """Only duties in these areas; with `away` the homes of the people, and only duties elsewhere."""
    away: bool = False
    """One rule for the people of each home modality, about their duties in other modalities."""
    shift_tags: Labels | None = None


class PackItem(Noun):
    """One rule of a pack."""

    id: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    citation: Annotated[str, Field(min_length=1)]
    """Law, standard or guidance; ``Practice:`` where it is custom, so that a department knows what it may change."""
    owner: Annotated[str, Field(min_length=1)]
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    enabled: bool = True
    """Whether it is applied unless somebody says otherwise."""
    note: str = ""
    rule: Annotated[WorkRule | TeamAsk | LineRule, Field(discriminator="kind")]


class RulePack(Noun):
    """Rules that belong together."""

    id: str
    title: str
    version: str
    items: tuple[PackItem, ...]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        twice = [name for name, times in Counter(item.id for item in self.items).items() if times > 1]
        if twice:
            msg = f"the pack {self.id} lists {', '.join(twice)} more than once"
            raise ValueError(msg)
        return self


class Licence(Noun):
    """A licence that a state asks for in a modality, besides what registries issue."""

    places: Places
    requires: Requirement
    citation: Annotated[str, Field(min_length=1)]


class StateProfile(Noun):
    """What a state asks of imaging personnel; no licence at all is an answer too."""

    state: Annotated[str, Field(min_length=2, max_length=2)]
    name: str
    licences: tuple[Licence, ...] = ()
    citation: Annotated[str, Field(min_length=1)]
    read_on: dt.date
    """When the sources were read; licence laws change."""


class StateProfiles(Noun):
    """Every state that is known here."""

    profiles: tuple[StateProfile, ...]
