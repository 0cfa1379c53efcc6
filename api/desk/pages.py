"""Pages as responses: templates of the desk over those of the report, under a strict content policy."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from api.auth.caller import Caller
from api.auth.rights import Right
from api.http.problems import Problem
from api.pages.report import page_environment, page_source
from api.pages.stylesheet import every_hue_css
from models.calendar import clock_text

POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Scripts come from our own file alone. Tables tell their number of columns in a style, which asks for the one
``unsafe-inline``."""
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def page(request: Request, template: str, caller: Caller | None, **context: object) -> HTMLResponse:
    """A page for somebody; `context` is what its template shows."""
    told = {"caller": caller, "path": request.url.path, "here": here(request), "rights": Right, "marks": asset_marks()}
    content = environment().get_template(template).render(told | context)
    return HTMLResponse(content, headers=HEADERS)


def problem_page(request: Request, problem: Problem, headers: Mapping[str, str]) -> Response:
    """What went wrong, in words; whoever is not signed in is asked to, and comes back afterwards."""
    if problem.status == HTTPStatus.UNAUTHORIZED:
        wanted = here(request) if request.method == "GET" else ""
        return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}" if wanted else "/sign-in", 303)
    shown = page(request, "desk_problem.html", None, problem=problem)
    shown.status_code = problem.status
    shown.headers.update({name: text for name, text in headers.items() if name == "Retry-After"})
    return shown


def here(request: Request) -> str:
    """The path and query of a request, to come back to."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


@cache
def environment() -> Environment:
    """The report's templates and filters, and those of the desk."""
    found = page_environment().overlay(loader=ChoiceLoader([PackageLoader("api.desk"), PackageLoader("api.pages")]))
    found.filters |= {"segment": segment, "day": day_text, "moment": moment_text, "clock": clock_text}
    return found


def segment(text: str) -> str:
    """An id as one segment of a path."""
    return quote(text, safe="")


def day_text(date: dt.date) -> str:
    """``Mon 1 Feb``."""
    return date.strftime("%a %-d %b")


def moment_text(moment: dt.datetime, zone: dt.tzinfo = dt.UTC) -> str:
    """``24 Nov 2026, 15:04``, on the clock of a zone."""
    return moment.astimezone(zone).strftime("%-d %b %Y, %H:%M")


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """Content and media type of the files that every page loads."""
    look = (page_source("report.css"), every_hue_css(), source("desk.css"))
    script = (page_source("report.js"), source("desk.js"))
    return {
        "desk.css": ("\n".join(look).encode(), "text/css; charset=utf-8"),
        "desk.js": ("\n".join(script).encode(), "text/javascript; charset=utf-8"),
    }


@cache
def asset_marks() -> dict[str, str]:
    """By file a mark of its content, so that browsers keep each until it changes."""
    return {name: hashlib.sha256(content).hexdigest()[:16] for name, (content, _) in assets().items()}


def source(name: str) -> str:
    """The text of a file beside the desk's templates."""
    return (files("api.desk") / "templates" / name).read_text(encoding="utf-8")
