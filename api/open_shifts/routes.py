"""``/v1/rosters/{roster}/open-shifts``, ``/v1/open-shifts`` and ``/v1/claims``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.repeats import OnceOf
from api.http.state import DatabaseOf
from api.open_shifts import claiming, examples, posting
from api.open_shifts.schemas import Claim, NewClaim, NewPost, OpenShifts, Post
from api.self_service.guards import Decided, Deciding, Reading, Trading
from api.self_service.schemas import TradeState

router = APIRouter(tags=["open shifts"])

Posted = Annotated[NewPost, Depends(JsonBody(NewPost, examples.NEW_POST))]
Claimed = Annotated[NewClaim, Depends(JsonBody(NewClaim, examples.NEW_CLAIM))]


@router.get("/rosters/{roster}/open-shifts", responses=shows(200, examples.LIST))
def list_open_shifts(
    roster: str, database: DatabaseOf, caller: Reading, person: Annotated[str | None, Query(max_length=200)] = None
) -> OpenShifts:
    """List what is open in a roster in force to somebody whom no rule forbids it; planners see all that is open."""
    return posting.listed(database, caller, roster, person=person)


@router.post("/open-shifts", status_code=201, responses=shows(201, examples.POST, described="Posted"))
def post_open_shift(posted: Posted, database: DatabaseOf, caller: Deciding, why: Why = "") -> Post:
    """Post a duty of a roster in force as open, whether there is a hole or not."""
    return posting.post(database, caller, posted, why=why)


@router.delete("/open-shifts/{post}", responses=shows(200, examples.CLOSED))
def close_open_shift(post: str, database: DatabaseOf, caller: Deciding, why: Why = "") -> Post:
    """Take a post back."""
    return posting.close(database, caller, post, why=why)


@router.post("/claims", status_code=201, responses=shows(201, examples.CLAIM, described="Claimed", headers=ETAG))
def claim_open_shift(
    claimed: Claimed, database: DatabaseOf, caller: Trading, response: Response, asked: OnceOf, why: Why = ""
) -> Claim:
    """Claim an open shift; where the department's rules allow it, it is approved at once."""
    made = claiming.claim(database, caller, claimed, asked=asked, why=why)
    response.headers["ETag"] = etag(made.version)
    return made


@router.get("/claims", responses=shows(200, {"items": [examples.LISTED_CLAIM], "next": None}))
def list_claims(
    database: DatabaseOf,
    caller: Reading,
    department: Annotated[str | None, Query(max_length=200)] = None,
    state: TradeState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Claim]:
    """List claims, newest first; a key of staff sees its own person's."""
    found = claiming.listed(database, caller, before=after(cursor), limit=limit + 1, department=department, state=state)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/claims/{claim}", responses=shows(200, examples.CLAIM, headers=ETAG))
def get_claim(claim: str, database: DatabaseOf, caller: Reading, response: Response) -> Claim:
    """Read a claim; as long as it is open, with what it would do to the roster as that is now."""
    found = claiming.get(database, caller, claim)
    response.headers["ETag"] = etag(found.version)
    return found


@router.post("/claims/{claim}/withdraw", responses=shows(200, examples.WITHDRAWN, headers=ETAG))
def withdraw_claim(
    claim: str, database: DatabaseOf, caller: Trading, response: Response, if_match: IfMatch = None, why: Why = ""
) -> Claim:
    """Take a claim back, as long as nobody has decided."""
    done = claiming.withdraw(database, caller, claim, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done


@router.post("/claims/{claim}/decision", responses=shows(200, examples.APPROVED, headers=ETAG))
def decide_claim(
    claim: str, decided: Decided, database: DatabaseOf, caller: Deciding, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> Claim:  # fmt: skip
    """Approve or refuse a claim; approved, it is the next version of the roster in force."""
    done = claiming.decide(database, caller, claim, decided, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done
