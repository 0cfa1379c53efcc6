"""What the routes of rosters take and give."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from models.base import Noun
from models.requests import Assignment
from models.roster import CostLine, Violation
from scheduler.result import Status

Id = Annotated[str, Field(min_length=1, max_length=200)]


class RosterState(StrEnum):
    """Where a roster is on its way."""

    DRAFT = "draft"
    """Its job has not ended yet, or found no roster."""
    CANDIDATE = "candidate"
    """There is a roster; nobody but planners sees it."""
    PUBLISHED = "published"
    """Staff see it."""
    AMENDED = "amended"
    """Published, and changed since."""
    WITHDRAWN = "withdrawn"
    """No longer in force: taken back, or replaced by another one."""

    @property
    def in_force(self) -> bool:
        """Whether staff see it."""
        return self in {RosterState.PUBLISHED, RosterState.AMENDED}


class Cell(Noun):
    """One person on one day."""

    person: Id
    date: dt.date


class GenerateRoster(Noun):
    """An order to make a roster."""

    department: Id
    version: Annotated[int, Field(ge=1, le=10**9)] | None = None
    """Of the department's document; the newest when absent."""
    seconds: Annotated[float, Field(gt=0, le=7 * 24 * 3600)] = 60.0
    """The solve ends after so many seconds, or once the roster is proved best."""
    seed: Annotated[int, Field(ge=0, le=2**53)] = 0
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    """Solver processes."""
    base: Id | None = None
    """A roster to start from; the cells locked in it stay as they are."""
    label: Annotated[str, Field(max_length=200)] = ""
    """For people."""
    priority: Annotated[int, Field(ge=0, le=9)] = 0
    """Each step counts as an hour of waiting for a worker."""


class RosterSummary(Noun):
    """A roster in a list, with the figures of its newest version."""

    id: str
    department: str
    department_version: int
    label: str
    state: RosterState
    version: int
    """0 until there is a roster."""
    start: dt.date
    days: int
    job: str | None = None
    broken: int | None = None
    """Hard rules broken."""
    holes: int | None = None
    """Person-minutes below the least cover."""
    cost: int | None = None
    """Cents."""
    bound: int | None = None
    """No roster with as few holes costs less; absent where nothing is proved of this version."""
    status: Status | None = None
    made_at: AwareDatetime
    made_by: str
    published_at: AwareDatetime | None = None


class RosterDetail(RosterSummary):
    """A roster with its duties."""

    assignments: tuple[Assignment, ...] = ()
    locks: tuple[Cell, ...] = ()


class PublishedRoster(Noun):
    """A roster as staff see it: who works when, and no costs."""

    id: str
    department: str
    state: RosterState
    version: int
    start: dt.date
    days: int
    published_at: AwareDatetime | None = None
    assignments: tuple[Assignment, ...] = ()


class GeneratedRoster(Noun):
    """What was begun: the roster to come, and the job that makes it."""

    roster: str
    job: str


class CellEdit(Noun):
    """What one person is to do on one day: a duty, or off when there is no shift."""

    person: Id
    date: dt.date
    shift: Id | None = None
    area: Id | None = None


class EditRoster(Noun):
    """Edits made at once: all of them, or none."""

    cells: Annotated[tuple[CellEdit, ...], Field(max_length=5000)] = ()
    lock: Annotated[tuple[Cell, ...], Field(max_length=5000)] = ()
    """Cells that a new solve is to leave as they are."""
    unlock: Annotated[tuple[Cell, ...], Field(max_length=5000)] = ()


class Verification(Noun):
    """What the checker says of a version of a roster."""

    version: int
    valid: bool
    broken: int
    holes: int
    cost: int
    parts: dict[str, int]
    """Cents by policy item."""
    violations: tuple[Violation, ...] = ()
    lines: tuple[CostLine, ...] = ()


class EditedRoster(Noun):
    """A roster after an edit, and what the edit did."""

    roster: RosterSummary
    new_violations: tuple[Violation, ...]
    """What is missed now and was not before."""
    cost_change: int
    """Cents."""
    hole_change: int
    """Person-minutes."""


class RosterVersion(Noun):
    """One version in the history of a roster."""

    version: int
    broken: int
    holes: int
    cost: int
    status: Status | None = None
    digest: str
    """SHA-256 of the roster as it is kept."""
    made_at: AwareDatetime
    made_by: str
    why: str


class CellChange(Noun):
    """One cell that differs between two rosters; off where there is no shift."""

    person: str
    date: dt.date
    before_shift: str | None = None
    before_area: str | None = None
    after_shift: str | None = None
    after_area: str | None = None


class RosterDiff(Noun):
    """What differs between two versions of rosters."""

    cells: tuple[CellChange, ...]
    people: int
    """How many people are touched."""
    cost_change: int
    hole_change: int
