"""``/v1/departments``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import examples, service
from api.departments.schemas import DepartmentSummary, DepartmentVersion, StoredDepartment
from api.http.bodies import SOURCE, DocumentBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, after_number, page_of
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from models.department import Department, read_department
from models.errors import InputError

router = APIRouter(prefix="/departments", tags=["departments"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Document = Annotated[bytes, Depends(DocumentBody(Department, examples.DEPARTMENT))]


@router.get("", responses=shows(200, {"items": [examples.SUMMARY], "next": None}))
def list_departments(
    database: DatabaseOf, caller: Reading, limit: Limit = 50, cursor: Cursor = None
) -> Page[DepartmentSummary]:
    """List the departments that the key may know of."""
    found = service.summaries(database, caller, after=after(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.put(
    "/{department}",
    responses=shows(200, examples.STORED, headers=ETAG)
    | shows(201, examples.STORED, headers=ETAG, described="Stored for the first time"),
)
def put_department(
    department: str, content: Document, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Store a department's document as its next version; every mistake in it is told with its place."""
    document = read_department(content, SOURCE)
    if document.id != department:
        raise InputError(f"{SOURCE}.id", f"is {document.id!r}, the path says {department!r}.", "Make them the same.")
    stored, first = service.put(database, caller, document, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(stored.version)
    response.status_code = 201 if first else 200
    return stored


@router.get("/{department}", response_model=Department, responses=shows(200, examples.DEPARTMENT, headers=ETAG))
def get_department(department: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Response:
    """Read a department's document, the newest version unless another is named."""
    kept = service.get(database, caller, department, version)
    return Response(kept.text, media_type="application/json", headers={"ETag": etag(kept.version)})


@router.get("/{department}/versions", responses=shows(200, {"items": [examples.VERSION], "next": None}))
def list_department_versions(
    department: str, database: DatabaseOf, caller: Reading, limit: Limit = 50, cursor: Cursor = None
) -> Page[DepartmentVersion]:
    """List a department's versions, newest first."""
    found = service.versions(database, caller, department, before=after_number(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: str(one.version))
