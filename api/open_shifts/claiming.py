"""Claiming open shifts: checked against every rule, approved at once by the department's rules or by a planner."""

import datetime as dt
from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ConflictError
from api.idempotency.once import ANY_TIME, Once, once
from api.open_shifts import repository
from api.open_shifts.posting import in_force, require_to_come
from api.open_shifts.schemas import Claim, NewClaim, OpenDuty
from api.open_shifts.tables import ClaimRow
from api.rosters import repository as rosters
from api.rosters.repository import Held
from api.rosters.schemas import CellEdit
from api.self_service import selecting, trades
from api.self_service.at_once import held_back
from api.self_service.people import acting_for, own_person
from api.self_service.rules import rules_of
from api.self_service.schemas import Decision, Effect, TradeState
from api.self_service.trial import Trial, attempt, effect_for, impossible
from api.storage.database import Database
from models.requests import Assignment


def claim(database: Database, caller: Caller, wanted: NewClaim, *, asked: Once = ANY_TIME, why: str = "") -> Claim:
    """Ask for an open shift; the department's rules may approve it at once."""
    with changing(database, actor=caller.id, why=why) as change:
        return once(change, asked, Claim, lambda: _claim(change, caller, wanted))


def _claim(change: Change, caller: Caller, wanted: NewClaim) -> Claim:
    held = in_force(change.session, caller, wanted.roster)
    person = acting_for(caller, None, held.department)
    until = require_to_come(held.department, wanted, now=change.at)
    row = repository.add_claim(change, held.row.department, wanted, person=person, expires_at=until)
    trial = _tried(change.session, held, row)
    trades.require_possible(caller, trial)
    _require_open(change.session, row, trial)
    others = selecting.pending(change.session, ClaimRow, row.roster)
    twice = [one for one in others if (one.person, one.date) == (person, row.date) and one.expires_at > change.at]
    if len(twice) > 1:
        raise ConflictError(f"{twice[0].id} claims a duty on {row.date} already.", "Withdraw that one first.")
    change.record("claim.made", row.id, department=row.department, after=said(row))
    if not _held_back(change.session, row, trial, now=change.at):
        change.why = change.why or f"trade {row.id}"
        _approve(change, row, trial)
    return _answer(change.session, caller, row, trial, now=change.at)


def decide(
    database: Database, caller: Caller, claim: str, decision: Decision, *, expected: int | None, why: str = ""
) -> Claim:
    """Approve or refuse a claim; approved, it is the next version of the roster."""
    with changing(database, actor=caller.id, why=why or f"trade {claim}") as change:
        row = _known(change.session, caller, claim)
        trades.require_outsider(caller, row, [row.person])
        caller.require_area(row.area, f"The duty of {row.id}")
        trades.require_state(row, TradeState.WAITING, now=change.at, expected=expected)
        held = rosters.held(change.session, row.roster)
        trades.require_in_force(held)
        trial = _tried(change.session, held, row)
        if decision.approve:
            trades.require_possible(caller, trial)
            _require_open(change.session, row, trial)
            _approve(change, row, trial)
        else:
            trades.step(change, row, TradeState.REFUSED)
            change.record("claim.refused", row.id, department=row.department, after=said(row))
        return _answer(change.session, caller, row, trial, now=change.at)


def withdraw(database: Database, caller: Caller, claim: str, *, expected: int | None, why: str = "") -> Claim:
    """Take a claim back, as long as nobody decided."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, claim)
        trades.require_state(row, TradeState.WAITING, now=change.at, expected=expected)
        held = rosters.held(change.session, row.roster)
        acting_for(caller, row.person, held.department, others=Right.DECIDE_TRADES)
        trades.step(change, row, TradeState.WITHDRAWN)
        change.record("claim.withdrawn", row.id, department=row.department, after=said(row))
        return shown(row, now=change.at)


def get(database: Database, caller: Caller, claim: str) -> Claim:
    """One claim, and as long as it is open what it would do to the roster as that is now."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as session:
        row = _known(session, caller, claim)
        if not trades.state_of(row, now).open:
            return shown(row, now=now)
        held = rosters.held(session, row.roster)
        try:
            return _answer(session, caller, row, _tried(session, held, row), now=now)
        except ConflictError as error:
            return shown(row, now=now, effect=impossible(held, error.problem))


def listed(
    database: Database, caller: Caller, *, before: str, limit: int, department: str | None, state: TradeState | None
) -> list[Claim]:
    """Claims that the caller may see, newest first; staff see their own."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as session:
        rows = selecting.visible(
            session, caller, ClaimRow, lambda person: ClaimRow.person == person,
            before=before, limit=limit, department=department, state=state, now=now,
        )  # fmt: skip
    return [shown(row, now=now) for row in rows]


def shown(row: ClaimRow, *, now: dt.datetime, effect: Effect | None = None) -> Claim:
    """What is told of a claim."""
    told = {name: getattr(row, name) for name in Claim.model_fields if name not in {"state", "effect"}}
    return Claim(**told, state=trades.state_of(row, now), effect=effect)


def said(row: ClaimRow) -> dict[str, JsonValue]:
    """What the trail tells of a claim."""
    return {
        "version": row.version, "state": str(row.state), "roster": row.roster, "roster_version": row.roster_version,
        "person": row.person, **repository.duty_of(row).model_dump(mode="json"),
    }  # fmt: skip


def _known(session: Session, caller: Caller, claim: str) -> ClaimRow:
    row = selecting.find(session, ClaimRow, claim)
    trades.require_known(caller, row, concerned=own_person(caller, row.department) == row.person)
    return row


def _tried(session: Session, held: Held, row: ClaimRow) -> Trial:
    there = trades.duty_of(held.roster, row.person, row.date)
    if there is not None:
        name = trades.label(held.department, row.person)
        raise ConflictError(f"{name} works {there.shift} in {there.area} on {row.date}.", "One duty a day is the most.")
    return attempt(session, held, [CellEdit(person=row.person, date=row.date, shift=row.shift, area=row.area)])


def _require_open(session: Session, row: ClaimRow, trial: Trial) -> None:
    duty = repository.duty_of(row)
    if trial.hole_change >= 0 and repository.post_for(session, row.roster, duty) is None:
        told = f"{duty.shift} in {duty.area} on {duty.date} is not open, or no longer."
        raise ConflictError(told, "List what is open to you.")


def _held_back(session: Session, row: ClaimRow, trial: Trial, *, now: dt.datetime) -> Sequence[str]:
    duty = Assignment(person=row.person, **dict(repository.duty_of(row)))
    return held_back(trial, rules_of(session, row.department).open_shifts, moves=[duty], now=now)


def _approve(change: Change, row: ClaimRow, trial: Trial) -> None:
    """The claim becomes part of the roster, and one person less is wanted."""
    duty: OpenDuty = repository.duty_of(row)
    post = repository.post_for(change.session, row.roster, duty)
    trades.approve(change, row, trial)
    change.record("claim.approved", row.id, department=row.department, after=said(row))
    if post is not None:
        post.people -= 1
        post.closed_at = None if post.people else change.at
        change.record("open_shift.taken", post.id, department=row.department, after={"people": post.people})


def _answer(session: Session, caller: Caller, row: ClaimRow, trial: Trial, *, now: dt.datetime) -> Claim:
    return shown(row, now=now, effect=effect_for(caller, trial, _held_back(session, row, trial, now=now)))
