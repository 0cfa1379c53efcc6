"""What concerns one member of staff beside the roster: trades, open shifts, wishes, time off, calendars, in words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from api.auth.caller import Caller
from api.desk.news import duty_text
from api.desk.sheets import Sheet, sheet_of
from api.desk.wording import money_of
from api.feeds import service as feeds
from api.feeds.schemas import Feed
from api.open_shifts import claiming, posting
from api.open_shifts.schemas import Claim, OpenShift
from api.self_service.schemas import TradeState
from api.storage.database import Database
from api.swaps import service as swaps
from api.swaps.schemas import Swap
from api.time_off import service as time_off
from api.time_off.schemas import KeptTimeOff
from api.views.wording import plain
from api.wishes import periods
from api.wishes import service as wishes
from api.wishes.schemas import KeptWish, RequestPeriod
from models.department import Department
from models.requests import Assignment

SHOWN = 50
"""Of each kind, newest first."""


@dataclass(frozen=True)
class Requests:
    """Everything that is open for somebody, and what became of the rest."""

    person: str
    department: Department
    """Of the newest roster in force: what people, shifts and areas are called."""
    trades: tuple[Swap, ...]
    open_shifts: tuple[tuple[str, OpenShift], ...]
    """Each with its roster."""
    claims: tuple[Claim, ...]
    periods: tuple[RequestPeriod, ...]
    """Those whose deadline is still to come."""
    wishes: tuple[KeptWish, ...]
    absences: tuple[KeptTimeOff, ...]
    feeds: tuple[Feed, ...]

    @property
    def for_me(self) -> tuple[Swap, ...]:
        """Offers that the person may take."""
        return tuple(one for one in self.trades if one.state is TradeState.OFFERED and one.give.person != self.person)

    @property
    def mine(self) -> tuple[Swap, ...]:
        """Trades in which the person takes part, but for offers to take."""
        return tuple(
            one for one in self.trades if one not in self.for_me and self.person in {one.give.person, one.taker}
        )


def requests_of(database: Database, caller: Caller, sheets: list[Sheet], department: Department) -> Requests:
    """What the services tell of it; `sheets` are the rosters in force."""
    person = caller.person or ""
    mine = department.id
    found = time_off.listed(database, caller, before="", limit=SHOWN, department=mine, employee=person)
    wished = wishes.listed(database, caller, before="", limit=SHOWN, department=mine, person=person)
    return Requests(
        person=person,
        department=department,
        trades=tuple(swaps.listed(database, caller, before="", limit=SHOWN, department=mine, state=None)),
        open_shifts=tuple(
            (sheet.id, one)
            for sheet in sheets
            for one in posting.listed(database, caller, sheet.id, person=person).shifts
        ),
        claims=tuple(claiming.listed(database, caller, before="", limit=SHOWN, department=mine, state=None)),
        periods=tuple(
            one for one in periods.listed(database, caller, before="", limit=SHOWN, department=mine) if one.open
        ),
        wishes=tuple(one for one in wished if one.withdrawn_at is None),
        absences=tuple(one for _, one in found),
        feeds=tuple(feeds.own(database, caller)),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A trade on which a planner has to decide."""

    kind: str
    """``swaps`` or ``claims``."""
    words: str
    money: Callable[[int], str]
    trade: Swap | Claim
    """With what it would do."""


def waiting_for(database: Database, caller: Caller) -> list[Waiting]:
    """Trades of the caller's departments that wait for a planner, newest first."""
    found: list[Waiting] = []
    for one in swaps.listed(database, caller, before="", limit=SHOWN, department=None, state=TradeState.WAITING):
        swap, place = swaps.get(database, caller, one.id), _department_of(database, caller, one.roster)
        found.append(Waiting("swaps", trade_text(swap, place), money_of(place), swap))
    return found + claims_waiting(database, caller, None)


def claims_waiting(database: Database, caller: Caller, department: str | None) -> list[Waiting]:
    """Claims of a department, or of all of the caller's, that wait for a planner, newest first."""
    found = []
    waiting = TradeState.WAITING
    for one in claiming.listed(database, caller, before="", limit=SHOWN, department=department, state=waiting):
        claim, place = claiming.get(database, caller, one.id), _department_of(database, caller, one.roster)
        duty = _duty_words(place, claim.date, claim.shift, claim.area)
        found.append(Waiting("claims", f"{name_in(place, claim.person)} wants to work {duty}", money_of(place), claim))
    return found


def _department_of(database: Database, caller: Caller, roster: str) -> Department:
    with database.read() as session:
        return sheet_of(session, caller, roster).department


def trade_text(swap: Swap, department: Department) -> str:
    """``Ann gives Mon 1 Feb, D in CT to Bo, and takes Tue 2 Feb, N in CT``."""
    taker = "anybody" if swap.taker is None else name_in(department, swap.taker)
    told = f"{name_in(department, swap.give.person)} gives {_assigned(department, swap.give)} to {taker}"
    return told if swap.take is None else f"{told}, and takes {_assigned(department, swap.take)}"


def name_in(department: Department, person: str) -> str:
    """The name of somebody of a department, the id where that is not known."""
    known = department.person_by_id.get(person)
    return plain(known.label if known else person)


def _assigned(department: Department, duty: Assignment) -> str:
    return _duty_words(department, duty.date, duty.shift, duty.area)


def _duty_words(department: Department, date: dt.date, shift: str, area: str) -> str:
    return f"{date:%a %-d %b}, {duty_text(department, shift, area)}"
