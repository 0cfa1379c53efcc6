"""What the routes of credentials take and give."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from api.credentials.lapses import Lapse
from api.credentials.radar import Price
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


class PricedRadarOrder(Noun):
    """An order to tell what lapses cost: two solves."""

    until: dt.date | None = None
    """The last day looked at; that of the horizon when absent."""
    seconds: Annotated[float, Field(gt=0, le=7 * 24 * 3600)] = 60.0
    """Each of the two solves ends after so many seconds, or once its roster is proved best."""
    seed: Annotated[int, Field(ge=0, le=2**53)] = 0
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    """Solver processes."""
    priority: Annotated[int, Field(ge=0, le=9)] = 0
    """Each step counts as an hour of waiting for a worker."""


class PricingBegun(Noun):
    """The job that prices what lapses."""

    department: str
    version: int
    until: dt.date
    job: str


class PricedRadar(Noun):
    """The result of that job."""

    department: str
    version: int
    until: dt.date
    lapses: tuple[Lapse, ...]
    price: Price | None
    """Absent where no roster is the poorer for a lapse, so that nothing was solved."""
