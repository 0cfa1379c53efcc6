"""``/v1/departments/…/equipment`` and ``/v1/departments/…/quality``."""

import datetime as dt
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
from api.quality import closing, examples, service
from api.quality.report import QualityReport
from api.quality.schemas import ClosedUnits, CloseUnits, LogImport, LogKind, LogOutcome, LogRow, StoredEquipment
from models.equipment import Equipment
from models.quality import QcEntry

router = APIRouter(prefix="/departments/{department}", tags=["quality"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_QUALITY))]
Logging = Annotated[Caller, Depends(Allowed(Right.LOG_QUALITY))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Units = Annotated[Equipment, Depends(JsonBody(Equipment, examples.EQUIPMENT))]
Control = Annotated[QcEntry, Depends(JsonBody(QcEntry, examples.ENTRY))]
Closing = Annotated[CloseUnits, Depends(JsonBody(CloseUnits, examples.CLOSE))]
Log = Annotated[LogImport, Depends(JsonBody(LogImport, examples.IMPORT))]
Until = Annotated[dt.date | None, Query(description="The last day that counts; the last on record when absent.")]
OfRoster = Annotated[str | None, Query(max_length=200, description="A roster, for its figures and closings to come.")]
Kind = Annotated[LogKind | None, Query(description="Only rows of this kind.")]


@router.get("/equipment", responses=shows(200, examples.EQUIPMENT, headers=ETAG))
def get_equipment(department: str, database: DatabaseOf, caller: Reading, response: Response) -> Equipment:
    """Read a department's units and their outages; one unit for each area where none were put."""
    found, version = service.equipment(database, caller, department)
    response.headers["ETag"] = etag(version)
    return found


@router.put("/equipment", responses=shows(200, examples.STORED, headers=ETAG))
def put_equipment(
    department: str, content: Units, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> StoredEquipment:  # fmt: skip
    """Put units and outages; rosters ordered from now on ask for one person less while a unit stands still."""
    stored = service.put_equipment(database, caller, department, content, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored


@router.post("/quality/control", status_code=201, responses=shows(201, examples.OUTCOME))
def log_control(department: str, entry: Control, database: DatabaseOf, caller: Logging, why: Why = "") -> LogOutcome:
    """Put a result of quality control on record; the same one again counts once."""
    return service.log_control(database, caller, department, entry, why=why)


@router.post("/quality/import", status_code=201, responses=shows(201, examples.OUTCOME))
def import_log(department: str, content: Log, database: DatabaseOf, caller: Logging, why: Why = "") -> LogOutcome:
    """Put a log on record: quality control, images, exams or events, told by its header; mistakes name the row."""
    return service.import_log(database, caller, department, content, why=why)


@router.post("/quality/closings", responses=shows(200, examples.CLOSED, headers=ETAG))
def close_units(
    department: str, order: Closing, database: DatabaseOf, caller: Editing, response: Response,
    if_match: IfMatch = None, why: Why = "",
) -> ClosedUnits:  # fmt: skip
    """Close units whose quality control the log lacks, or a roster has nobody for: outages join the equipment."""
    closed = closing.close(database, caller, department, order, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(closed.version)
    return closed


@router.get("/quality/log", responses=shows(200, {"items": [examples.ROW], "next": None}))
def list_log(
    department: str, database: DatabaseOf, caller: Reading, kind: Kind = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[LogRow]:
    """List rows on record, those put there last first."""
    found = service.listed(database, caller, department, before=after(cursor), limit=limit + 1, kind=kind)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/quality/report", responses=shows(200, examples.REPORT))
def get_quality_report(
    department: str, database: DatabaseOf, caller: Reading, until: Until = None, roster: OfRoster = None
) -> QualityReport:
    """Tell figures against targets, control charts, quality control that is due, and units that it closes."""
    return service.report(database, caller, department, until=until, roster=roster)
