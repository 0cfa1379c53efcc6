"""What was worked, as a payroll takes it in, and the lines in which it says what is paid for it."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun


class StintKind(StrEnum):
    """Work on site, waiting at home, or work for which somebody was called in."""

    WORK = "work"
    STANDBY = "standby"
    CALL_BACK = "call_back"


class Stint(Noun):
    """One span of time of one person; its minutes belong to the date on which it starts, local time."""

    person: str
    date: dt.date
    starts: dt.datetime
    """An instant: with a zone."""
    ends: dt.datetime
    kind: StintKind = StintKind.WORK
    unpaid_minutes: Annotated[int, Field(ge=0)] = 0
    """The meal; worked and paid when it was missed."""
    meal_missed: bool = False
    area: str | None = None
    shift: str | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.starts.tzinfo is None or self.ends.tzinfo is None:
            msg = f"the times of {self.person} on {self.date} have no zone. Give them as instants, for example in UTC"
            raise ValueError(msg)
        if self.ends <= self.starts:
            msg = f"the stint of {self.person} on {self.date} ends at {self.ends}, not after its start at {self.starts}"
            raise ValueError(msg)
        return self

    @property
    def elapsed(self) -> int:
        """Whole minutes from start to end, clock changes counted."""
        return int((self.ends - self.starts).total_seconds()) // 60

    @property
    def minutes(self) -> int:
        """Minutes to be paid as work, or as standby."""
        return max(0, self.elapsed - (0 if self.meal_missed else self.unpaid_minutes))

    @property
    def worked(self) -> int:
        """Minutes that count as hours worked: none of waiting at home (29 CFR 785.17)."""
        return 0 if self.kind is StintKind.STANDBY else self.minutes


class PayCode(StrEnum):
    """What a line pays for. Straight pay and premium are two lines, so that each has its own rate."""

    REGULAR = "REG"
    OVERTIME = "OT"
    """Straight pay of overtime minutes."""
    DOUBLE = "DT"
    """Straight pay of minutes that are paid twice."""
    OVERTIME_PREMIUM = "OTP"
    DOUBLE_PREMIUM = "DTP"
    DIFFERENTIAL = "DIF"
    HOLIDAY = "HOL"
    STANDBY = "STB"
    CALL_BACK = "CBP"
    """Premium for minutes called in."""
    CALL_BACK_MINIMUM = "CBM"
    """Minutes paid and not worked, up to the least of a call-back."""
    MISSED_MEAL = "MEAL"
    NOTICE = "NTC"
    """Owed for a shift that changed at short notice."""
    AGENCY = "AGY"
    """The bill rate of agency staff."""


STRAIGHT = frozenset({PayCode.REGULAR, PayCode.OVERTIME, PayCode.DOUBLE, PayCode.AGENCY})
"""Codes whose minutes are minutes worked; each of them is on exactly one such line."""


class PayLine(Noun):
    """So many minutes of one date at one rate, by which rule, and who says so."""

    person: str
    date: dt.date
    code: PayCode
    minutes: int
    rate: int
    """Per hour, in hundredths of a cent, rounded; cents are worked out from what it was rounded from."""
    cents: int
    rule: str
    citation: str = ""
    area: str | None = None
    """Who bears it: where it was worked, and for the premium of a full workweek or pay period the person's home."""
    shift: str | None = None
