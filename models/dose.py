"""Occupational dose and declared pregnancy: limits of 10 CFR part 20, levels of the site, and what was agreed.

Everything here is private. What reaches a department are restrictions without a reason (`models.requests.Restriction`).
Doses are whole microsieverts; 1 mSv is 100 mrem.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.renewal.months import MONTHS

MicroSv = Annotated[int, Field(ge=0, le=10**9)]
GESTATION = 5_000
"""10 CFR 20.1208(a): to the embryo or fetus, over the whole pregnancy."""
REMAINDER = 500
"""10 CFR 20.1208(d): allowed from the declaration on where 4.5 mSv were reached by then."""
IONISING = ("XR", "CT", "MG", "DXA", "NM", "IR")
"""Modalities that an exhausted limit closes."""


class Reading(Noun):
    """What one person's badge showed for one month."""

    person: str
    month: dt.date
    """Any day of the month."""
    body: MicroSv
    """Total effective dose equivalent."""
    lens: MicroSv = 0
    skin: MicroSv = 0
    """Of the skin or an extremity, whichever is larger."""


class Limits(Noun):
    """Most dose in a calendar year; 10 CFR 20.1201, adults."""

    body: MicroSv = 50_000
    lens: MicroSv = 150_000
    skin: MicroSv = 500_000


class Alara(StrEnum):
    """What a site does about a dose well below the limits."""

    NONE = "none"
    NOTIFY = "notify"
    """Level I: the person is told."""
    INVESTIGATE = "investigate"
    """Level II: the radiation safety officer looks into it."""


class SiteLevels(Noun):
    """Whole-body dose of a calendar year from which the site acts; site data, a tenth and three tenths by default."""

    notify: MicroSv = 5_000
    investigate: MicroSv = 15_000

    def level(self, body: int) -> Alara:
        """The level that a dose reaches."""
        if body >= self.investigate:
            return Alara.INVESTIGATE
        return Alara.NOTIFY if body >= self.notify else Alara.NONE


class Exclusion(Noun):
    """Areas that a declarer asked to be left out of, and the radiation safety officer agreed to; never one alone."""

    areas: Annotated[tuple[str, ...], Field(min_length=1)]
    start: dt.date
    asked_by_declarer: Literal[True]
    agreed_by: Annotated[str, Field(min_length=1)]
    """The radiation safety officer."""


class Declaration(Noun):
    """A pregnancy declared in writing, voluntarily; withdrawn at any time without a reason."""

    person: str
    declared_on: dt.date
    expected_end: dt.date
    dose_before: MicroSv = 0
    """To the embryo or fetus by the day of the declaration."""
    withdrawn_on: dt.date | None = None
    exclusions: tuple[Exclusion, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.expected_end < self.declared_on:
            msg = f"a declaration of {self.declared_on} is expected to end before it, on {self.expected_end}"
            raise ValueError(msg)
        return self

    @property
    def allowance(self) -> int:
        """Microsieverts that may still be received from the declaration on; 10 CFR 20.1208(a) and (d)."""
        return max(REMAINDER, GESTATION - self.dose_before)

    @property
    def monthly(self) -> int:
        """The allowance spread evenly over the months that are left, to avoid substantial variation; 20.1208(b)."""
        begun, ends = self.declared_on, self.expected_end
        months = (ends.year - begun.year) * MONTHS + ends.month - begun.month + 1
        return self.allowance // months

    def in_force(self, date: dt.date) -> bool:
        """Whether it stands on a day."""
        stands = self.withdrawn_on is None or date < self.withdrawn_on
        return stands and self.declared_on <= date <= self.expected_end


class SafetyFile(Noun):
    """The one document that knows reasons."""

    readings: tuple[Reading, ...] = ()
    limits: Limits = Limits()
    levels: SiteLevels = SiteLevels()
    declarations: tuple[Declaration, ...] = ()


def year_to_date(readings: Iterable[Reading], person: str, year: int) -> Limits:
    """The person's doses of a calendar year, added up."""
    mine = [one for one in readings if one.person == person and one.month.year == year]
    return Limits(
        body=sum(one.body for one in mine), lens=sum(one.lens for one in mine), skin=sum(one.skin for one in mine)
    )


def exhausted(readings: Sequence[Reading], person: str, year: int, limits: Limits) -> bool:
    """Whether a limit of the year is reached, so that nothing is left for further work with radiation."""
    doses = year_to_date(readings, person, year)
    return doses.body >= limits.body or doses.lens >= limits.lens or doses.skin >= limits.skin
