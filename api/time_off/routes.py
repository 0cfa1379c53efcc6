"""``/v1/time-off``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.reasons import Why
from api.http.repeats import OnceOf
from api.http.state import DatabaseOf
from api.storage.ids import new_id
from api.time_off import examples, service
from api.time_off.repository import Remote
from api.time_off.schemas import SOURCE, Effects, KeptTimeOff, Outcome, PostedTimeOff, ReportedTimeOff, ReportTimeOff
from models.errors import InputError

router = APIRouter(prefix="/time-off", tags=["time off"])

Reading = Annotated[Caller, Depends(Allowed(Right.READ_TIME_OFF))]
Reporting = Annotated[Caller, Depends(Allowed(Right.REPORT_TIME_OFF))]
Message = Annotated[ReportTimeOff, Depends(JsonBody(ReportTimeOff, examples.MESSAGE))]
Posted = Annotated[PostedTimeOff, Depends(JsonBody(PostedTimeOff, examples.POSTED))]
Source = Annotated[str, Path(pattern=SOURCE, description="The HR system, such as `workday`.")]
RemoteId = Annotated[str, Path(max_length=200, description="The HR system's own id of the request.")]


@router.put(
    "/{source}/{remote_id}",
    responses=shows(200, examples.REPORTED) | shows(201, examples.REPORTED, described="Reported for the first time"),
)
def put_time_off(
    source: Source, remote_id: RemoteId, message: Message, database: DatabaseOf, caller: Reporting, response: Response,
    why: Why = "",
) -> ReportedTimeOff:  # fmt: skip
    """Report time off as often and in whatever order; answers which published duties fall into it."""
    told = service.report(database, caller, Remote(source, remote_id), message, why=why)
    response.status_code = 201 if told.outcome is Outcome.CREATED else 200
    return told


@router.post("", status_code=201, responses=shows(201, examples.REPORTED, described="Kept, by now or before"))
def post_time_off(
    posted: Posted, database: DatabaseOf, caller: Reporting, asked: OnceOf, why: Why = ""
) -> ReportedTimeOff:
    """Report time off once, however often the request is sent with the same Idempotency-Key."""
    if posted.remote_id is None and asked.key is None:
        told = "is absent, and so is `remote_id`: sent again, this would be a second absence."
        raise InputError("Idempotency-Key", told, "Send one of the two.")
    remote = Remote(posted.source, posted.remote_id or new_id("abs"))
    return service.report(database, caller, remote, posted, key=asked, why=why)


@router.get("/{source}/{remote_id}/effects", responses=shows(200, examples.EFFECTS))
def get_time_off_effects(source: Source, remote_id: RemoteId, database: DatabaseOf, caller: Reporting) -> Effects:
    """Read which duties in force fall into an absence as things are now, and what that tears open."""
    return service.effects(database, caller, Remote(source, remote_id))


@router.get("/{source}/{remote_id}", responses=shows(200, examples.KEPT))
def get_time_off(source: Source, remote_id: RemoteId, database: DatabaseOf, caller: Reading) -> KeptTimeOff:
    """Read one absence; kind and note are there for whoever may report time off."""
    return service.get(database, caller, Remote(source, remote_id))


@router.get("", responses=shows(200, {"items": [examples.KEPT], "next": None}))
def list_time_off(
    database: DatabaseOf,
    caller: Reading,
    department: Annotated[str | None, Query(max_length=200)] = None,
    employee: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[KeptTimeOff]:
    """List absences, those reported last first; a key of staff sees its own person's."""
    found = service.listed(
        database, caller, before=after(cursor), limit=limit + 1, department=department, employee=employee
    )
    page = page_of(found, limit=limit, key=lambda one: one[0])
    return Page(items=tuple(kept for _, kept in page.items), next=page.next)
