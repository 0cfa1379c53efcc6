"""Publishing and withdrawing: what staff see, changed in one transaction with all that follows from it."""

from pydantic import JsonValue

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.errors import ConflictError
from api.rosters import reading, repository
from api.rosters.repository import Held
from api.rosters.schemas import RosterState, RosterSummary
from api.rosters.tables import RosterRow
from api.storage.database import Database
from api.storage.versions import require_version
from models.errors import BrokenInvariantError


def publish(database: Database, caller: Caller, roster: str, *, expected: int | None, why: str = "") -> RosterSummary:
    """Let staff see a roster that the checker finds valid; one in force for any of its days is replaced."""
    with changing(database, actor=caller.id, why=why) as change:
        held = reading.held_by(change.session, caller, roster)
        caller.require_every_area(f"The roster {roster!r}")
        row = held.row
        require_version(f"The roster {roster!r}", actual=row.version, expected=expected)
        _require_publishable(held)
        for other in repository.in_force(change.session, row.department, start=row.start, days=row.days):
            _withdraw(change, repository.held(change.session, other.id), replaced_by=row.id)
        row.state, row.published_at = RosterState.PUBLISHED, change.at
        return _next(change, held, "roster.published", {"holes": held.verdict.holes, "cost": held.verdict.cost})


def withdraw(database: Database, caller: Caller, roster: str, *, expected: int | None, why: str = "") -> RosterSummary:
    """Take a roster back: staff no longer see it."""
    with changing(database, actor=caller.id, why=why) as change:
        held = reading.held_by(change.session, caller, roster)
        caller.require_every_area(f"The roster {roster!r}")
        require_version(f"The roster {roster!r}", actual=held.row.version, expected=expected)
        if not RosterState(held.row.state).in_force:
            raise ConflictError(f"The roster {roster!r} is {held.row.state}, so there is nothing to withdraw.")
        return _withdraw(change, held)


def _withdraw(change: Change, held: Held, *, replaced_by: str | None = None) -> RosterSummary:
    held.row.state = RosterState.WITHDRAWN
    return _next(change, held, "roster.withdrawn", {"replaced_by": replaced_by})


def _next(change: Change, held: Held, action: str, told: dict[str, JsonValue]) -> RosterSummary:
    """The same duties as a version of their own, so that what was in force when can be read back."""
    row: RosterRow = held.row
    before: dict[str, JsonValue] = {"version": row.version, "digest": held.kept.digest}
    kept = repository.add_version(
        change, row, held.roster, held.verdict, locks=held.locks, bound=held.kept.bound,
        status=repository.status_of(held.kept),
    )  # fmt: skip
    after: dict[str, JsonValue] = {"version": kept.version, "digest": kept.digest, "state": row.state}
    change.record(action, row.id, department=row.department, before=before, after=after | told)
    return repository.summary(row, kept)


def _require_publishable(held: Held) -> None:
    row, verdict = held.row, held.verdict
    if row.state != RosterState.CANDIDATE:
        raise ConflictError(f"The roster {row.id!r} is {row.state}; candidates are published.")
    if (verdict.broken, verdict.holes, verdict.cost) != (held.kept.broken, held.kept.holes, held.kept.cost):
        message = f"roster {row.id}, version {row.version}: the checker says {verdict.rank}, and said otherwise before"
        raise BrokenInvariantError(message)
    if verdict.broken:
        first = next(one.message for one in verdict.violations if one.level == "hard")
        told = f"The roster breaks hard rules in {verdict.broken} places, first: {first}"
        raise ConflictError(told, "Edit those cells, or generate it anew.")
