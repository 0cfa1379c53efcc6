"""Pages of what staff ask for: duties offered, taken and claimed, wishes, calendars; and what planners decide of it."""

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.audit.events import digest
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import service as departments
from api.desk.forms import FormBody
from api.desk.months import name_of
from api.desk.news import duty_text
from api.desk.pages import page
from api.desk.requests import requests_of, trade_text, waiting_for
from api.desk.roster_board import zone_of
from api.desk.sheets import sheet_of
from api.desk.shifts import in_force, own_department
from api.errors import NotFoundError
from api.feeds import service as feeds
from api.feeds.addresses import address_at
from api.http.state import DatabaseOf
from api.idempotency.once import Once
from api.open_shifts import claiming
from api.open_shifts.schemas import NewClaim
from api.self_service.schemas import Decision, TradeState
from api.storage.database import Database
from api.storage.ids import new_id
from api.swaps import service as swaps
from api.swaps.schemas import NewSwap
from api.wishes import service as wishes
from api.wishes.schemas import NewWish
from models.base import Noun
from models.requests import WishKind

router = APIRouter(prefix="/desk")
Seeing = Annotated[Caller, Depends(Allowed(Right.READ_PUBLISHED))]
Trading = Annotated[Caller, Depends(Allowed(Right.TRADE_DUTIES))]
Wishing = Annotated[Caller, Depends(Allowed(Right.MAKE_WISHES))]
Deciding = Annotated[Caller, Depends(Allowed(Right.DECIDE_TRADES))]
Number = Annotated[int, Field(ge=1, le=10**9)]


class OfferForm(NewSwap):
    """A duty that is offered, and what tells a second click from a second offer."""

    once: Annotated[str, Field(min_length=8, max_length=100)]


class StepForm(Noun):
    """A step of a trade, from the version of it that was looked at."""

    version: Number


class DecisionForm(StepForm):
    """What a planner says."""

    says: Literal["approve", "refuse"]


class WishForm(Noun):
    """A wish for one day."""

    date: dt.date
    kind: WishKind


class FeedForm(Noun):
    """A calendar that will subscribe."""

    label: Annotated[str, Field(max_length=200)] = ""


@router.get("/requests")
def show_requests(request: Request, database: DatabaseOf, caller: Seeing) -> Response:
    """Everything that concerns the caller beside the roster."""
    return _requests(request, database, caller, secret="")


def _requests(request: Request, database: Database, caller: Caller, *, secret: str) -> Response:
    """The page of requests; with the secret of a calendar's address that was just made, which is never shown again."""
    department = _own(caller)
    with database.read() as session:
        sheets = in_force(session, caller, department)
    document = sheets[-1].department if sheets else departments.get(database, caller, department).document
    told = requests_of(database, caller, sheets, document)
    return page(
        request, "desk_requests.html", caller, told=told, name=name_of(document), zone=zone_of(document),
        department=document, trade_text=trade_text, duty_text=duty_text,
        made=address_at(request.base_url, secret) if secret else None,
    )  # fmt: skip


@router.get("/requests/offer")
def show_offer(
    request: Request,
    database: DatabaseOf,
    caller: Trading,
    roster: Annotated[str, Query(max_length=200)],
    date: dt.date,
) -> Response:
    """One of the caller's shifts, to be offered."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
    mine = next((one for one in sheet.roster.assignments if (one.person, one.date) == (caller.person, date)), None)
    if mine is None or own_department(caller) != sheet.department.id:
        raise NotFoundError(f"You have no shift on {date} in that roster.")
    others = [one for one in sheet.department.staff if one.id != caller.person]
    return page(
        request, "desk_offer.html", caller, sheet=sheet, duty=mine, others=others, department=sheet.department,
        name=name_of(sheet.department), words=duty_text(sheet.department, mine.shift, mine.area), once=new_id("form"),
    )  # fmt: skip


@router.post("/requests/offers")
def offer(
    database: DatabaseOf, caller: Trading, wanted: Annotated[OfferForm, Depends(FormBody(OfferForm))]
) -> Response:
    """Offer a shift; the checker refuses at once what no rule allows."""
    told = {name: getattr(wanted, name) for name in NewSwap.model_fields}
    asked = Once(key=wanted.once, fingerprint=digest(NewSwap.model_validate(told).model_dump_json()))
    swaps.offer(database, caller, NewSwap.model_validate(told), asked=asked)
    return _done()


@router.post("/requests/swaps/{swap}/{step}")
def go_on(
    swap: str,
    step: Literal["accept", "decline", "withdraw"],
    database: DatabaseOf,
    caller: Trading,
    seen: Annotated[StepForm, Depends(FormBody(StepForm))],
) -> Response:
    """Take an offer, decline it, or take one back."""
    if step == "accept":
        swaps.accept(database, caller, swap, expected=seen.version)
    else:
        state = TradeState.DECLINED if step == "decline" else TradeState.WITHDRAWN
        swaps.end(database, caller, swap, state, expected=seen.version)
    return _done()


@router.post("/requests/claims")
def claim(database: DatabaseOf, caller: Trading, wanted: Annotated[NewClaim, Depends(FormBody(NewClaim))]) -> Response:
    """Ask for an open shift."""
    claiming.claim(database, caller, wanted)
    return _done()


@router.post("/requests/claims/{claim}/withdraw")
def withdraw_claim(
    claim: str, database: DatabaseOf, caller: Trading, seen: Annotated[StepForm, Depends(FormBody(StepForm))]
) -> Response:
    """Take a claim back."""
    claiming.withdraw(database, caller, claim, expected=seen.version)
    return _done()


@router.post("/requests/wishes")
def wish(database: DatabaseOf, caller: Wishing, wanted: Annotated[WishForm, Depends(FormBody(WishForm))]) -> Response:
    """Wish to work, or not to, on a day."""
    wishes.make(database, caller, NewWish(department=_own(caller), date=wanted.date, kind=wanted.kind))
    return _done()


@router.post("/requests/wishes/{wish}/withdraw")
def withdraw_wish(wish: str, database: DatabaseOf, caller: Wishing) -> Response:
    """Take a wish back."""
    wishes.withdraw(database, caller, wish)
    return _done()


@router.post("/requests/calendars")
def make_calendar(
    request: Request, database: DatabaseOf, caller: Seeing, wanted: Annotated[FeedForm, Depends(FormBody(FeedForm))]
) -> Response:
    """Make an address for the caller's own calendar, and show it this once."""
    _, secret = feeds.make_own(database, caller, wanted.label)
    return _requests(request, database, caller, secret=secret)


@router.post("/requests/calendars/{feed}/revoke")
def revoke_calendar(feed: str, database: DatabaseOf, caller: Seeing) -> Response:
    """End the address of a calendar of the caller's."""
    feeds.revoke_own(database, caller, feed)
    return _done()


@router.get("/decisions")
def show_decisions(request: Request, database: DatabaseOf, caller: Deciding) -> Response:
    """Every trade on which a planner has to decide, and what the checker says of it."""
    found = waiting_for(database, caller)
    return page(request, "desk_decisions.html", caller, waiting=found)


@router.post("/decisions/{kind}/{trade}")
def decide(
    kind: Literal["swaps", "claims"],
    trade: str,
    database: DatabaseOf,
    caller: Deciding,
    says: Annotated[DecisionForm, Depends(FormBody(DecisionForm))],
) -> Response:
    """Approve or refuse; what is approved is the next version of the roster in force."""
    service = swaps if kind == "swaps" else claiming
    service.decide(database, caller, trade, Decision(approve=says.says == "approve"), expected=says.version)
    return RedirectResponse("/desk/decisions", 303)


def _own(caller: Caller) -> str:
    """The department of a member of staff; raises `NotFoundError` for others."""
    department = own_department(caller)
    if department is None:
        raise NotFoundError("Requests are those of a member of staff, and you are none.", "Sign in as yourself.")
    return department


def _done() -> Response:
    return RedirectResponse("/desk/requests", 303)
