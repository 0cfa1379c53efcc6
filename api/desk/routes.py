"""All pages of the desk; whatever goes wrong with one is shown as a page, too."""

from fastapi import APIRouter, Depends, Request

from api.desk import (
    calendar_pages,
    document_pages,
    entry,
    key_pages,
    open_shift_pages,
    period_pages,
    planning,
    request_pages,
    roster_pages,
    sso_pages,
    staff_pages,
    standing_pages,
    user_pages,
)
from api.desk.pages import problem_page
from api.http.problems import shown_as_page


def _as_page(request: Request) -> None:
    shown_as_page(request, problem_page)


PREFIX = ""
router = APIRouter(include_in_schema=False, dependencies=[Depends(_as_page)])
ROSTERS = (planning, roster_pages, standing_pages, staff_pages, request_pages)
UPKEEP = (open_shift_pages, period_pages, calendar_pages, document_pages, user_pages, key_pages)
for pages in (entry, sso_pages, *ROSTERS, *UPKEEP):
    router.include_router(pages.router)
