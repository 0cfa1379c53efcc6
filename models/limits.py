"""Limits that many rule families share: a range, for everybody or by contract, in a period."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.calendar import MOST_DAYS

Amount = Annotated[int, Field(ge=0, le=10**6)]
"""Duties, days or minutes; a year has fewer minutes than a million."""


class Range(Noun):
    """At least `min` and at most `max`; either may be absent."""

    min: Amount | None = None
    """The least; anything is enough when absent."""
    max: Amount | None = None
    """The most; anything is allowed when absent."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            msg = f"the minimum {self.min} exceeds the maximum {self.max}"
            raise ValueError(msg)
        return self


class RangeByContract(Range):
    """A range, with other ranges for some contracts; a listed contract's range replaces the general one."""

    by_contract: dict[str, Range] = Field(default_factory=dict)
    """By contract id the range that holds instead of the general one."""

    def under(self, contract: str) -> Range:
        """The range that holds under a contract."""
        return self.by_contract.get(contract, self)


class Period(StrEnum):
    """Over which days an amount is counted."""

    HORIZON = "horizon"
    DAY = "day"
    WEEK = "week"
    """Each workweek."""
    PAY_PERIOD = "pay_period"
    MONTH = "month"
    """Each calendar month."""
    ROLLING = "rolling"
    """Every span of `period_days` days."""


class Periodic(Noun):
    """A way to cut the calendar into periods."""

    period: Period = Period.HORIZON
    """Over which days is counted: the horizon, each day, workweek, pay period or calendar month, or every span of
    `period_days` days."""
    period_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None
    """Length of a rolling period."""

    @model_validator(mode="after")
    def _rolling_has_days(self) -> Self:
        if (self.period is Period.ROLLING) != (self.period_days is not None):
            msg = "period_days goes with period rolling, and only with it"
            raise ValueError(msg)
        return self


class PeriodRange(RangeByContract, Periodic):
    """A range of an amount counted over each period."""
