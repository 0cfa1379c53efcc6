"""Pages on what a roster is to staff: publishing and withdrawing it, its versions, and how two of them differ."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.desk.effects import sentence
from api.desk.forms import FormBody
from api.desk.months import name_of
from api.desk.news import news_of_publishing, news_of_withdrawing, told_by_person
from api.desk.pages import HEADERS, page, segment
from api.desk.roster_board import zone_of
from api.desk.roster_pages import Reading, effect_between
from api.desk.sheets import Sheet, sheet_of, title
from api.desk.wording import money_of, proof_text
from api.http.preconditions import Version
from api.http.state import DatabaseOf
from api.pages.report import render_report
from api.rosters import editing, lifecycle, reading
from api.rosters.schemas import CellEdit, EditRoster
from models.base import Noun
from models.errors import InputError

router = APIRouter(prefix="/desk/rosters/{roster}")
Publishing = Annotated[Caller, Depends(Allowed(Right.PUBLISH_ROSTERS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_ROSTERS))]
VERSIONS_SHOWN: Final = 100
MOST_VERSION: Final = 10**9
Number = Annotated[int, Field(ge=1, le=MOST_VERSION)]


class StandingForm(Noun):
    """What publishing and withdrawing are confirmed with."""

    version: Number
    """Of the roster that was looked at."""
    why: Annotated[str, Field(max_length=1000)] = ""


class RestoreForm(StandingForm):
    """An earlier version to go back to."""

    back_to: Number


@router.get("/publish")
def show_publish(roster: str, request: Request, database: DatabaseOf, caller: Publishing) -> Response:
    """What publishing would change for whom, before anybody decides."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
        news = news_of_publishing(session, caller, sheet)
    return page(request, "desk_publish.html", caller, news=news, **_about(sheet))


@router.post("/publish")
def publish(
    roster: str,
    database: DatabaseOf,
    caller: Publishing,
    wanted: Annotated[StandingForm, Depends(FormBody(StandingForm))],
) -> Response:
    """Publish the version that was looked at."""
    lifecycle.publish(database, caller, roster, expected=wanted.version, why=wanted.why)
    return _back(roster)


@router.get("/withdraw")
def show_withdraw(roster: str, request: Request, database: DatabaseOf, caller: Publishing) -> Response:
    """What staff would lose."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
    return page(request, "desk_withdraw.html", caller, news=news_of_withdrawing(sheet), **_about(sheet))


@router.post("/withdraw")
def withdraw(
    roster: str,
    database: DatabaseOf,
    caller: Publishing,
    wanted: Annotated[StandingForm, Depends(FormBody(StandingForm))],
) -> Response:
    """Take the roster back."""
    if not wanted.why:
        raise InputError("why", "is empty, and staff go by this roster.", "Go back, and say why it is withdrawn.")
    lifecycle.withdraw(database, caller, roster, expected=wanted.version, why=wanted.why)
    return _back(roster)


@router.get("/versions")
def show_versions(
    roster: str, request: Request, database: DatabaseOf, caller: Reading, before: Version = None
) -> Response:
    """Every version, who made it and why; two of them can be compared."""
    found = reading.versions(database, caller, roster, before=before, limit=VERSIONS_SHOWN + 1)
    with database.read() as session:
        sheet = sheet_of(session, caller, roster)
    more = found[VERSIONS_SHOWN - 1].version if len(found) > VERSIONS_SHOWN else None
    return page(
        request, "desk_versions.html", caller, versions=found[:VERSIONS_SHOWN], more=more, may_edit=caller.may(
            Right.EDIT_ROSTERS), **_about(sheet),
    )  # fmt: skip


@router.get("/compare")
def compare(
    roster: str,
    request: Request,
    database: DatabaseOf,
    caller: Reading,
    version: Version = None,
    other: Annotated[str | None, Query(max_length=200)] = None,
    other_version: Version = None,
) -> Response:
    """What the other version, or the other roster, has different: by person, in rules and in money."""
    with database.read() as session:
        mine = sheet_of(session, caller, roster, version)
        theirs = sheet_of(session, caller, other or roster, other_version)
    if mine.held.row.department != theirs.held.row.department:
        raise InputError("other", "is a roster of another department.", "Compare rosters of one department.")
    effect = effect_between(mine, theirs)
    return page(
        request, "desk_compare.html", caller, effect=effect, sentence=sentence, other=theirs,
        other_title=title(theirs.summary, zone_of(theirs.department)),
        people=told_by_person(mine.department, effect.cells), **_about(mine),
    )  # fmt: skip


@router.post("/restore")
def restore(
    roster: str, database: DatabaseOf, caller: Editing, wanted: Annotated[RestoreForm, Depends(FormBody(RestoreForm))]
) -> Response:
    """Make the duties of an earlier version the newest again; versions between stay in the history."""
    changes = reading.diff(database, caller, roster, wanted.version, other=roster, other_version=wanted.back_to).cells
    cells = tuple(
        CellEdit(person=one.person, date=one.date, shift=one.after_shift, area=one.after_area) for one in changes
    )
    why = wanted.why or f"back to version {wanted.back_to}"
    editing.edit(database, caller, roster, EditRoster(cells=cells), expected=wanted.version, why=why)
    return RedirectResponse(f"/desk/rosters/{segment(roster)}?since={wanted.version}", 303)


@router.get("/report")
def show_report(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Response:
    """The report on a version, as `radroster export` writes it; the rest of its content policy is in the page."""
    with database.read() as session:
        sheet = sheet_of(session, caller, roster, version)
    text = render_report(sheet.department, sheet.result, made_at=sheet.held.kept.made_at)
    return HTMLResponse(text, headers=HEADERS | {"Content-Security-Policy": "frame-ancestors 'none'"})


def _about(sheet: Sheet) -> dict[str, object]:
    department = sheet.department
    return {
        "sheet": sheet, "roster": sheet.summary, "department": department, "name": name_of(department),
        "title": title(sheet.summary, zone_of(department)), "zone": zone_of(department),
        "money": money_of(department), "proof_text": proof_text, "title_of": title,
    }  # fmt: skip


def _back(roster: str) -> Response:
    return RedirectResponse(f"/desk/rosters/{segment(roster)}", 303)
