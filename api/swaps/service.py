"""Offering, taking and deciding on swaps: each step checked against every rule, and by the version that was seen."""

import datetime as dt

from sqlalchemy.orm import Session

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ConflictError
from api.idempotency.once import ANY_TIME, Once, once
from api.rosters import reading
from api.rosters import repository as rosters
from api.rosters.repository import Held
from api.self_service import selecting, trades
from api.self_service.at_once import held_back
from api.self_service.people import acting_for, own_person
from api.self_service.rules import rules_of
from api.self_service.schemas import Decision, TradeRules, TradeState
from api.self_service.trial import Trial, attempt, begins_at, effect_for, impossible
from api.storage.database import Database
from api.swaps import exchange, repository, showing
from api.swaps.schemas import NewSwap, Swap
from api.swaps.tables import SwapRow
from models.errors import InputError, UnknownReferenceError
from models.requests import Assignment


def offer(database: Database, caller: Caller, wanted: NewSwap, *, asked: Once = ANY_TIME, why: str = "") -> Swap:
    """Offer a duty to somebody, who may have to give one for it, or to everybody."""
    with changing(database, actor=caller.id, why=why) as change:
        return once(change, asked, Swap, lambda: _offer(change, caller, wanted))


def _offer(change: Change, caller: Caller, wanted: NewSwap) -> Swap:
    held = reading.held_by(change.session, caller, wanted.roster)
    trades.require_in_force(held)
    staff = held.department.person_by_id
    giver = acting_for(caller, wanted.giver, held.department, others=Right.DECIDE_TRADES)
    if wanted.taker is not None and wanted.taker not in staff:
        raise UnknownReferenceError.near("body.taker", "staff", wanted.taker, staff)
    if wanted.taker == giver:
        raise InputError("body.taker", "is the giver.", "Name somebody else, or nobody to offer it to everybody.")
    give = _duty(held, giver, wanted.give_date, "body.give_date")
    take = None
    if wanted.taker is not None and wanted.take_date is not None:
        take = _duty(held, wanted.taker, wanted.take_date, "body.take_date")
    until = _until(held, wanted, [one for one in (give, take) if one is not None], now=change.at)
    row = repository.add(
        change, held.row.department, held.row.id, (give, take), taker=wanted.taker, expires_at=until, note=wanted.note
    )
    trial = None
    if wanted.taker is not None:
        trial = _tried(change.session, held, row, wanted.taker)
        trades.require_possible(caller, trial)
    change.record("swap.offered", row.id, department=row.department, after=showing.said(row))
    return _answer(change.session, caller, row, trial, now=change.at)


def accept(database: Database, caller: Caller, swap: str, *, expected: int | None, why: str = "") -> Swap:
    """Take what is offered; the department's rules may approve it at once."""
    with changing(database, actor=caller.id, why=why or f"trade {swap}") as change:
        row = _known(change.session, caller, swap)
        trades.require_state(row, TradeState.OFFERED, now=change.at, expected=expected)
        held = _held(change.session, row)
        taker = acting_for(caller, row.taker, held.department)
        if taker == row.giver:
            raise ConflictError(f"{taker} offers this duty.", "Somebody else may take it.")
        trial = _tried(change.session, held, row, taker)
        trades.require_possible(caller, trial)
        row.taker, row.accepted_at = taker, change.at
        trades.step(change, row, TradeState.WAITING)
        change.record("swap.accepted", row.id, department=row.department, after=showing.said(row))
        if not _held_back(change.session, row, trial, now=change.at):
            _approve(change, row, trial)
        return _answer(change.session, caller, row, trial, now=change.at)


def decide(
    database: Database, caller: Caller, swap: str, decision: Decision, *, expected: int | None, why: str = ""
) -> Swap:
    """Approve or refuse a swap that both people want; approved, it is the next version of the roster."""
    with changing(database, actor=caller.id, why=why or f"trade {swap}") as change:
        row = _known(change.session, caller, swap)
        trades.require_outsider(caller, row, (row.giver, row.taker))
        for area in (row.give_area, row.take_area):
            caller.require_area(area, f"A duty of {row.id}")
        trades.require_state(row, TradeState.WAITING, now=change.at, expected=expected)
        trial = _tried(change.session, _held(change.session, row), row, row.taker or "")
        if decision.approve:
            trades.require_possible(caller, trial)
            _approve(change, row, trial)
        else:
            trades.step(change, row, TradeState.REFUSED)
            change.record("swap.refused", row.id, department=row.department, after=showing.said(row))
        return _answer(change.session, caller, row, trial, now=change.at)


def end(
    database: Database, caller: Caller, swap: str, state: TradeState, *, expected: int | None, why: str = ""
) -> Swap:
    """Take an offer back (`WITHDRAWN`, its giver), or decline it (`DECLINED`, whom it was offered to)."""
    with changing(database, actor=caller.id, why=why) as change:
        row = _known(change.session, caller, swap)
        withdrawn = state is TradeState.WITHDRAWN
        wanted = TradeState(row.state) if withdrawn and TradeState(row.state).open else TradeState.OFFERED
        trades.require_state(row, wanted, now=change.at, expected=expected)
        who = row.giver if withdrawn else row.taker
        if who is None:
            raise ConflictError(f"{row.id} is offered to everybody.", "Nobody needs to decline it.")
        acting_for(caller, who, rosters.held(change.session, row.roster).department, others=Right.DECIDE_TRADES)
        trades.step(change, row, state)
        change.record(f"swap.{state}", row.id, department=row.department, after=showing.said(row))
        return showing.shown(row, now=change.at)


def get(database: Database, caller: Caller, swap: str) -> Swap:
    """One swap, and as long as it is open what it would do to the roster as that is now."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as session:
        row = _known(session, caller, swap)
        taker = row.taker or own_person(caller, row.department)
        if taker in {None, row.giver} or not trades.state_of(row, now).open:
            return showing.shown(row, now=now)
        held = rosters.held(session, row.roster)
        if taker not in held.department.person_by_id:
            return showing.shown(row, now=now)
        try:
            trial = _tried(session, held, row, taker)
        except ConflictError as error:
            return showing.shown(row, now=now, effect=impossible(held, error.problem))
        return _answer(session, caller, row, trial, now=now)


def listed(
    database: Database, caller: Caller, *, before: str, limit: int, department: str | None, state: TradeState | None
) -> list[Swap]:
    """Swaps that the caller may see, newest first; staff see their own and what is offered to everybody."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as session:
        rows = selecting.visible(
            session, caller, SwapRow, repository.of_person,
            before=before, limit=limit, department=department, state=state, now=now,
        )  # fmt: skip
    return [showing.shown(row, now=now) for row in rows]


def _known(session: Session, caller: Caller, swap: str) -> SwapRow:
    row = selecting.find(session, SwapRow, swap)
    own = own_person(caller, row.department)
    offered = row.open_to_all and row.state == TradeState.OFFERED
    concerned = own is not None and (offered or own in {row.giver, row.taker})
    trades.require_known(caller, row, concerned=concerned)
    return row


def _held(session: Session, row: SwapRow) -> Held:
    held = rosters.held(session, row.roster)
    trades.require_in_force(held)
    return held


def _duty(held: Held, person: str, date: dt.date, place: str) -> Assignment:
    found = trades.duty_of(held.roster, person, date)
    if found is None:
        name = trades.label(held.department, person)
        raise InputError(
            place, f"is {date}, a day on which {name} has no duty.", "Name the day on which a duty begins."
        )
    return found


def _until(held: Held, wanted: NewSwap, duties: list[Assignment], *, now: dt.datetime) -> dt.datetime:
    first = min(begins_at(held.department, duty.date, duty.shift) for duty in duties)
    until = first if wanted.expires_at is None else min(first, wanted.expires_at)
    if until <= now:
        told = "A duty of this trade has begun" if first <= now else f"{wanted.expires_at} is past"
        raise ConflictError(f"{told}.", "Only what is still to come changes hands.")
    return until


def _tried(session: Session, held: Held, row: SwapRow, taker: str) -> Trial:
    give, take = repository.given(row), repository.taken(row)
    if not exchange.fits(held.roster, give, take):
        raise ConflictError(f"{row.id} is stale: somebody no longer has the duty.", "Begin a new one.")
    return attempt(session, held, exchange.cells_of(held, give, take, taker))


def _rules(session: Session, row: SwapRow) -> TradeRules | None:
    rules = rules_of(session, row.department)
    return rules.give_aways if row.take_date is None else rules.swaps


def _held_back(session: Session, row: SwapRow, trial: Trial, *, now: dt.datetime) -> list[str]:
    # The taker is in the cells also as long as the row has none.
    taker = next(cell.person for cell in trial.cells if cell.date == row.give_date and cell.person != row.giver)
    moved = exchange.moves(repository.given(row), repository.taken(row), taker)
    return held_back(trial, _rules(session, row), moves=moved, now=now)


def _approve(change: Change, row: SwapRow, trial: Trial) -> None:
    trades.approve(change, row, trial)
    change.record("swap.approved", row.id, department=row.department, after=showing.said(row))


def _answer(session: Session, caller: Caller, row: SwapRow, trial: Trial | None, *, now: dt.datetime) -> Swap:
    if trial is None:
        return showing.shown(row, now=now)
    return showing.shown(row, now=now, effect=effect_for(caller, trial, _held_back(session, row, trial, now=now)))
