"""Credentials and competencies with their dates, and what a piece of work asks of them."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from itertools import product
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.base import Noun


class CredentialKind(Noun):
    """One row of the catalogue of credentials and skills that a department knows."""

    code: Annotated[str, Field(min_length=1)]
    """For example ``ARRT(CT)`` or ``skill:CT contrast``."""
    body: str = ""
    name: str = ""


class Credential(Noun):
    """A credential that a person holds; valid to the end of `valid_to`, local time.

    Who issues it, the catalogue says (`CredentialKind.body`).
    """

    code: str
    number: str = ""
    earned: dt.date | None = None
    valid_to: dt.date | None = None
    verified_on: dt.date | None = None
    """Day of the primary-source verification."""
    verified_how: str = ""
    """How: the issuer's directory, a letter, a print of the licence board's page."""
    verified_by: str = ""
    """Who looked it up."""

    @model_validator(mode="after")
    def _verified_some_day(self) -> Self:
        if self.verified_on is None and (self.verified_how or self.verified_by):
            msg = f"{self.code} says how or by whom it was verified, not when. Add verified_on"
            raise ValueError(msg)
        return self

    def valid_on(self, date: dt.date) -> bool:
        """Whether it was earned by, and has not lapsed on, that day."""
        return (self.earned is None or self.earned <= date) and (self.valid_to is None or date <= self.valid_to)


class CompetencyState(StrEnum):
    """How far a person is with a skill; only `SIGNED_OFF` counts towards cover."""

    ORIENTING = "orienting"
    PRECEPTED = "precepted"
    SIGNED_OFF = "signed_off"


class Competency(Noun):
    """A skill that the department itself signs off, due again on `next_due`."""

    skill: str
    state: CompetencyState = CompetencyState.SIGNED_OFF
    signed_on: dt.date | None = None
    next_due: dt.date | None = None

    def valid_on(self, date: dt.date) -> bool:
        """Whether it is signed off and not overdue on that day."""
        begun = self.signed_on is None or self.signed_on <= date
        return self.state is CompetencyState.SIGNED_OFF and begun and (self.next_due is None or date <= self.next_due)


class Requirement(Noun):
    """A Boolean expression over credential and skill codes: exactly one of the three fields is set.

    ``{"has": "ARRT(CT)"}``, ``{"any_of": [...]}`` or ``{"all_of": [...]}``.
    """

    has: str | None = None
    any_of: tuple["Requirement", ...] | None = None
    all_of: tuple["Requirement", ...] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(part is not None for part in (self.has, self.any_of, self.all_of)) != 1:
            msg = "a requirement has exactly one of has, any_of and all_of"
            raise ValueError(msg)
        return self

    def met_by(self, holds: Callable[[str], bool]) -> bool:
        """Evaluate the expression, `holds` telling whether one code is held."""
        if self.has is not None:
            return holds(self.has)
        if self.any_of is not None:
            return any(part.met_by(holds) for part in self.any_of)
        return all(part.met_by(holds) for part in self.all_of or ())

    def codes(self) -> frozenset[str]:
        """Every code that the expression mentions."""
        parts = (self.any_of or ()) + (self.all_of or ())
        own = frozenset() if self.has is None else frozenset({self.has})
        return own.union(*(part.codes() for part in parts))

    def parts(self) -> tuple["Requirement", ...]:
        """What has to be met together: the parts of an `all_of`, or the one requirement itself."""
        return (self,) if self.all_of is None else self.all_of

    def ways(self) -> frozenset[frozenset[str]]:
        """Sets of codes with which it is met, every least one among them."""
        if self.has is not None:
            return frozenset({frozenset({self.has})})
        if self.any_of is not None:
            return frozenset().union(*(part.ways() for part in self.any_of))
        chosen = product(*(part.ways() for part in self.all_of or ()))
        return frozenset(frozenset().union(*codes) for codes in chosen)

    def implies(self, other: "Requirement") -> bool:
        """Whether everybody who meets it meets the other too."""
        return all(other.met_by(way.__contains__) for way in self.ways())

    def text(self) -> str:
        """The expression in words, for messages."""
        if self.has is not None:
            return self.has
        joiner = " or " if self.any_of is not None else " and "
        parts = [part.text() for part in (self.any_of or self.all_of or ())]
        return "(" + joiner.join(parts) + ")" if len(parts) > 1 else "".join(parts) or "nothing"


def has(code: str) -> Requirement:
    """The requirement of one code."""
    return Requirement(has=code)


def any_of(*parts: Requirement | str) -> Requirement:
    """One of these."""
    return Requirement(any_of=tuple(has(part) if isinstance(part, str) else part for part in parts))


def all_of(*parts: Requirement | str) -> Requirement:
    """All of these."""
    return Requirement(all_of=tuple(has(part) if isinstance(part, str) else part for part in parts))


def joined(asked: Requirement | None, more: Requirement) -> Requirement:
    """Both of them, written flat; parts of `more` that `asked` asks for already are left out."""
    if asked is None:
        return more
    parts = asked.parts()
    for part in more.parts():
        if not Requirement(all_of=parts).implies(part):
            parts += (part,)
    return parts[0] if len(parts) == 1 else Requirement(all_of=parts)
