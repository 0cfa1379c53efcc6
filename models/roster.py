"""A roster, and what is wrong or dear about it."""

import datetime as dt

from models.base import Noun
from models.policy import Level
from models.requests import Assignment


class Roster(Noun):
    """Who works what on each day of a horizon; days without an assignment are off."""

    department: str
    start: dt.date
    days: int
    assignments: tuple[Assignment, ...] = ()


class Violation(Noun):
    """One place where a roster misses a policy item, in words and, where priced, in cents."""

    item: str
    family: str
    level: Level
    message: str
    units: int = 1
    cost: int = 0
    """Cents, 0 unless priced."""
    hole_minutes: int = 0
    """Person-minutes missing below the least cover, 0 unless the level is coverage."""
    person: str | None = None
    date: dt.date | None = None
    area: str | None = None
    shift: str | None = None
    start: int | None = None
    """Minute of the local day at which a miss by the hour begins."""
    end: int | None = None


class CostLine(Noun):
    """A part of the roster's price: whose, where and for what."""

    term: str
    kind: str
    """Kind of pay or of price, such as ``base``, ``night`` or ``overtime``."""
    cents: int
    minutes: int = 0
    person: str | None = None
    area: str | None = None


class Verdict(Noun):
    """What the checker says of one roster, independent of any solver."""

    holes: int
    """Person-minutes below the least cover."""
    cost: int
    """Cents: wages and every priced miss."""
    broken: int
    """Number of hard violations; a roster is valid when there is none."""
    parts: dict[str, int]
    """Cents per policy item."""
    violations: tuple[Violation, ...] = ()
    lines: tuple[CostLine, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        """Orders rosters: hard violations first, then holes, then money."""
        return (self.broken, self.holes, self.cost)
