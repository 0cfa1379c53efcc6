"""Pages of a department's document: what is stored, its versions, and a new one from a file."""

from collections import Counter
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import service
from api.departments.repository import Kept
from api.desk.forms import FormBody
from api.desk.months import name_of
from api.desk.pages import page, segment
from api.desk.roster_board import zone_of
from api.desk.sheets import department_in
from api.desk.wording import money_of
from api.errors import ConflictError, MissingVersionError
from api.http.state import DatabaseOf
from api.views.grid import area_label
from api.views.wording import counted, plain
from models.base import Noun
from models.department import Department, read_department
from models.errors import InputError

router = APIRouter(prefix="/desk")
VERSIONS: Final = 20
FILE: Final = "the file"
Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]


class NewDocumentForm(Noun):
    """A department that is not stored yet."""

    document: str


class DocumentForm(NewDocumentForm):
    """The next version of a department, made from the version that was looked at."""

    version: Annotated[int, Field(ge=1, le=10**9)]
    why: Annotated[str, Field(max_length=1000)] = ""


@router.get("/departments/{department}/document")
def show_document(
    department: str,
    request: Request,
    database: DatabaseOf,
    caller: Reading,
    before: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """What is stored of a department, and its versions."""
    kept = service.get(database, caller, department)
    found = service.versions(database, caller, department, before=before, limit=VERSIONS + 1)
    return _shown(request, caller, kept, versions=found[:VERSIONS], more=len(found) > VERSIONS)


def _shown(request: Request, caller: Caller, kept: Kept, **told: object) -> Response:
    document = department_in(kept.text)
    context: dict[str, object] = {"refused": "", "versions": (), "more": False}
    return page(
        request, "desk_document.html", caller, department=document, name=name_of(document), zone=zone_of(document),
        version=kept.version, facts=facts(document), areas=areas(document), contracts=contracts(document),
        policy=document.policy, money=money_of(document), **context | told,
    )  # fmt: skip


@router.post("/departments/{department}/document")
def store_document(
    department: str,
    request: Request,
    database: DatabaseOf,
    caller: Editing,
    wanted: Annotated[DocumentForm, Depends(FormBody(DocumentForm))],
) -> Response:
    """Store a file as the next version; what is wrong with it is told above the form."""
    kept = service.get(database, caller, department)
    try:
        service.put(database, caller, _read(wanted.document, department), expected=wanted.version, why=wanted.why)
    except InputError as error:
        refusal = _shown(request, caller, kept, refused=plain(str(error)))
        refusal.status_code = 422
        return refusal
    return RedirectResponse(f"/desk/departments/{segment(department)}/document", 303)


def _read(text: str, department: str) -> Department:
    document = read_department(text, FILE)
    if document.id != department:
        told = f"is of the department {document.id!r}, this is {department!r}."
        raise InputError(f"{FILE}.id", told, "Maybe it is another department's file.")
    return document


@router.get("/new-department")
def show_new_department(request: Request, caller: Editing) -> Response:
    """The form by which another department is stored."""
    return page(request, "desk_new_department.html", caller, refused="")


@router.post("/new-department")
def store_department(
    request: Request,
    database: DatabaseOf,
    caller: Editing,
    wanted: Annotated[NewDocumentForm, Depends(FormBody(NewDocumentForm))],
) -> Response:
    """Store a file as a new department; one that is there already is not touched."""
    try:
        document = read_department(wanted.document, FILE)
        service.put(database, caller, document, expected=None)
    except MissingVersionError as error:
        told = "There is a department of that id already."
        raise ConflictError(told, "Store the file as its next version, on the page of its document.") from error
    except InputError as error:
        refusal = page(request, "desk_new_department.html", caller, refused=plain(str(error)))
        refusal.status_code = 422
        return refusal
    return RedirectResponse(f"/desk/departments/{segment(document.id)}", 303)


def facts(document: Department) -> list[tuple[str, str]]:
    """What a document holds, in numbers."""
    levels = Counter(str(one.level) for one in document.policy if one.enabled)
    off = sum(not one.enabled for one in document.policy)
    papers = sum(len(one.credentials) for one in document.staff)
    return [
        ("Next roster", f"{document.horizon.start:%a %-d %b} to {document.horizon.end:%a %-d %b %Y}"),
        ("People", f"{len(document.staff)}, with {counted(papers, 'paper')}"),
        ("Shifts", str(len(document.shifts))),
        (
            "Cover",
            f"{counted(len(document.coverage), 'day')} by the hour, {counted(len(document.shift_needs), 'need')}",
        ),
        ("Policy", ", ".join(f"{n} {level}" for level, n in sorted(levels.items())) + (f", {off} off" if off else "")),
        ("Clock", document.horizon.zone),
    ]


def areas(document: Department) -> list[tuple[str, str, int]]:
    """Each area's name, its shifts, and how many people are at home in it."""
    home = Counter(one.home_area for one in document.staff)
    return [(area_label(one), plain(", ".join(one.shifts)), home[one.id]) for one in document.areas]


def contracts(document: Department) -> list[tuple[str, int]]:
    """Each contract's name, and how many people have it."""
    having = Counter(one.contract for one in document.staff)
    return [(plain(one.id), having[one.id]) for one in document.contracts]
