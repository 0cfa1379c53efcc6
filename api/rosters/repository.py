"""Rosters in the database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from api.audit.change import Change
from api.audit.events import digest
from api.errors import ConflictError, NotFoundError
from api.remembered import Remembered
from api.rosters.checked import REMEMBERED, department_of
from api.rosters.schemas import Cell, RosterState, RosterSummary, RosterVersion
from api.rosters.tables import RosterRow, RosterVersionRow
from api.storage.ids import new_id
from models.department import Department
from models.roster import Roster, Verdict
from scheduler.result import Status
from scheduler.verify import verify

_read: Remembered[tuple[str, str], tuple[Department, Roster]] = Remembered(REMEMBERED)
"""(roster, digest of its duties) → what it is made for, and its duties."""


@dataclass(frozen=True, eq=False)
class Held:
    """A version of a roster as it is kept, with all that is needed to look at it."""

    row: RosterRow
    kept: RosterVersionRow

    @cached_property
    def department(self) -> Department:
        """The department that it was made for."""
        return department_of(self.row.id, self.row.document)

    @cached_property
    def roster(self) -> Roster:
        """The duties."""
        return Roster.model_validate_json(self.kept.duties)

    @cached_property
    def locks(self) -> frozenset[Cell]:
        """Cells that a new solve leaves as they are."""
        return frozenset(Cell.model_validate_strings(one) for one in self.kept.locks)

    @cached_property
    def verdict(self) -> Verdict:
        """What the checker says, asked anew."""
        return verify(self.department, self.roster)


def add(change: Change, department: Department, *, version: int, label: str) -> RosterRow:
    """A draft, without duties yet."""
    row = RosterRow(
        id=new_id("ros"), department=department.id, department_version=version,
        document=department.model_dump_json(exclude_defaults=True), start=department.horizon.start,
        days=department.horizon.days, label=label, state=RosterState.DRAFT, version=0, job=None, made_at=change.at,
        made_by=change.actor, published_at=None,
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    return row


def add_version(
    change: Change,
    row: RosterRow,
    roster: Roster,
    verdict: Verdict,
    *,
    locks: frozenset[Cell],
    bound: int | None = None,
    status: Status | None = None,
) -> RosterVersionRow:
    """Keep duties as the next version of a roster."""
    row.version += 1
    text = roster.model_dump_json()
    ordered = sorted(locks, key=lambda one: (one.person, one.date))
    kept = RosterVersionRow(
        roster=row.id, version=row.version, duties=text, locks=[one.model_dump(mode="json") for one in ordered],
        broken=verdict.broken, holes=verdict.holes, cost=verdict.cost, bound=bound, status=status,
        digest=digest(text), made_at=change.at, made_by=change.actor, why=change.why,
    )  # fmt: skip
    change.session.add(kept)
    change.session.flush()
    return kept


def row_of(session: Session, roster: str) -> RosterRow:
    """The row of a roster, its department's document with it; raises `NotFoundError`."""
    row = session.get(RosterRow, roster, options=[undefer(RosterRow.document)])
    if row is None:
        raise NotFoundError.of("roster", roster)
    return row


def held(session: Session, roster: str, version: int | None = None) -> Held:
    """A version of a roster, the newest unless one is named; raises `NotFoundError` or `ConflictError`."""
    row = row_of(session, roster)
    if row.version == 0:
        raise ConflictError(f"The roster {roster!r} has no duties yet.", f"Follow its job, {row.job}.")
    wanted = row.version if version is None else version
    kept = session.get(RosterVersionRow, (roster, wanted), options=[undefer(RosterVersionRow.duties)])
    if kept is None:
        raise NotFoundError(f"The roster {roster!r} has no version {wanted}.")
    return Held(row, kept)


def read_newest(session: Session, row: RosterRow) -> tuple[Department, Roster]:
    """What a roster is made for, and its newest duties; neither is asked for where this process has read both."""
    kept = newest(session, row)
    if kept is None:
        raise ConflictError(f"The roster {row.id!r} has no duties yet.", f"Follow its job, {row.job}.")

    def read() -> tuple[Department, Roster]:
        found = held(session, row.id)
        return found.department, found.roster

    return _read.get_or_make((row.id, kept.digest), read)


def summaries(
    session: Session,
    *,
    before: str,
    limit: int,
    departments: Sequence[str] | None,
    states: Sequence[RosterState] = (),
) -> list[RosterSummary]:
    """Rosters, newest first; of some departments, in some states, when named."""
    chosen = select(RosterRow).order_by(RosterRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(RosterRow.id < before)
    if departments is not None:
        chosen = chosen.where(RosterRow.department.in_(departments))
    if states:
        chosen = chosen.where(RosterRow.state.in_(states))
    rows = session.scalars(chosen).all()
    return [summary(row, newest(session, row)) for row in rows]


def newest(session: Session, row: RosterRow) -> RosterVersionRow | None:
    """The figures of a roster's newest version, without its duties."""
    return session.get(RosterVersionRow, (row.id, row.version)) if row.version else None


def in_force(session: Session, department: str, *, start: dt.date, days: int) -> list[RosterRow]:
    """The rosters of a department that staff see for any of these days."""
    states = [one for one in RosterState if one.in_force]
    chosen = select(RosterRow).where(RosterRow.department == department, RosterRow.state.in_(states))
    last = start + dt.timedelta(days=days - 1)
    return [
        row
        for row in session.scalars(chosen)
        if row.start <= last and start <= row.start + dt.timedelta(days=row.days - 1)
    ]


def versions(session: Session, roster: str, *, before: int | None, limit: int) -> list[RosterVersion]:
    """A roster's versions, newest first, below `before` when it is given."""
    chosen = select(RosterVersionRow).where(RosterVersionRow.roster == roster)
    if before is not None:
        chosen = chosen.where(RosterVersionRow.version < before)
    rows = session.scalars(chosen.order_by(RosterVersionRow.version.desc()).limit(limit))
    return [
        RosterVersion.model_validate(
            {name: getattr(row, name) for name in RosterVersion.model_fields} | {"status": status_of(row)}
        )
        for row in rows
    ]


def summary(row: RosterRow, kept: RosterVersionRow | None) -> RosterSummary:
    """A roster with the figures of a version."""
    figures = {} if kept is None else {name: getattr(kept, name) for name in ("broken", "holes", "cost", "bound")}
    return RosterSummary(
        id=row.id, department=row.department, department_version=row.department_version, label=row.label,
        state=RosterState(row.state), version=row.version, start=row.start, days=row.days, job=row.job,
        made_at=row.made_at, made_by=row.made_by, published_at=row.published_at,
        status=None if kept is None else status_of(kept), **figures,
    )  # fmt: skip


def status_of(kept: RosterVersionRow) -> Status | None:
    """The verdict of the solve that a version came out of."""
    return None if kept.status is None else Status(kept.status)
