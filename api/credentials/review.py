"""What a look through the register finds on a day: papers nobody verified, that lack their support, or fall due."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from api.credentials.catalogue import catalogue
from models.base import Noun
from models.catalogue import Calendar
from models.credentials import Credential
from models.department import Department
from models.renewal import arrt
from models.renewal.months import years_later
from models.staff import Person

OWN = frozenset({"", "department", "employer", "facility"})
"""Issuers at whom nothing can be looked up: it is the department's own word."""


class Concern(StrEnum):
    """Kinds of findings."""

    UNVERIFIED = "unverified"
    UNSUPPORTED = "unsupported"
    LONG_WAIVER = "long_waiver"
    CQR_DUE = "cqr_due"


class Finding(Noun):
    """Something about one paper that somebody has to look after."""

    person: str
    code: str
    concern: Concern
    message: str


def review(department: Department, first: dt.date, last: dt.date) -> tuple[Finding, ...]:
    """Findings about every paper in force on some day from `first` to `last`."""
    issuers = {kind.code: kind.body for kind in department.credential_kinds}
    return tuple(
        finding
        for person in department.staff
        for held in person.credentials
        if (held.valid_to is None or held.valid_to >= first) and (held.earned is None or held.earned <= last)
        for finding in _findings(person, held, issuers[held.code], (first, last))
    )


def _findings(person: Person, held: Credential, issuer: str, span: tuple[dt.date, dt.date]) -> Iterator[Finding]:
    row = catalogue().by_code.get(held.code)

    def found(concern: Concern, message: str) -> Finding:
        return Finding(person=person.id, code=held.code, concern=concern, message=f"{person.label}: {message}")

    if issuer not in OWN and held.verified_on is None:
        yield found(Concern.UNVERIFIED, f"{held.code} was not verified with {issuer}")
    if row is None:
        return
    if row.supports is not None and not row.supports.met_by(lambda code: person.holds(code, span[0])):
        yield found(Concern.UNSUPPORTED, f"{held.code} builds on {row.supports.text()}, which is not held")
    if row.calendar is Calendar.WAIVER and not _short_enough(held):
        yield found(Concern.LONG_WAIVER, f"{held.code} has to end within twelve months of {held.earned}")
    if row.calendar is Calendar.ARRT and held.earned is not None:
        window = arrt.cqr(held.earned)
        if window is not None and span[0] <= window.due <= span[1]:
            yield found(Concern.CQR_DUE, f"continuing qualifications for {held.code} are due on {window.due}")


def _short_enough(held: Credential) -> bool:
    return held.earned is not None and held.valid_to is not None and held.valid_to <= years_later(held.earned, 1)
