"""A department's month as a planner sees it: what is in force, what could be, what is being made."""

import datetime as dt
from dataclasses import dataclass

from api.auth.caller import Caller
from api.departments import service as departments
from api.departments.schemas import DepartmentSummary
from api.desk.sheets import department_in
from api.jobs import queue
from api.jobs.schemas import Job
from api.rosters import reading
from api.rosters.schemas import RosterState, RosterSummary
from api.storage.database import Database
from api.views.headline import Tone
from api.views.wording import counted, plain
from models.department import Department

MOST_ROSTERS = 200
"""Of a department, newest first; older ones are reached by their ids."""
Span = tuple[dt.date, int]
"""First day, and number of days."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A roster without duties yet, and the job that makes it."""

    roster: RosterSummary
    job: Job


@dataclass(frozen=True)
class Month:
    """The rosters of a department for the same days."""

    department: Department
    version: int
    """Of the department's document."""
    span: Span
    rosters: tuple[RosterSummary, ...]
    drafts: tuple[Draft, ...]
    others: tuple[Span, ...]
    """Other days that the department has rosters for, the latest first."""

    @property
    def start(self) -> dt.date:
        """First day."""
        return self.span[0]

    @property
    def end(self) -> dt.date:
        """Last day."""
        return last_day(self.span)

    @property
    def is_next(self) -> bool:
        """Whether new rosters are made for these days."""
        return self.span == (self.department.horizon.start, self.department.horizon.days)

    @property
    def in_force(self) -> tuple[RosterSummary, ...]:
        """What staff see."""
        return tuple(one for one in self.rosters if one.state.in_force)

    @property
    def candidates(self) -> tuple[RosterSummary, ...]:
        """Rosters that could be published, newest first."""
        return tuple(one for one in self.rosters if one.state is RosterState.CANDIDATE)

    @property
    def withdrawn(self) -> tuple[RosterSummary, ...]:
        """Rosters that were in force."""
        return tuple(one for one in self.rosters if one.state is RosterState.WITHDRAWN)

    @property
    def at_work(self) -> tuple[Draft, ...]:
        """What is being made now."""
        return tuple(one for one in self.drafts if not one.job.state.over)

    @property
    def came_to_nothing(self) -> tuple[Draft, ...]:
        """Orders that ended without a roster."""
        return tuple(one for one in self.drafts if one.job.state.over)

    @property
    def standing(self) -> tuple[str, Tone]:
        """How far the month is, in words."""
        if self.at_work:
            return "being made", Tone.FAIR
        if self.in_force:
            amended = any(one.state is RosterState.AMENDED for one in self.in_force)
            return ("published, then amended" if amended else "published"), Tone.GOOD
        if self.candidates:
            return f"{counted(len(self.candidates), 'candidate')}, none published", Tone.FAIR
        return "nothing yet", Tone.BAD


def month_of(database: Database, caller: Caller, department: str, span: Span | None = None) -> Month:
    """The month that new rosters are made for, or another span of days."""
    kept = departments.get(database, caller, department)
    document = department_in(kept.text)
    wanted = span or (document.horizon.start, document.horizon.days)
    found = reading.listed(database, caller, before="", limit=MOST_ROSTERS, department=department, state=None)
    mine = [one for one in found if _span(one) == wanted]
    with database.read() as session:
        drafts = tuple(
            Draft(one, queue.find(session, one.job))
            for one in mine
            if one.state is RosterState.DRAFT and one.job is not None
        )
    others = {_span(one) for one in found} | {(document.horizon.start, document.horizon.days)}
    return Month(document, kept.version, wanted, tuple(mine), drafts, tuple(sorted(others - {wanted}, reverse=True)))


def months(database: Database, caller: Caller, *, after: str, limit: int) -> list[tuple[DepartmentSummary, Month]]:
    """Every department of the caller with the month that new rosters are made for, in order of ids."""
    found = departments.summaries(database, caller, after=after, limit=limit)
    return [(one, month_of(database, caller, one.id)) for one in found]


def last_day(span: Span) -> dt.date:
    """Last day of a span."""
    return span[0] + dt.timedelta(days=span[1] - 1)


def name_of(department: Department) -> str:
    """The department's name, its id when there is none."""
    return plain(department.name or department.id)


def _span(roster: RosterSummary) -> Span:
    return roster.start, roster.days
