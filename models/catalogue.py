"""The catalogue of credentials: who issues each, when it falls due, and what it builds on."""

from enum import StrEnum
from functools import cached_property

from pydantic import model_validator

from models.base import Noun
from models.credentials import CredentialKind, Requirement


class Calendar(StrEnum):
    """How the last day of a credential is reckoned."""

    ARRT = "arrt"
    """Last day of the birth month, each year; `models.renewal.arrt`."""
    ARDMS = "ardms"
    """End of the calendar year; `models.renewal.ardms`."""
    NMTCB = "nmtcb"
    """End of the calendar year, credits by the birth month; `models.renewal.nmtcb`."""
    MONTH_END = "month_end"
    """Two years, to the end of the month; `models.renewal.life_support`."""
    MQSA = "mqsa"
    """By exams and units, to ends of quarters; `models.renewal.mqsa`."""
    YEAR = "year"
    """End of a calendar year."""
    LICENCE = "licence"
    """As the state says."""
    WAIVER = "waiver"
    """Given by the employer for at most twelve months."""
    ANNUAL = "annual"
    """A sign-off of the department, due again after a year."""


class CatalogueRow(CredentialKind):
    """A credential as the catalogue lists it."""

    calendar: Calendar
    supports: Requirement | None = None
    """What somebody has to hold beside it; nothing for primary credentials."""
    note: str = ""
    source: str

    @property
    def kind(self) -> CredentialKind:
        """The row as a department lists it."""
        return CredentialKind(code=self.code, body=self.body, name=self.name)


class Catalogue(Noun):
    """Every credential that radroster knows before a department adds its own."""

    title: str
    rows: tuple[CatalogueRow, ...]

    @model_validator(mode="after")
    def _supports_are_listed(self) -> "Catalogue":
        for row in self.rows:
            unknown = sorted((row.supports.codes() if row.supports else frozenset()) - self.by_code.keys())
            if unknown:
                msg = f"{row.code} builds on {', '.join(unknown)}, which the catalogue does not list"
                raise ValueError(msg)
        return self

    @cached_property
    def by_code(self) -> dict[str, CatalogueRow]:
        """Rows by code."""
        return {row.code: row for row in self.rows}
