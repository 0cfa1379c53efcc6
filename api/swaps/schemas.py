"""What the routes of swaps take and give."""

import datetime as dt
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from api.self_service.schemas import Effect, TradeState
from models.base import Noun
from models.requests import Assignment

Id = Annotated[str, Field(min_length=1, max_length=200)]


class NewSwap(Noun):
    """A duty that somebody offers."""

    roster: Id
    """The roster in force."""
    giver: Id | None = None
    """Whose duty it is; the caller's own when absent."""
    give_date: dt.date
    """The date of the duty that is given away."""
    taker: Id | None = None
    """Whom it is offered to; everybody when absent."""
    take_date: dt.date | None = None
    """The date of the taker's duty that the giver takes for it; nothing when absent."""
    expires_at: AwareDatetime | None = None
    """Until when; at the latest until the first of the duties begins."""
    note: Annotated[str, Field(max_length=500)] = ""
    """For those who are asked."""

    @model_validator(mode="after")
    def _an_exchange_is_with_somebody(self) -> Self:
        if self.take_date is not None and self.taker is None:
            msg = "names a duty to take and nobody to take it from. Name the taker, or leave out take_date"
            raise ValueError(msg)
        return self


class Swap(Noun):
    """A swap or a give-away."""

    id: str
    department: str
    roster: str
    state: TradeState
    version: int
    give: Assignment
    """The duty that is given away, as the giver has it."""
    taker: str | None = None
    """Absent as long as it is offered to everybody."""
    take: Assignment | None = None
    """The duty that is taken for it, as the taker has it."""
    note: str
    expires_at: AwareDatetime
    made_at: AwareDatetime
    made_by: str
    accepted_at: AwareDatetime | None = None
    decided_at: AwareDatetime | None = None
    decided_by: str | None = None
    roster_version: int | None = None
    """The version of the roster that it became part of."""
    effect: Effect | None = None
    """What it would do to the roster in force; in answers about one swap that is open, with the taker or else the
    caller as the one who takes it."""
