"""A version of a roster as pages look at it; what is worked out of it is remembered, since versions never change."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.rosters import reading
from api.rosters.repository import Held, status_of, summary
from api.rosters.schemas import Cell, RosterState, RosterSummary
from api.views.wording import plain
from models.department import Department, read_department
from models.roster import Roster, Verdict
from scheduler.result import Result, Status
from scheduler.verify import verify


@dataclass(frozen=True, eq=False)
class Sheet:
    """One version of a roster that somebody may look at."""

    held: Held

    @property
    def summary(self) -> RosterSummary:
        """The roster with the figures of this version."""
        return summary(self.held.row, self.held.kept)

    @property
    def id(self) -> str:
        """The roster's id."""
        return self.held.row.id

    @property
    def version(self) -> int:
        """The version that this is."""
        return self.held.kept.version

    @property
    def newest(self) -> int:
        """The newest version of the roster."""
        return self.held.row.version

    @property
    def state(self) -> RosterState:
        """Where the roster is on its way."""
        return RosterState(self.held.row.state)

    @property
    def locks(self) -> frozenset[Cell]:
        """Cells that a new solve leaves as they are."""
        return self.held.locks

    @property
    def department(self) -> Department:
        """The department that it was made for."""
        return department_in(self.held.row.document)

    @cached_property
    def roster(self) -> Roster:
        """The duties."""
        return self.held.roster

    @property
    def verdict(self) -> Verdict:
        """What the checker says."""
        return verdict_on(self.held.row.document, self.held.kept.duties)

    @property
    def result(self) -> Result:
        """What the solve came to that this version came out of, as far as it still holds."""
        kept = self.held.kept
        status = status_of(kept) or Status.FEASIBLE
        return Result(status=status, roster=self.roster, verdict=self.verdict, bound=kept.bound)


def sheet_of(session: Session, caller: Caller, roster: str, version: int | None = None) -> Sheet:
    """A version of a roster, the newest unless one is named, for whoever may know of it."""
    return Sheet(reading.held_by(session, caller, roster, version))


@lru_cache(maxsize=32)
def department_in(document: str) -> Department:
    """The department in a document that was checked when it was stored."""
    return read_department(document)


@lru_cache(maxsize=16)
def verdict_on(document: str, duties: str) -> Verdict:
    """What the checker says of duties in a department, both as they are kept."""
    return verify(department_in(document), Roster.model_validate_json(duties))


def title(roster: RosterSummary, zone: dt.tzinfo) -> str:
    """What people call a roster: its label, or when it was ordered."""
    label = plain(roster.label)
    return label or f"Roster of {roster.made_at.astimezone(zone):%-d %b, %H:%M}"
