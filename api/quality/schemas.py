"""What the routes of quality take and give, beside equipment, entries and the report."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, JsonValue

from models.base import Noun
from models.equipment import Outage


class LogKind(StrEnum):
    """What a row is about."""

    QC = "qc"
    IMAGES = "images"
    EXAMS = "exams"
    EVENTS = "events"


class LogImport(Noun):
    """A log as text, with the header that tells what it is."""

    csv: Annotated[str, Field(min_length=1)]
    lenient: bool = False
    """True to leave out rows that make no sense, and to be told them."""


class LogOutcome(Noun):
    """What came of rows."""

    added: int
    known: int
    """Rows that were on record already."""
    refused: tuple[str, ...] = ()


class LogRow(Noun):
    """A row on record."""

    id: str
    kind: LogKind
    day: dt.date
    row: dict[str, JsonValue]
    made_at: AwareDatetime
    made_by: str


class StoredEquipment(Noun):
    """What was stored of units and outages."""

    department: str
    version: int
    units: int
    outages: int


class CloseUnits(Noun):
    """An order to close the units whose quality control is missing."""

    roster: Annotated[str, Field(max_length=200)] | None = None
    """A roster, for the days after the log's last entry on which nobody is there who may do it."""
    dry_run: bool = False
    """True to be told what would be closed, and to change nothing."""


class ClosedUnits(Noun):
    """The outages that an order found, those that were there before aside."""

    department: str
    version: int
    """Of the equipment, as it is now."""
    outages: tuple[Outage, ...]
