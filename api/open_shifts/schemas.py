"""What the routes of open shifts take and give."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from api.self_service.schemas import Effect, TradeState
from models.base import Noun

Id = Annotated[str, Field(min_length=1, max_length=200)]


class OpenDuty(Noun):
    """A duty by its day, shift and area."""

    date: dt.date
    shift: Id
    area: Id


class OpenShift(OpenDuty):
    """A duty that nobody has and somebody should."""

    minutes: int
    """Person-minutes below the least cover that one more person on it fills; 0 where it was posted beyond that."""
    post: str | None = None
    """The post by which a planner asks for it."""
    people: int | None = None
    """How many people are still wanted, by the post."""
    note: str = ""


class OpenShifts(Noun):
    """What is open in a roster in force: for one person, or at all."""

    roster: str
    version: int
    person: str | None = None
    """Whom all of these are open to, as the checker says; for anybody when absent."""
    shifts: tuple[OpenShift, ...]


class NewPost(OpenDuty):
    """A duty that a planner posts as open."""

    roster: Id
    """The roster in force."""
    people: Annotated[int, Field(ge=1, le=100)] = 1
    note: Annotated[str, Field(max_length=500)] = ""


class Post(NewPost):
    """A duty posted as open."""

    id: str
    department: str
    made_at: AwareDatetime
    made_by: str
    closed_at: AwareDatetime | None = None
    """Taken back, filled, or the roster is no longer in force."""


class NewClaim(OpenDuty):
    """An open shift that somebody wants to work."""

    roster: Id
    """The roster in force."""
    note: Annotated[str, Field(max_length=500)] = ""


class Claim(OpenDuty):
    """A claim of an open shift."""

    id: str
    department: str
    roster: str
    person: str
    state: TradeState
    version: int
    note: str
    expires_at: AwareDatetime
    made_at: AwareDatetime
    made_by: str
    decided_at: AwareDatetime | None = None
    decided_by: str | None = None
    roster_version: int | None = None
    """The version of the roster that it became part of."""
    effect: Effect | None = None
    """What it would do to the roster in force, in answers about one claim that is open."""
