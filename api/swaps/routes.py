"""``/v1/swaps``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.repeats import OnceOf
from api.http.state import DatabaseOf
from api.self_service.guards import Decided, Deciding, Reading, Trading
from api.self_service.schemas import TradeState
from api.swaps import examples, service
from api.swaps.schemas import NewSwap, Swap

router = APIRouter(prefix="/swaps", tags=["swaps"])

Wanted = Annotated[NewSwap, Depends(JsonBody(NewSwap, examples.NEW))]


@router.post("", status_code=201, responses=shows(201, examples.OFFERED, described="Offered", headers=ETAG))
def offer_swap(
    wanted: Wanted, database: DatabaseOf, caller: Trading, response: Response, asked: OnceOf, why: Why = ""
) -> Swap:
    """Offer a duty of a roster in force to somebody, against one of theirs if wanted, or to everybody."""
    made = service.offer(database, caller, wanted, asked=asked, why=why)
    response.headers["ETag"] = etag(made.version)
    return made


@router.get("", responses=shows(200, {"items": [examples.LISTED], "next": None}))
def list_swaps(
    database: DatabaseOf,
    caller: Reading,
    department: Annotated[str | None, Query(max_length=200)] = None,
    state: TradeState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Swap]:
    """List swaps, newest first; a key of staff sees its own person's, and what is offered to everybody."""
    found = service.listed(database, caller, before=after(cursor), limit=limit + 1, department=department, state=state)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/{swap}", responses=shows(200, examples.SWAP, headers=ETAG))
def get_swap(swap: str, database: DatabaseOf, caller: Reading, response: Response) -> Swap:
    """Read a swap; as long as it is open, with what it would do to the roster as that is now."""
    found = service.get(database, caller, swap)
    response.headers["ETag"] = etag(found.version)
    return found


@router.post("/{swap}/accept", responses=shows(200, examples.SWAP, headers=ETAG))
def accept_swap(
    swap: str, database: DatabaseOf, caller: Trading, response: Response, if_match: IfMatch = None, why: Why = ""
) -> Swap:
    """Take what is offered; where the department's rules allow it, it is approved at once."""
    done = service.accept(database, caller, swap, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done


@router.post("/{swap}/decline", responses=shows(200, examples.DECLINED, headers=ETAG))
def decline_swap(
    swap: str, database: DatabaseOf, caller: Trading, response: Response, if_match: IfMatch = None, why: Why = ""
) -> Swap:
    """Decline what is offered to the caller."""
    expected = expected_version(if_match)
    done = service.end(database, caller, swap, TradeState.DECLINED, expected=expected, why=why)
    response.headers["ETag"] = etag(done.version)
    return done


@router.post("/{swap}/withdraw", responses=shows(200, examples.WITHDRAWN, headers=ETAG))
def withdraw_swap(
    swap: str, database: DatabaseOf, caller: Trading, response: Response, if_match: IfMatch = None, why: Why = ""
) -> Swap:
    """Take an offer back, as long as it is not part of the roster."""
    expected = expected_version(if_match)
    done = service.end(database, caller, swap, TradeState.WITHDRAWN, expected=expected, why=why)
    response.headers["ETag"] = etag(done.version)
    return done


@router.post("/{swap}/decision", responses=shows(200, examples.APPROVED, headers=ETAG))
def decide_swap(
    swap: str, decided: Decided, database: DatabaseOf, caller: Deciding, response: Response, if_match: IfMatch = None,
    why: Why = "",
) -> Swap:  # fmt: skip
    """Approve or refuse a swap that both people want; approved, it is the next version of the roster in force."""
    done = service.decide(database, caller, swap, decided, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done
