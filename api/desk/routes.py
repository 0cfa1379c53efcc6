"""All pages of the desk; whatever goes wrong with one is shown as a page, too."""

from fastapi import APIRouter, Depends, Request

from api.desk import entry, planning, request_pages, roster_pages, staff_pages, standing_pages
from api.desk.pages import problem_page
from api.http.problems import shown_as_page


def _as_page(request: Request) -> None:
    shown_as_page(request, problem_page)


PREFIX = ""
router = APIRouter(include_in_schema=False, dependencies=[Depends(_as_page)])
for pages in (entry, planning, roster_pages, standing_pages, staff_pages, request_pages):
    router.include_router(pages.router)
