"""``/v1/departments/…/staff``, ``contracts``, ``shifts``, ``areas``, ``coverage`` and ``shift-needs``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import examples as departments
from api.departments.schemas import StoredDepartment
from api.http.bodies import FileBody, JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.parts import addresses, importing, service
from api.parts.addresses import Addressed
from api.parts.examples import line_of, outcome_of
from api.parts.part import N
from api.parts.schemas import ImportOutcome

router = APIRouter(prefix="/departments/{department}", tags=["parts of departments"])

NDJSON = "application/x-ndjson"
Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
DryRun = Annotated[bool, Query(description="True to be told what would come of each line, and to store nothing.")]


def _add_readers(addressed: Addressed[N]) -> None:
    part, place = addressed.part, f"/{addressed.part.path}"

    def listed(
        department: str, database: DatabaseOf, caller: Reading, response: Response, version: Version = None,
        limit: Limit = 50, cursor: Cursor = None,
    ) -> Page[N]:  # fmt: skip
        found, stands_in = service.listed(
            database, caller, department, part, version=version, after=after(cursor), limit=limit + 1
        )
        response.headers["ETag"] = etag(stands_in)
        return page_of(found, limit=limit, key=part.key)

    def read(
        department: str, key: Annotated[str, Depends(addressed.key_of)], database: DatabaseOf, caller: Reading,
        response: Response, version: Version = None,
    ) -> N:  # fmt: skip
        found, stands_in = service.get(database, caller, department, part, key, version=version)
        response.headers["ETag"] = etag(stands_in)
        return found

    router.add_api_route(
        place, listed, methods=["GET"], name=f"list_{part.field}", response_model=addressed.page,
        description=f"List the {part.path} of a department, in order of their keys; the ETag is the department's.",
        responses=shows(200, {"items": [dict(addressed.filled)], "next": None}, headers=ETAG),
    )  # fmt: skip
    router.add_api_route(
        f"{place}/{addressed.one}", read, methods=["GET"], name=f"get_{addressed.name}", response_model=part.model,
        description=f"Read one {part.noun}; the ETag is the department's.",
        responses=shows(200, dict(addressed.filled), headers=ETAG),
    )  # fmt: skip


def _add_writers(addressed: Addressed[N]) -> None:
    part, place = addressed.part, f"/{addressed.part.path}/{addressed.one}"

    def put(
        department: str, key: Annotated[str, Depends(addressed.key_of)],
        content: Annotated[N, Depends(JsonBody(part.model, dict(addressed.example)))],
        database: DatabaseOf, caller: Editing, response: Response, if_match: IfMatch = None, why: Why = "",
    ) -> StoredDepartment:  # fmt: skip
        stored = service.put(
            database, caller, department, part, key, content, expected=expected_version(if_match), why=why
        )
        response.headers["ETag"] = etag(stored.version)
        return stored

    def remove(
        department: str, key: Annotated[str, Depends(addressed.key_of)], database: DatabaseOf, caller: Editing,
        response: Response, if_match: IfMatch = None, why: Why = "",
    ) -> StoredDepartment:  # fmt: skip
        stored = service.remove(database, caller, department, part, key, expected=expected_version(if_match), why=why)
        response.headers["ETag"] = etag(stored.version)
        return stored

    router.add_api_route(
        place, put, methods=["PUT"], name=f"put_{addressed.name}",
        responses=shows(200, departments.STORED, headers=ETAG),
        description=f"Put one {part.noun} in its place, or a new one behind the others; the department is checked as a "
        "whole, and has a version more where anything changed.",
    )  # fmt: skip
    router.add_api_route(
        place, remove, methods=["DELETE"], name=f"delete_{addressed.name}",
        responses=shows(200, departments.STORED, headers=ETAG),
        description=f"Take one {part.noun} away, unless something in the document still names it; earlier versions "
        "keep it.",
    )  # fmt: skip


def _add_import(addressed: Addressed[N]) -> None:
    part = addressed.part

    def bring(
        department: str, content: Annotated[bytes, Depends(FileBody({NDJSON: line_of(addressed.example)}))],
        database: DatabaseOf, caller: Editing, response: Response, *, dry_run: DryRun = False,
        if_match: IfMatch = None, why: Why = "",
    ) -> ImportOutcome:  # fmt: skip
        lines, expected = importing.lines_of(content, part), expected_version(if_match)
        if dry_run:
            told = importing.try_out(database, caller, department, part, lines, expected=expected)
        else:
            told = importing.bring(database, caller, department, part, lines, expected=expected, why=why)
        response.headers["ETag"] = etag(told.version)
        return told

    router.add_api_route(
        f"/{part.path}/import", bring, methods=["POST"], name=f"import_{part.field}",
        responses=shows(200, outcome_of(str(addressed.example.get("id", "2027-02-01 CT"))), headers=ETAG),
        description=f"Put many at once into the {part.path}, one JSON object a line: lines that are wrong are refused, "
        "each with its reason, and all others stored as one version.",
    )  # fmt: skip


def _add(addressed: Addressed[N]) -> None:
    _add_readers(addressed)
    _add_writers(addressed)
    _add_import(addressed)


_add(addresses.STAFF)
_add(addresses.CONTRACTS)
_add(addresses.SHIFTS)
_add(addresses.AREAS)
_add(addresses.COVERAGE)
_add(addresses.SHIFT_NEEDS)
