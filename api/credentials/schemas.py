"""What the routes of credentials take and give."""

import datetime as dt

from api.credentials.lapses import Lapse
from api.credentials.review import Finding
from models.base import Noun
from models.credentials import Competency, Credential


class Papers(Noun):
    """Everything that one person holds."""

    credentials: tuple[Credential, ...] = ()
    competencies: tuple[Competency, ...] = ()


class KeptPapers(Papers):
    """The same with whose they are, and in which version of the department."""

    department: str
    person: str
    version: int


class RadarReading(Noun):
    """What lapses up to a day, and what a look through the register finds."""

    department: str
    version: int
    until: dt.date
    lapses: tuple[Lapse, ...]
    """Each with the days of work that its holder loses by it."""
    findings: tuple[Finding, ...]
