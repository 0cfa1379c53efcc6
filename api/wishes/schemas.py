"""What the routes of request periods and wishes take and give."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from models.base import Noun
from models.requests import WishKind

Id = Annotated[str, Field(min_length=1, max_length=200)]


class RequestPeriodTerms(Noun):
    """What may be changed of a request period."""

    closes_at: AwareDatetime
    """Until then staff make wishes and take them back."""
    most: Annotated[int, Field(ge=0, le=371)] | None = None
    """Wishes that one person may have in the period; any number when absent."""


class NewRequestPeriod(RequestPeriodTerms):
    """A request period that is asked for."""

    department: Id
    first_day: dt.date
    last_day: dt.date
    """The last day that may be wished for, included."""


class RequestPeriod(NewRequestPeriod):
    """Days for which a department takes wishes."""

    id: str
    open: bool
    """Whether the deadline is still to come."""
    version: int
    made_at: AwareDatetime
    made_by: str


class NewWish(Noun):
    """A wish that somebody makes."""

    department: Id
    person: Id | None = None
    """Whose wish it is; the caller's own when absent."""
    date: dt.date
    kind: WishKind
    shift: Id | None = None
    area: Id | None = None
    """With neither shift nor area the wish is about any work on that day."""


class KeptWish(Noun):
    """A wish as it is kept."""

    id: str
    department: str
    period: str
    person: str
    date: dt.date
    kind: WishKind
    shift: str | None = None
    area: str | None = None
    granted: bool | None = None
    """Whether the roster in force grants it; absent until there is one for that day, and once it is taken back."""
    made_at: AwareDatetime
    made_by: str
    withdrawn_at: AwareDatetime | None = None
