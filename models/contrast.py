"""Who supervises contrast, and in which hours contrast may be given: a resource beside the roster.

Direct supervision of contrast (42 CFR 410.32(b)) may come by real-time audio and video for good since 2026-01-01
(calendar year 2026 physician fee schedule); audio alone never was enough. Somebody who can answer a reaction is on site
in any case. In an hour without both, exams without contrast go on.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.demand import HOURS

VIDEO_FROM = dt.date(2026, 1, 1)


class Presence(StrEnum):
    """How a supervisor is there."""

    ON_SITE = "on_site"
    VIDEO = "video"
    """By real-time audio and video."""
    AUDIO = "audio"


class Role(StrEnum):
    """Who supervises."""

    PHYSICIAN = "physician"
    ADVANCED_PRACTICE = "advanced_practice"
    """Nurse practitioner, clinical nurse specialist, physician assistant and others, where the state allows it."""


class Supervision(Noun):
    """A supervisor who is there for some areas from `start` until `end`, by the local clock."""

    areas: Annotated[tuple[str, ...], Field(min_length=1)]
    start: dt.datetime
    end: dt.datetime
    presence: Presence = Presence.ON_SITE
    role: Role = Role.PHYSICIAN

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            msg = f"the supervision from {self.start} names an offset from UTC; it is told by local time"
            raise ValueError(msg)
        if self.end <= self.start:
            msg = f"the supervision from {self.start} ends at {self.end}. Maybe it ends on the next day"
            raise ValueError(msg)
        return self


def supervises(one: Supervision, *, independent: bool = False) -> bool:
    """Whether it is direct supervision of contrast; an `independent` testing facility asks for a physician."""
    if independent and one.role is not Role.PHYSICIAN:
        return False
    if one.presence is Presence.VIDEO:
        return one.start.date() >= VIDEO_FROM
    return one.presence is Presence.ON_SITE


def contrast_hours(
    date: dt.date, supervision: Iterable[Supervision], responders: Sequence[int], *, independent: bool = False
) -> tuple[bool, ...]:
    """For each hour of a date whether contrast may be given: supervised throughout, and a responder there throughout.

    `responders` are the people who can answer a reaction present in the whole of each hour.
    """
    valid = [one for one in supervision if supervises(one, independent=independent)]
    midnight = dt.datetime.combine(date, dt.time())
    edges = [midnight + dt.timedelta(hours=hour) for hour in range(HOURS + 1)]
    return tuple(responders[hour] > 0 and _covered(valid, edges[hour], edges[hour + 1]) for hour in range(HOURS))


def _covered(supervision: Iterable[Supervision], start: dt.datetime, end: dt.datetime) -> bool:
    """Whether some supervisor is there at every moment, one after another if need be."""
    reached = start
    for one in sorted(supervision, key=lambda each: each.start):
        if one.start <= reached:
            reached = max(reached, one.end)
    return reached >= end
