"""What the routes of exam counts give."""

import datetime as dt

from api.exchange.columns import Columns
from models.base import Noun


class RefusedLine(Noun):
    """A row that makes no sense."""

    line: int
    column: str
    problem: str


class VolumesOutcome(Noun):
    """What came of an import."""

    department: str
    dry_run: bool
    """Whether nothing was stored."""
    columns: Columns
    """What each column was taken for."""
    rows: int
    exams: float
    hourly: bool
    first: dt.date
    last: dt.date
    added: int
    """Days of areas that were not on record."""
    changed: int
    unchanged: int
    left_out: dict[str, int]
    """Rows left out on purpose, by reason: cancelled orders, say."""
    refused: tuple[RefusedLine, ...] = ()
    """Rows left out because they make no sense; only where the import was lenient."""


class AreaVolumes(Noun):
    """What is on record of one area."""

    area: str
    first: dt.date
    last: dt.date
    days: int
    exams: float


class VolumesSummary(Noun):
    """What is on record of a department."""

    department: str
    hourly: bool | None
    """Whether exams are counted by the hour; absent where nothing is on record."""
    areas: tuple[AreaVolumes, ...]


class RemovedVolumes(Noun):
    """What was taken from the record."""

    removed: int
    """Days of areas."""
