"""Rules for trades, where a trade is on its way, and what it would do to the roster in force."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from models.base import Noun


class TradeState(StrEnum):
    """Where a swap, a give-away or a claim is on its way."""

    OFFERED = "offered"
    """Somebody has to take it."""
    WAITING = "waiting"
    """Those concerned agree; a planner has to decide."""
    APPROVED = "approved"
    """Part of the roster."""
    REFUSED = "refused"
    """By a planner."""
    DECLINED = "declined"
    """By the person whom it was offered to."""
    WITHDRAWN = "withdrawn"
    """By the person who began it."""
    STALE = "stale"
    """The roster changed so that it can no longer be."""
    EXPIRED = "expired"
    """Its time ran out."""

    @property
    def open(self) -> bool:
        """Whether it can still become part of the roster."""
        return self in {TradeState.OFFERED, TradeState.WAITING}


class TradeRules(Noun):
    """What a trade has to keep to be approved at once; one that does not waits for a planner.

    That it breaks no hard rule and opens no hole goes without saying.
    """

    most_cents: Annotated[int, Field(ge=0, le=10**9)] = 0
    """The most that it may add to the roster's cost."""
    notice_hours: Annotated[int, Field(ge=0, le=24 * 371)] = 24
    """Hours that have to be left before the first of its duties begins."""
    same_modality: bool = True
    """Duties exchanged are of one modality; a duty taken alone is of that of the taker's home area."""
    overtime: bool = False
    """Whether it may bring somebody overtime."""
    new_misses: bool = False
    """Whether it may miss something priced that was kept before, such as a wish."""


class SelfServiceRules(Noun):
    """What a department approves at once, by kind of trade; where nothing stands, a planner decides."""

    swaps: TradeRules | None = None
    give_aways: TradeRules | None = None
    open_shifts: TradeRules | None = None


class KeptSelfServiceRules(SelfServiceRules):
    """The rules as they are kept."""

    department: str
    version: int
    """0 as long as nobody has set any."""
    changed_at: AwareDatetime | None = None
    changed_by: str | None = None


class Decision(Noun):
    """What a planner says of a trade that waits."""

    approve: bool


class Effect(Noun):
    """What a trade would do to the roster in force, as the checker says."""

    roster_version: int
    """Of the roster that was checked."""
    possible: bool
    """Whether no hard rule is newly broken."""
    broken: tuple[str, ...] = ()
    """What forbids it. Of others than the caller only that they are not available is told, to all but planners."""
    hole_change: int
    """Person-minutes below the least cover."""
    cost_change: int | None = None
    """Cents; for those who may see costs, as is what follows."""
    overtime_change: int | None = None
    """Minutes of overtime more for the people concerned."""
    missed: tuple[str, ...] | None = None
    """What is missed now and was not before, beside hard rules."""
    held_back: tuple[str, ...] | None = None
    """Why it is not approved at once."""
