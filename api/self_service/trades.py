"""What all trades have in common on their way: who may go on with one, and how it becomes part of the roster."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

from api.audit.change import Change
from api.audit.events import Event
from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ConflictError, ForbiddenError, NotFoundError
from api.rosters import repository as rosters
from api.rosters.editing import carry_out
from api.rosters.repository import Held
from api.rosters.schemas import EditRoster, RosterState
from api.self_service.schemas import TradeState
from api.self_service.tables import TradeColumns
from api.self_service.trial import Trial, refusals
from api.storage.versions import require_version
from models.department import Department
from models.requests import Assignment
from models.roster import Roster

T = TypeVar("T", bound=TradeColumns)
PENDING = tuple(state for state in TradeState if state.open)
EDITED, WITHDRAWN = "roster.edited", "roster.withdrawn"


def state_of(row: TradeColumns, now: dt.datetime) -> TradeState:
    """Where a trade is; one that nobody ended in time has expired."""
    state = TradeState(row.state)
    return TradeState.EXPIRED if state.open and now >= row.expires_at else state


def require_in_force(held: Held) -> None:
    """Raise `ConflictError` for a roster that staff do not see."""
    if not RosterState(held.row.state).in_force:
        raise ConflictError(f"The roster {held.row.id!r} is {held.row.state}.", "Trades are made on the one in force.")


def require_state(row: TradeColumns, wanted: TradeState, *, now: dt.datetime, expected: int | None) -> None:
    """Raise unless the trade is where its next step begins, and as the caller saw it."""
    state = state_of(row, now)
    if state is TradeState.EXPIRED:
        raise ConflictError(f"{row.id} expired at {row.expires_at:%Y-%m-%d %H:%M} UTC.", "Begin a new one.")
    if state is TradeState.STALE:
        raise ConflictError(f"{row.id} is stale: the roster changed since, and it no longer fits.", "Begin a new one.")
    if state is not wanted:
        raise ConflictError(f"{row.id} is {state}, not {wanted}.", "Read it again.")
    require_version(f"The trade {row.id!r}", actual=row.version, expected=expected)


def require_possible(caller: Caller, trial: Trial) -> None:
    """Raise `ConflictError` when the trade breaks a hard rule that was kept before."""
    if trial.broken:
        raise ConflictError(f"{'; '.join(refusals(caller, trial))}.", "Rules that are never broken forbid it.")


def require_outsider(caller: Caller, row: TradeColumns, people: Iterable[str | None]) -> None:
    """Raise `ForbiddenError` for a planner who decides on a trade of their own."""
    if any(one is not None and caller.is_person(row.department, one) for one in people):
        raise ForbiddenError("Nobody decides on a trade of their own.", "Ask another planner.")


def duty_of(roster: Roster, person: str, date: dt.date) -> Assignment | None:
    """What somebody works on a date."""
    return next((one for one in roster.assignments if (one.person, one.date) == (person, date)), None)


def sees_all(caller: Caller) -> bool:
    """Whether the caller sees the trades of others."""
    return caller.may(Right.READ_ROSTERS)


def require_known(caller: Caller, row: TradeColumns, *, concerned: bool) -> None:
    """Raise `NotFoundError` for a trade that the caller may not know of."""
    if not caller.knows(row.department) or not (concerned or sees_all(caller)):
        raise NotFoundError.of("trade", row.id)


def step(change: Change, row: TradeColumns, state: TradeState) -> None:
    """The next state of a trade, and who brought it there when that ends it."""
    row.state, row.version = state, row.version + 1
    if not state.open:
        row.decided_at, row.decided_by = change.at, change.actor


def approve(change: Change, row: TradeColumns, trial: Trial) -> None:
    """Make a trade part of the roster: a new version of it, and all that follows from one."""
    step(change, row, TradeState.APPROVED)
    kept, _ = carry_out(change, trial.held, EditRoster(cells=trial.cells), state=RosterState.AMENDED)
    row.roster_version = kept.version


def follow(change: Change, event: Event, rows: Iterable[T], fits: Callable[[T, Roster], bool]) -> list[T]:
    """Bring trades of a roster in step with a change of it; answers those that no longer fit.

    Those that still do get a new version: whoever decides on one has to have seen what it does to the roster as it is.
    """
    stale = []
    roster = rosters.held(change.session, event.subject).roster if event.action == EDITED else None
    for row in rows:
        if roster is not None and fits(row, roster):
            row.version += 1
        else:
            step(change, row, TradeState.STALE)
            stale.append(row)
    return stale


def label(department: Department, person: str) -> str:
    """Somebody's name."""
    found = department.person_by_id.get(person)
    return person if found is None else found.label
