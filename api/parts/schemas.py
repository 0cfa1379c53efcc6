"""What an import of lines gives."""

from enum import StrEnum

from models.base import Noun


class LineStatus(StrEnum):
    """What came of a line."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class LineOutcome(Noun):
    """One line, and what came of it."""

    line: int
    """Counted from 1, blank ones too."""
    key: str
    """What the line is about; empty where it could not be read."""
    status: LineStatus
    problem: str = ""
    """Why it was refused."""
    advice: str = ""


class ImportOutcome(Noun):
    """What came of all lines."""

    department: str
    version: int
    """The department's, afterwards."""
    dry_run: bool
    """Whether nothing was stored, whatever the lines say."""
    created: int
    updated: int
    unchanged: int
    refused: int
    lines: tuple[LineOutcome, ...]
