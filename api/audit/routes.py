"""``/v1/audit``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import JsonValue

from api.audit import chain
from api.audit.events import AuditEvent
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.examples import shows
from api.http.pages import Cursor, Limit, Page, after_number, page_of
from api.http.state import DatabaseOf

router = APIRouter(prefix="/audit", tags=["audit"])
EXAMPLE: JsonValue = {
    "action": "department.stored", "subject": "riverside", "department": "riverside", "before": None,
    "after": {"version": 1, "digest": "9f2c" * 16}, "number": 2, "at": "2027-01-04T09:30:00Z",
    "actor": "key:3f9a1c20d4e5", "why": "February", "previous": "5d41" * 16, "hash": "7b1e" * 16,
}  # fmt: skip


@router.get("", responses=shows(200, {"items": [EXAMPLE], "next": None}))
def list_events(
    database: DatabaseOf,
    caller: Annotated[Caller, Depends(Allowed(Right.READ_AUDIT))],
    limit: Limit = 50,
    cursor: Cursor = None,
    subject: Annotated[str | None, Query(max_length=300, description="Id of what was changed.")] = None,
) -> Page[AuditEvent]:
    """List who did what, in order; a key for some departments sees theirs."""
    last = after_number(cursor) or 0
    with database.read() as session:
        found = chain.events(session, after=last, limit=limit + 1, subject=subject, departments=caller.departments)
    return page_of(found, limit=limit, key=lambda one: str(one.number))
