"""What the routes of rule packs take and give."""

from models.base import Noun


class PackSummary(Noun):
    """A pack in the list."""

    id: str
    title: str
    version: str
    items: int


class Packs(Noun):
    """What can be applied."""

    packs: tuple[PackSummary, ...]
    states: dict[str, str]
    """Names of the states whose licences are known, by their two letters."""


class PackOrder(Noun):
    """How a pack is put into a department."""

    without: tuple[str, ...] = ()
    """Items that are left out."""
    state: str | None = None
    """Two letters of the state whose licences are asked for."""
    dry_run: bool = False
    """True to be told what would come of it, with nothing stored."""


class PackOutcome(Noun):
    """What a pack says in a department."""

    department: str
    version: int
    """The version that it was stored as, or was tried on."""
    stored: bool
    applied: tuple[str, ...]
    idle: dict[str, str]
    """Items that have nothing to say there, and why."""
    unmet: dict[str, str]
    """Items that no roster of the department can keep, and why."""
