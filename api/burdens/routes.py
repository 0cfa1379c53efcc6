"""``/v1/departments/{department}/burdens``."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.burdens import examples, service
from api.burdens.schemas import Burdens
from api.http.examples import shows
from api.http.state import DatabaseOf

router = APIRouter(prefix="/departments", tags=["burdens"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_BURDENS))]
First = Annotated[dt.date | None, Query(description="Half a year before the last day when absent.")]
Last = Annotated[dt.date | None, Query(description="The end of the department's horizon when absent.")]


@router.get("/{department}/burdens", responses=shows(200, examples.BURDENS))
def read_burdens(
    department: str, database: DatabaseOf, caller: Reading, first_day: First = None, last_day: Last = None
) -> Burdens:
    """Read who worked how many weekends, nights and holidays by the rosters in force; staff see their own."""
    return service.burdens(database, caller, department, first_day=first_day, last_day=last_day)
