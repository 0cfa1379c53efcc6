"""``/v1/rosters/…/roster.xlsx``, ``roster.csv``, ``roster.pdf``, ``calendar.ics`` and ``payroll.csv``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.budget.payroll import OvertimeBasis
from api.http.examples import shows_file
from api.http.preconditions import Version
from api.http.state import DatabaseOf
from api.roster_files import service
from api.views.paper import Paper

router = APIRouter(prefix="/rosters/{roster}", tags=["files"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
Seeing = Annotated[Caller, Depends(Allowed(Right.READ_PUBLISHED))]
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
CSV = "person,name,date,shift,area,start,end\r\nann,Ann,2027-02-01,D,CT,2027-02-01T07:00:00-06:00,…\r\n"
PAY = "person,name,date,code,minutes,cents\nann,Ann,2027-02-01,REG,480,24000\n"
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"


@router.get("/roster.xlsx", response_class=Response, responses=shows_file(XLSX, "PK…", described="The workbook"))
def export_workbook(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Response:
    """Take the roster away as an Excel workbook, with cover, cost, wishes and misses."""
    return _file(service.as_workbook(database, caller, roster, version), XLSX, "roster.xlsx")


@router.get("/roster.csv", response_class=Response, responses=shows_file("text/csv", CSV, described="The duties"))
def export_csv(roster: str, database: DatabaseOf, caller: Seeing, version: Version = None) -> Response:
    """Take the duties away as a table, one in a row."""
    return _file(service.as_csv(database, caller, roster, version).encode(), "text/csv; charset=utf-8", "roster.csv")


@router.get("/roster.pdf", response_class=Response, responses=shows_file(PDF, "%PDF-1.7…", described="The sheets"))
def export_pdf(
    roster: str,
    database: DatabaseOf,
    caller: Seeing,
    version: Version = None,
    paper: Annotated[Paper, Query(description="What it is printed on.")] = Paper.A4,
) -> Response:
    """Take the roster away as sheets to print and post, one for each area and week; it needs the extra `pdf` (501)."""
    return _file(service.as_pdf(database, caller, roster, version, paper=paper), PDF, "roster.pdf")


@router.get("/calendar.ics", response_class=Response, responses=shows_file("text/calendar", ICS, described="Events"))
def export_calendar(
    roster: str,
    database: DatabaseOf,
    caller: Seeing,
    person: Annotated[str, Query(max_length=200, description="Whose duties.")],
    version: Version = None,
) -> Response:
    """Take one person's duties away as a calendar file."""
    content = service.as_calendar(database, caller, roster, person, version)
    return _file(content, "text/calendar; charset=utf-8", "calendar.ics")


@router.get("/payroll.csv", response_class=Response, responses=shows_file("text/csv", PAY, described="Pay by day"))
def export_payroll(
    roster: str,
    database: DatabaseOf,
    caller: Reading,
    version: Version = None,
    basis: Annotated[
        OvertimeBasis, Query(description="What overtime premiums are a share of: as rosters are priced, or as paid.")
    ] = OvertimeBasis.BASE_WAGE,
) -> Response:
    """Take away what everybody is paid for the roster: a row for each person, day and pay code."""
    content = service.as_payroll(database, caller, roster, version, basis=basis)
    return _file(content, "text/csv; charset=utf-8", "payroll.csv")


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
