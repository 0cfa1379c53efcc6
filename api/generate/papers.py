"""Codes become credentials and competencies: numbers, dates earned and due, days of verification.

Everything is valid over the whole horizon; what lapses is put in afterwards (`api.generate.lapses`).
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from api.generate.draw import Stream
from models.credentials import Competency, Credential

YEAR, TWO_YEARS = dt.timedelta(days=365), dt.timedelta(days=730)
RECENT = 330
LIFE_SUPPORT = frozenset({"BLS", "ACLS"})
NAMED_WITH = {"skill:MRSO": "skill:MR L2", "skill:QC MG": "skill:MG"}
"""Roles that people are named to on the day on which they are signed off for the skill below them."""
GRACE_MOST = 365
"""Days that an employer's waiver lasts."""


@dataclass(frozen=True, slots=True)
class Career:
    """What dates and numbers of one person hang on."""

    years: int
    """Since the first credential."""
    birth_month: int
    """ARRT renews at its end."""
    first: dt.date
    """First day of the horizon."""
    last: dt.date
    """Last day by which nothing may lapse."""
    rng: Stream

    def ago(self, least: int, most: int) -> dt.date:
        """A day so many days before the horizon."""
        return self.first - dt.timedelta(days=int(self.rng.integers(least, most + 1)))


def papers(codes: Iterable[str], career: Career) -> tuple[tuple[Credential, ...], tuple[Competency, ...]]:
    """Credentials and competencies for a person's codes, in the order of the codes, roles last."""
    numbers: dict[str, str] = {}
    credentials, competencies = [], []
    signed_on: dict[str, dt.date] = {}
    for code in sorted(codes, key=lambda one: (one in NAMED_WITH, one)):
        if code.startswith("skill:"):
            below = NAMED_WITH.get(code, "")
            signed = signed_on[code] = signed_on[below] if below in signed_on else career.ago(20, 300)
            competencies.append(Competency(skill=code, signed_on=signed, next_due=signed + YEAR))
        else:
            credentials.append(_credential(code, numbers, career))
    return tuple(credentials), tuple(competencies)


def _credential(code: str, numbers: dict[str, str], career: Career) -> Credential:
    body = code.partition("(")[0]
    if code.startswith("site:"):
        return Credential(code=code, earned=career.ago(100, 2000))
    if code.startswith("grace:"):
        earned = career.ago(30, 200)
        return Credential(code=code, earned=earned, valid_to=earned + dt.timedelta(days=GRACE_MOST))
    if code not in LIFE_SUPPORT | {"MQSA"} and body not in numbers:
        numbers[body] = f"{int(career.rng.integers(200_000, 999_999))}"
    valid_to = _valid_to(body, career)
    earned = valid_to - TWO_YEARS if code in LIFE_SUPPORT else _earned(code, career)
    verified = max(career.ago(10, RECENT), earned)
    return Credential(code=code, number=numbers.get(body, ""), earned=earned, valid_to=valid_to, verified_on=verified)


def _earned(code: str, career: Career) -> dt.date:
    """The first registration came with the career, the rest since then, none of it within a year."""
    days = career.years * 365
    if code in {"ARRT(R)", "ARRT(N)", "ARDMS(AB)", "NMTCB(CNMT)", "ARMRIT(MRIT)"}:
        return career.ago(days - 200, days)
    return career.ago(max(RECENT, days // 4), days - 300)


def _valid_to(body: str, career: Career) -> dt.date:
    """ARRT: end of the birth month; life support and MQSA: end of a month; the other registries: end of the year."""
    if body == "ARRT":
        due = _month_end(career.last.year, career.birth_month)
        return due if due > career.last else _month_end(career.last.year + 1, career.birth_month)
    if body in LIFE_SUPPORT | {"MQSA"}:
        ahead = career.last.month - 1 + int(career.rng.integers(1, 12 if body == "MQSA" else 21))
        return _month_end(career.last.year + ahead // 12, ahead % 12 + 1)
    return dt.date(career.last.year, 12, 31)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
