"""Shift types: when a shift starts and ends, what of it is paid, what of it covers work."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, model_validator

from models.base import Labels, Noun
from models.calendar import MINUTES_PER_DAY, Clock, Weekday, Weekdays, clock_text


class ShiftKind(StrEnum):
    """On-site work, or call (waiting at home, paid standby, no cover by the hour)."""

    WORK = "work"
    CALL = "call"


ShiftKinds = Annotated[frozenset[ShiftKind], PlainSerializer(sorted, return_type=list[ShiftKind], when_used="json")]
"""A set of kinds, written in order."""


class ShiftType(Noun):
    """A shift as the catalogue lists it; together with an area it is a duty."""

    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    start: Clock
    end: Clock
    next_day: bool = False
    """True when the shift ends on the day after it starts."""
    unpaid_minutes: Annotated[int, Field(ge=0)] = 0
    """Meal and other unpaid time inside the shift."""
    covered_minutes: Annotated[int, Field(ge=0, le=2 * MINUTES_PER_DAY)] | None = None
    """Minutes from the start that count as cover; the paid minutes when absent (what follows is hand-over)."""
    call_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)] = 0
    """Minutes of call from the end on, as part of the same duty: paid as standby, no cover, and no rule sees them."""
    kind: ShiftKind = ShiftKind.WORK
    tags: Labels = frozenset()
    weekdays: Weekdays = frozenset(Weekday)
    """Days on which the shift may start."""
    on_holidays: bool = True
    """Whether it is worked on listed holidays."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.length <= 0:
            msg = (
                f"shift {self.id} ends at {clock_text(self.end)} before it starts at {clock_text(self.start)}. "
                "Maybe it ends the next day: set next_day to true"
            )
            raise ValueError(msg)
        if self.unpaid_minutes >= self.length:
            msg = f"shift {self.id} lasts {self.length} minutes but {self.unpaid_minutes} of them are unpaid"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _call_follows_work(self) -> Self:
        if self.call_minutes and self.kind is ShiftKind.CALL:
            msg = f"shift {self.id} is call itself and has call_minutes. Let it end later instead"
            raise ValueError(msg)
        return self

    @property
    def finish(self) -> int:
        """Clock minutes of the end counted from midnight of the starting day (above 1440 after midnight)."""
        return self.end + (MINUTES_PER_DAY if self.next_day else 0)

    @property
    def length(self) -> int:
        """Minutes by the clock from start to end."""
        return self.finish - self.start

    @property
    def paid_minutes(self) -> int:
        """Minutes paid on a day without a clock change."""
        return self.length - self.unpaid_minutes
