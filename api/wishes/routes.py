"""``/v1/request-periods`` and ``/v1/wishes``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.wishes import examples, periods, service
from api.wishes.schemas import KeptWish, NewRequestPeriod, NewWish, RequestPeriod, RequestPeriodTerms

router = APIRouter(tags=["wishes"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_WISHES))]
Making = Annotated[Caller, Depends(Allowed(Right.MAKE_WISHES))]
Opening = Annotated[Caller, Depends(Allowed(Right.SET_WISH_PERIODS))]
Wanted = Annotated[NewRequestPeriod, Depends(JsonBody(NewRequestPeriod, examples.NEW_PERIOD))]
Terms = Annotated[RequestPeriodTerms, Depends(JsonBody(RequestPeriodTerms, examples.TERMS))]
Wished = Annotated[NewWish, Depends(JsonBody(NewWish, examples.NEW_WISH))]
OfDepartment = Annotated[str | None, Query(max_length=200)]


@router.post("/request-periods", status_code=201, responses=shows(201, examples.PERIOD, headers=ETAG))
def open_request_period(
    wanted: Wanted, database: DatabaseOf, caller: Opening, response: Response, why: Why = ""
) -> RequestPeriod:
    """Take wishes for some days until a deadline."""
    made = periods.open_period(database, caller, wanted, why=why)
    response.headers["ETag"] = etag(made.version)
    return made


@router.get("/request-periods", responses=shows(200, {"items": [examples.PERIOD], "next": None}))
def list_request_periods(
    database: DatabaseOf, caller: Reading, department: OfDepartment = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[RequestPeriod]:
    """List request periods, those opened last first."""
    found = periods.listed(database, caller, before=after(cursor), limit=limit + 1, department=department)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/request-periods/{period}", responses=shows(200, examples.PERIOD, headers=ETAG))
def get_request_period(period: str, database: DatabaseOf, caller: Reading, response: Response) -> RequestPeriod:
    """Read a request period and its deadline."""
    found = periods.get(database, caller, period)
    response.headers["ETag"] = etag(found.version)
    return found


@router.put("/request-periods/{period}", responses=shows(200, examples.PERIOD, headers=ETAG))
def move_request_period(
    period: str, terms: Terms, database: DatabaseOf, caller: Opening, response: Response, if_match: IfMatch = None,
    why: Why = "",
) -> RequestPeriod:  # fmt: skip
    """Move the deadline of a request period, or change how many wishes one person may have in it."""
    moved = periods.move(database, caller, period, terms, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(moved.version)
    return moved


@router.post("/wishes", status_code=201, responses=shows(201, examples.WISH, described="Made"))
def make_wish(wished: Wished, database: DatabaseOf, caller: Making, why: Why = "") -> KeptWish:
    """Wish to work, or not to work, on a day; staff for themselves and until the deadline."""
    return service.make(database, caller, wished, why=why)


@router.get("/wishes", responses=shows(200, {"items": [examples.WISH], "next": None}))
def list_wishes(
    database: DatabaseOf,
    caller: Reading,
    department: OfDepartment = None,
    person: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[KeptWish]:
    """List wishes, newest first, and whether rosters in force grant them; a key of staff sees its own person's."""
    found = service.listed(
        database, caller, before=after(cursor), limit=limit + 1, department=department, person=person
    )
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.delete("/wishes/{wish}", responses=shows(200, examples.WITHDRAWN))
def withdraw_wish(wish: str, database: DatabaseOf, caller: Making, why: Why = "") -> KeptWish:
    """Take a wish back, until the deadline."""
    return service.withdraw(database, caller, wish, why=why)
