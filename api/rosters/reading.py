"""Looking at rosters: who may see which, what the checker says, what differs."""

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ForbiddenError, NotFoundError
from api.rosters import repository
from api.rosters.repository import Held
from api.rosters.schemas import (
    CellChange,
    PublishedRoster,
    RosterDetail,
    RosterDiff,
    RosterState,
    RosterSummary,
    RosterVersion,
    Verification,
)
from api.rosters.tables import RosterRow
from api.storage.database import Database
from models.roster import Roster

OFF = (None, None)


def known_row(session: Session, caller: Caller, roster: str) -> RosterRow:
    """The row of a roster that the caller may know of; raises `NotFoundError` for any other."""
    row = repository.row_of(session, roster)
    published = RosterState(row.state).in_force and caller.may(Right.READ_PUBLISHED)
    if not caller.knows(row.department) or not (published or caller.may(Right.READ_ROSTERS)):
        raise NotFoundError.of("roster", roster)
    return row


def held_by(session: Session, caller: Caller, roster: str, version: int | None = None) -> Held:
    """A version of a roster; earlier ones than that in force are for planners."""
    row = known_row(session, caller, roster)
    if version not in {None, row.version} and not caller.may(Right.READ_ROSTERS):
        raise ForbiddenError("Earlier versions of a roster are for planners.", "Leave out the version.")
    return repository.held(session, roster, version)


def listed(
    database: Database,
    caller: Caller,
    *,
    before: str,
    limit: int,
    department: str | None,
    state: RosterState | None,
) -> list[RosterSummary]:
    """Rosters of the caller's departments, newest first."""
    if department is not None:
        caller.require_department(department)
    with database.read() as session:
        return repository.summaries(
            session, before=before, limit=limit, states=() if state is None else (state,),
            departments=caller.departments if department is None else (department,),
        )  # fmt: skip


def detail(database: Database, caller: Caller, roster: str, version: int | None = None) -> RosterDetail:
    """A roster with its duties; none while its job is at work."""
    with database.read() as session:
        row = known_row(session, caller, roster)
        if row.version == 0:
            return RosterDetail(**dict(repository.summary(row, None)))
        held = held_by(session, caller, roster, version)
        locks = tuple(sorted(held.locks, key=lambda one: (one.person, one.date)))
        told = dict(repository.summary(row, held.kept)) | {"version": held.kept.version}
        return RosterDetail(**told, assignments=held.roster.assignments, locks=locks)


def published(database: Database, caller: Caller, roster: str) -> PublishedRoster:
    """A roster in force, as staff see it."""
    with database.read() as session:
        held = held_by(session, caller, roster)
        row = held.row
        if not RosterState(row.state).in_force:
            raise NotFoundError.of("published roster", roster)
        return PublishedRoster(
            id=row.id, department=row.department, state=RosterState(row.state), version=row.version, start=row.start,
            days=row.days, published_at=row.published_at, assignments=held.roster.assignments,
        )  # fmt: skip


def verification(database: Database, caller: Caller, roster: str, version: int | None = None) -> Verification:
    """What the checker says of a version of a roster, asked anew."""
    with database.read() as session:
        held = held_by(session, caller, roster, version)
    return Verification(version=held.kept.version, valid=held.verdict.broken == 0, **dict(held.verdict))


def versions(database: Database, caller: Caller, roster: str, *, before: int | None, limit: int) -> list[RosterVersion]:
    """A roster's versions below `before`, newest first."""
    with database.read() as session:
        known_row(session, caller, roster)
        return repository.versions(session, roster, before=before, limit=limit)


def diff(
    database: Database, caller: Caller, roster: str, version: int | None, *, other: str, other_version: int | None
) -> RosterDiff:
    """What another version, or another roster, has different from this one."""
    with database.read() as session:
        mine = held_by(session, caller, roster, version)
        theirs = held_by(session, caller, other, other_version)
    cells = changed_cells(mine.roster, theirs.roster)
    return RosterDiff(
        cells=cells, people=len({cell.person for cell in cells}), cost_change=theirs.kept.cost - mine.kept.cost,
        hole_change=theirs.kept.holes - mine.kept.holes,
    )  # fmt: skip


def changed_cells(before: Roster, after: Roster) -> tuple[CellChange, ...]:
    """The cells that differ, in order of person and date."""
    old, new = (
        {(one.person, one.date): (one.shift, one.area) for one in roster.assignments} for roster in (before, after)
    )
    changes = []
    for place in sorted(old.keys() | new.keys()):
        was, now = old.get(place, OFF), new.get(place, OFF)
        if was != now:
            person, date = place
            changes.append(
                CellChange(
                    person=person, date=date, before_shift=was[0], before_area=was[1], after_shift=now[0],
                    after_area=now[1],
                )
            )  # fmt: skip
    return tuple(changes)
