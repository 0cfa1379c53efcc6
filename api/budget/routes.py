"""``/v1/rosters/…/budget``, ``budget.xlsx`` and ``budget.html``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import JsonValue

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.budget import examples, service
from api.http.bodies import JsonBody
from api.http.examples import shows, shows_file
from api.http.preconditions import Version
from api.http.state import DatabaseOf
from models.budget_plan import Budget

router = APIRouter(prefix="/rosters/{roster}", tags=["budget"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "<!doctype html>…"
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
Plan = Annotated[Budget, Depends(JsonBody(Budget, examples.PLAN))]


@router.get("/budget", responses=shows(200, examples.MONTH))
def get_budget(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> dict[str, JsonValue]:
    """Pay a roster minute by minute, and hold its pay periods against what is planned, or caps of the policy."""
    return service.report(database, caller, roster, version)


@router.post("/budget", responses=shows(200, examples.MONTH))
def hold_against_plan(
    roster: str, plan: Plan, database: DatabaseOf, caller: Reading, version: Version = None
) -> dict[str, JsonValue]:
    """Pay a roster and hold it against a plan of exams, hours, rates and targets; nothing is stored."""
    return service.report(database, caller, roster, version, plan)


@router.get("/budget.xlsx", response_class=Response, responses=shows_file(XLSX, "PK…", described="The workbook"))
def export_budget(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Response:
    """Take pay and budget away as an Excel workbook: pay periods against plan with a chart, people, every pay line."""
    return _file(service.workbook(database, caller, roster, version), XLSX, "budget.xlsx")


@router.get("/budget.html", response_class=Response, responses=shows_file("text/html", HTML, described="The page"))
def export_budget_page(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Response:
    """Take pay and budget away as one page: charts of pay against target and of where differences come from."""
    return _file(service.page(database, caller, roster, version), "text/html; charset=utf-8", "budget.html")


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
