"""``/v1/departments/…/volumes`` and ``/v1/departments/…/forecast``."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.departments import examples as departments
from api.departments.schemas import StoredDepartment
from api.http.bodies import FileBody
from api.http.examples import ETAG, shows
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.volumes import examples, forecasting, service
from api.volumes.forecasting import Asked
from api.volumes.schemas import RemovedVolumes, VolumesOutcome, VolumesSummary
from api.volumes.service import Reading as HowToRead
from scheduler.forecast.forecasters.discovery import DEFAULT
from scheduler.forecast.prediction import Forecast

router = APIRouter(prefix="/departments/{department}", tags=["volumes and forecasts"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_DEPARTMENTS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_DEPARTMENTS))]
Text = Annotated[str, Query(max_length=200)]
Counts = Annotated[bytes, Depends(FileBody({"text/csv": examples.CSV, "application/x-ndjson": examples.LINES}))]
Columns = Annotated[
    list[Text] | None, Query(max_length=20, description="date=Day for a column that should not be guessed.")
]
Lenient = Annotated[bool, Query(description="True to leave out rows that make no sense, and to be told them.")]
DryRun = Annotated[bool, Query(description="True to be told what would come of it, and to store nothing.")]
Area = Annotated[str | None, Query(max_length=200, description="As the import names it; every area when absent.")]
Day = Annotated[dt.date | None, Query(description="Absent for the border of what is on record.")]
Changes = Annotated[
    list[Text] | None, Query(max_length=200, description="A change of exams, such as CT 2027-02-01.. +15%.")
]
Downtimes = Annotated[
    list[Text] | None, Query(max_length=200, description="A machine that stands still, such as CT 2027-02-03 50%.")
]


async def _reading(*, columns: Columns = None, lenient: Lenient = False, dry_run: DryRun = False) -> HowToRead:
    return HowToRead(tuple(columns or ()), lenient, dry_run)


async def _asked(
    forecaster: Annotated[str, Query(max_length=50, description="Such as ensemble, glm or additive.")] = DEFAULT,
    holidays: Annotated[
        str | None, Query(max_length=50, description="Calendar such as US or GB-ENG; found out when absent.")
    ] = None,
    change: Changes = None,
    downtime: Downtimes = None,
) -> Asked:
    return Asked(forecaster, holidays, tuple(change or ()), tuple(downtime or ()))


@router.post("/volumes/import", responses=shows(200, examples.OUTCOME))
def import_volumes(
    department: str, content: Counts, how: Annotated[HowToRead, Depends(_reading)], database: DatabaseOf,
    caller: Editing, why: Why = "",
) -> VolumesOutcome:  # fmt: skip
    """Bring exam counts or orders in; each day of an area takes the place of what was on record of that day."""
    return service.bring(database, caller, department, content, how, why=why)


@router.get("/volumes", responses=shows(200, examples.SUMMARY))
def get_volumes(department: str, database: DatabaseOf, caller: Reading) -> VolumesSummary:
    """Tell what exams are on record, by area."""
    return service.summary(database, caller, department)


@router.delete("/volumes", responses=shows(200, examples.REMOVED))
def delete_volumes(
    department: str, database: DatabaseOf, caller: Editing, area: Area = None, first: Day = None, last: Day = None,
    why: Why = "",
) -> RemovedVolumes:  # fmt: skip
    """Take exams from the record: of one area or all, between two days, or all there are."""
    return service.remove(database, caller, department, area=area, first=first, last=last, why=why)


@router.get("/forecast", responses=shows(200, examples.FORECAST, headers=ETAG))
def get_forecast(
    department: str, asked: Annotated[Asked, Depends(_asked)], database: DatabaseOf, caller: Reading,
    response: Response, version: Version = None,
) -> Forecast:  # fmt: skip
    """Forecast exams and people per hour in the department's horizon from what is on record; it takes seconds."""
    made, stands_in = forecasting.forecast(database, caller, department, asked, version=version)
    response.headers["ETag"] = etag(stands_in)
    return made


@router.post("/forecast/coverage", responses=shows(200, departments.STORED, headers=ETAG))
def store_forecast_coverage(
    department: str, asked: Annotated[Asked, Depends(_asked)], database: DatabaseOf, caller: Editing,
    response: Response, if_match: IfMatch = None, why: Why = "",
) -> StoredDepartment:  # fmt: skip
    """Put the people per hour of such a forecast into the department's coverage, in the areas that were forecast."""
    expected = expected_version(if_match)
    stored = forecasting.store_coverage(database, caller, department, asked, expected=expected, why=why)
    response.headers["ETag"] = etag(stored.version)
    return stored
