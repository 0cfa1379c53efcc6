"""Pay rules: differentials by the clock, holidays, overtime, standby, call-back. Cents per hour and percent."""

from typing import Annotated

from pydantic import Field

from models.base import Noun
from models.calendar import Clock, Weekday, Weekdays

Cents = Annotated[int, Field(ge=0, le=10**8)]
"""A price or a wage, at most a million dollars, so that no sum of them comes near the largest integer of a solver."""
Percent = Annotated[int, Field(ge=0, le=400)]


class Differential(Noun):
    """Extra pay for the minutes worked inside a daily window that starts on the given weekdays."""

    id: str
    cents_per_hour: Cents
    start: Clock
    end: Clock
    """An end at or before the start lies on the next day."""
    weekdays: Weekdays = frozenset(Weekday)
    whole_shift_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    """A shift with at least so many minutes inside earns it for all its paid minutes, any other shift for none; when
    absent, exactly the minutes inside earn it."""


class PayRules(Noun):
    """How worked minutes become cents; agency staff are paid their rate and nothing on top."""

    differentials: tuple[Differential, ...] = ()
    holiday_percent: Percent = 0
    """Added to the base wage for minutes on a holiday's date."""
    overtime_percent: Percent = 50
    """Added to the base wage for overtime minutes."""
    standby_cents_per_hour: Cents = 0
    """Paid for call instead of the wage."""
    call_back_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    """Least minutes that are paid each time somebody is called in."""
    call_back_percent: Percent = 50
    """Added to the base wage for minutes called in, where they are not overtime anyway."""
    missed_meal_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    """Minutes of pay owed on top for a day with a missed meal, at the regular rate; 60 in California."""
