"""``/v1/jobs``."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import JsonValue

from api.audit.change import changing
from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.errors import NotFoundError
from api.http.examples import shows, shows_file
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.reasons import Why
from api.http.state import DatabaseOf
from api.jobs import queue
from api.jobs.schemas import Job, JobEvent
from api.storage.database import Database

router = APIRouter(prefix="/jobs", tags=["jobs"])

LOOK_SECONDS = 0.25
"""How often the events of a running job are looked for."""
EVENTS_AT_ONCE = 500
_NUMBER = re.compile(r"\d{1,9}")
Reading = Annotated[Caller, Depends(Allowed(Right.READ_JOBS))]
EXAMPLE: dict[str, JsonValue] = {
    "id": "job_01m86p485v5c3tpt3n137vr21p", "kind": "roster.generate", "subject": "ros_01m86p4860f2y7m1h3kqd8xw5t",
    "department": "riverside", "state": "running", "cancelling": False, "attempt": 1, "result": None, "error": "",
    "made_at": "2027-01-04T09:30:00Z", "made_by": "key:3f9a1c20d4e5", "began_at": "2027-01-04T09:30:01Z",
    "ended_at": None,
}  # fmt: skip
STREAM = 'id: 3\nevent: incumbent\ndata: {"seconds": 1.2, "holes": 0, "cost": 431200, "bound": 420000}\n\n'


def job_known_to(caller: Caller, database: Database, job: str) -> Job:
    """The job; raises `NotFoundError` for one of others' departments."""
    with database.read() as session:
        found = queue.find(session, job)
    if not caller.knows(found.department):
        raise NotFoundError.of("job", job)
    return found


@router.get("", responses=shows(200, {"items": [EXAMPLE], "next": None}))
def list_jobs(database: DatabaseOf, caller: Reading, limit: Limit = 50, cursor: Cursor = None) -> Page[Job]:
    """List jobs, newest first."""
    with database.read() as session:
        found = queue.listed(session, before=after(cursor), limit=limit + 1, departments=caller.departments)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/{job}", responses=shows(200, EXAMPLE))
def get_job(job: str, database: DatabaseOf, caller: Reading) -> Job:
    """Read how far a job is, and its result when it is over."""
    return job_known_to(caller, database, job)


@router.post("/{job}/cancel", responses=shows(200, EXAMPLE | {"cancelling": True}))
def cancel_job(
    job: str, database: DatabaseOf, caller: Annotated[Caller, Depends(Allowed(Right.CANCEL_JOBS))], why: Why = ""
) -> Job:
    """Ask for a job to end; what it has found until then is kept."""
    job_known_to(caller, database, job)
    with changing(database, actor=caller.id, why=why) as change:
        return queue.cancel(change, job)


def _followed(job: str, database: DatabaseOf, caller: Reading) -> Job:
    return job_known_to(caller, database, job)


@router.get(
    "/{job}/events",
    response_class=EventSourceResponse,
    responses=shows_file("text/event-stream", STREAM, described="Server-sent events"),
)
async def stream_job_events(
    database: DatabaseOf,
    followed: Annotated[Job, Depends(_followed)],
    last_event_id: Annotated[str | None, Header(description="Number of the last event that came.")] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Follow a job: its states, every better roster and bound, until it is over; goes on after Last-Event-ID."""
    last = int(last_event_id) if last_event_id and _NUMBER.fullmatch(last_event_id) else 0
    over = False
    while not over:
        over, news = await run_in_threadpool(_look, database, followed.id, last)
        for event in news:
            last = event.number
            yield ServerSentEvent(data=event.said, event=event.kind, id=str(event.number))
        if not over:
            await asyncio.sleep(LOOK_SECONDS)


def _look(database: Database, job: str, after: int) -> tuple[bool, list[JobEvent]]:
    """Whether the job is over and nothing follows, and what came after an event; no transaction stays open."""
    with database.read() as session:
        state = queue.find(session, job).state
        news = queue.watch(session, job, after=after, limit=EVENTS_AT_ONCE)
    return state.over and len(news) < EVENTS_AT_ONCE, news
