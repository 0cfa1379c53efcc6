"""Continuing education: what a cycle asks for, what counts, and what is still missing."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Noun
from models.renewal.months import DAY

Hours = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
"""Credits; one is fifty or sixty minutes of instruction, as the registry says."""


class Cycle(Noun):
    """The days in which credits count, first and last included."""

    start: dt.date
    end: dt.date

    def covers(self, date: dt.date) -> bool:
        """Whether a date lies in the cycle."""
        return self.start <= date <= self.end


class Need(Noun):
    """Credits that a cycle asks for, and how many of them have to be about certain subjects."""

    total: Hours
    by_subject: dict[str, Hours] = Field(default_factory=dict)
    most_by_subject: dict[str, Hours] = Field(default_factory=dict)
    """Subjects of which only so many credits count, and only one course in a cycle."""


class Credit(Noun):
    """One course: when it was finished, its credits, and what it was about."""

    date: dt.date
    hours: Hours
    subject: str = ""


class Shortfall(Noun):
    """Credits that are still missing; nothing is missing when `hours` is 0."""

    hours: Hours
    by_subject: dict[str, Hours] = Field(default_factory=dict)
    """The part of `hours` that has to be about a subject."""


def shortfall(need: Need, credits_earned: Iterable[Credit], cycle: Cycle) -> Shortfall:
    """What is missing at the end of a cycle, after the caps; missing subjects count towards the total."""
    total, by_subject = 0.0, dict.fromkeys(need.by_subject, 0.0)
    capped: dict[str, float] = {}
    for credit in credits_earned:
        if not cycle.covers(credit.date):
            continue
        most = need.most_by_subject.get(credit.subject)
        if most is not None:
            capped[credit.subject] = max(capped.get(credit.subject, 0.0), min(most, credit.hours))
            continue
        total += credit.hours
        if credit.subject in by_subject:
            by_subject[credit.subject] += credit.hours
    missing = {name: max(0.0, hours - by_subject[name]) for name, hours in need.by_subject.items()}
    short = max(need.total - total - sum(capped.values()), sum(missing.values()), 0.0)
    return Shortfall(hours=short, by_subject={name: hours for name, hours in missing.items() if hours})


class CycleRecord(Noun):
    """How far one person is in one body's cycle, as the department's educator keeps it."""

    person: str
    body: str
    cycle_end: dt.date
    needed: Hours
    earned: Hours

    @model_validator(mode="after")
    def _asks_for_something(self) -> "CycleRecord":
        if not self.needed:
            msg = f"the {self.body} cycle of {self.person} asks for no credits. Leave the row out"
            raise ValueError(msg)
        return self

    @property
    def missing(self) -> float:
        """Credits still to earn by `cycle_end`."""
        return max(0.0, self.needed - self.earned)


def every_two_years(end: dt.date, start: dt.date) -> Cycle:
    """A cycle by its last day and the last day of the one before."""
    return Cycle(start=start + DAY, end=end)


def other_technologists(*, registered: bool) -> Need | None:
    """CR-07: a registered technologist follows the registry, everybody else 24 hours in two years.

    ACR Nuclear Medicine and PET accreditation, technologist requirements.
    """
    return None if registered else Need(total=24)
