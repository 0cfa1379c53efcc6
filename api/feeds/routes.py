"""``/v1/feeds``, and the calendars themselves under ``/feeds``, which ask for no key: the address is the secret."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.feeds import examples, service
from api.feeds.addresses import address_at
from api.feeds.schemas import Feed, MadeFeed, NewFeed
from api.http.bodies import JsonBody
from api.http.examples import shows, shows_file
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.rates import count_feed
from api.http.reasons import Why
from api.http.state import DatabaseOf

PREFIX = ""
router = APIRouter(tags=["feeds"])

Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_FEEDS))]
Wanted = Annotated[NewFeed, Depends(JsonBody(NewFeed, examples.NEW))]
IfNoneMatch = Annotated[str | None, Header(description="The ETag of the last answer; 304 when nothing changed.")]
HEADERS = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}


@router.post("/v1/feeds", status_code=201, responses=shows(201, examples.MADE, described="Made"))
def make_feed(wanted: Wanted, database: DatabaseOf, caller: Managing, request: Request, why: Why = "") -> MadeFeed:
    """Make a feed of a person's duties, or of everybody's in an area; its address is never shown again."""
    feed, secret = service.make(database, caller, wanted, why=why)
    address = address_at(request.base_url, secret)
    return MadeFeed(feed=feed, path=address.path, url=address.url, webcal=address.webcal, qr=address.code(scale=4))


@router.get("/v1/feeds", responses=shows(200, {"items": [examples.FEED], "next": None}))
def list_feeds(
    database: DatabaseOf,
    caller: Managing,
    department: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Feed]:
    """List feeds, newest first, and when calendars last asked for them."""
    found = service.listed(database, caller, before=after(cursor), limit=limit + 1, department=department)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.delete("/v1/feeds/{feed}", responses=shows(200, examples.FEED))
def revoke_feed(feed: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Feed:
    """Revoke a feed; its address leads nowhere from now on."""
    return service.revoke(database, caller, feed, why=why)


@router.get(
    "/feeds/{token}.ics",
    response_class=Response,
    dependencies=[Depends(count_feed)],
    responses=shows_file("text/calendar", examples.CALENDAR, described="The calendar"),
)
def read_feed(token: str, database: DatabaseOf, if_none_match: IfNoneMatch = None) -> Response:
    """Read one person's duties in force as a calendar, with those that went within the last 30 days as cancelled."""
    _, content, tag = service.calendar_at(database, token)
    headers = HEADERS | {"ETag": tag}
    if if_none_match is not None and tag in (one.strip().removeprefix("W/") for one in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
