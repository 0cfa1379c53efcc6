"""``/v1/rosters``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.pages import Cursor, Limit, Page, after, after_number, page_of
from api.http.preconditions import IfMatch, Version, etag, expected_version
from api.http.reasons import Why
from api.http.repeats import OnceOf
from api.http.state import DatabaseOf, SettingsOf
from api.rosters import editing, examples, generating, lifecycle, reading
from api.rosters.schemas import (
    EditedRoster,
    EditRoster,
    GeneratedRoster,
    GenerateRoster,
    PublishedRoster,
    RosterDetail,
    RosterDiff,
    RosterState,
    RosterSummary,
    RosterVersion,
    Verification,
)
from models.errors import InputError

router = APIRouter(prefix="/rosters", tags=["rosters"])

Seeing = Annotated[Caller, Depends(Allowed(Right.READ_PUBLISHED))]
Reading = Annotated[Caller, Depends(Allowed(Right.READ_ROSTERS))]
Editing = Annotated[Caller, Depends(Allowed(Right.EDIT_ROSTERS))]
Publishing = Annotated[Caller, Depends(Allowed(Right.PUBLISH_ROSTERS))]
Order = Annotated[GenerateRoster, Depends(JsonBody(GenerateRoster, examples.ORDER))]
Edits = Annotated[EditRoster, Depends(JsonBody(EditRoster, examples.EDIT))]


@router.post(
    "",
    status_code=202,
    responses=shows(202, examples.GENERATED, described="Begun", headers={"Location": "Where to follow the job."}),
)
def generate_roster(
    order: Order,
    database: DatabaseOf,
    settings: SettingsOf,
    caller: Editing,
    response: Response,
    asked: OnceOf,
    why: Why = "",
) -> GeneratedRoster:
    """Begin to make a roster; a job does it, and the roster fills when the job has ended."""
    if order.seconds > settings.most_solve_seconds:
        told = f"is {order.seconds:g}; this service solves for at most {settings.most_solve_seconds}."
        raise InputError("body.seconds", told, "Ask for less.")
    begun = generating.generate(database, caller, order, asked=asked, why=why)
    response.headers["Location"] = f"/v1/jobs/{begun.job}"
    return begun


@router.get("", responses=shows(200, {"items": [examples.SUMMARY], "next": None}))
def list_rosters(
    database: DatabaseOf,
    caller: Reading,
    department: Annotated[str | None, Query(max_length=200)] = None,
    state: RosterState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RosterSummary]:
    """List rosters, newest first."""
    found = reading.listed(database, caller, before=after(cursor), limit=limit + 1, department=department, state=state)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/{roster}", responses=shows(200, examples.DETAIL, headers=ETAG))
def get_roster(
    roster: str, database: DatabaseOf, caller: Reading, response: Response, version: Version = None
) -> RosterDetail:
    """Read a roster of any state, with its figures and duties."""
    found = reading.detail(database, caller, roster, version)
    response.headers["ETag"] = etag(found.version)
    return found


@router.get("/{roster}/published", responses=shows(200, examples.PUBLISHED, headers=ETAG))
def get_published_roster(roster: str, database: DatabaseOf, caller: Seeing, response: Response) -> PublishedRoster:
    """Read a roster in force as staff see it: who works when."""
    found = reading.published(database, caller, roster)
    response.headers["ETag"] = etag(found.version)
    return found


@router.get("/{roster}/verification", responses=shows(200, examples.VERIFICATION))
def verify_roster(roster: str, database: DatabaseOf, caller: Reading, version: Version = None) -> Verification:
    """Check a roster against every rule, anew and without a solver."""
    return reading.verification(database, caller, roster, version)


@router.get("/{roster}/versions", responses=shows(200, {"items": [examples.VERSION], "next": None}))
def list_roster_versions(
    roster: str, database: DatabaseOf, caller: Reading, limit: Limit = 50, cursor: Cursor = None
) -> Page[RosterVersion]:
    """List a roster's versions, newest first."""
    found = reading.versions(database, caller, roster, before=after_number(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: str(one.version))


@router.get("/{roster}/diff", responses=shows(200, examples.DIFF))
def diff_rosters(
    roster: str,
    database: DatabaseOf,
    caller: Reading,
    other: Annotated[str | None, Query(max_length=200, description="Another roster; this one when absent.")] = None,
    version: Version = None,
    other_version: Version = None,
) -> RosterDiff:
    """Compare two versions of a roster, or two rosters: what the other one has different."""
    return reading.diff(database, caller, roster, version, other=other or roster, other_version=other_version)


@router.post("/{roster}/edits", responses=shows(200, examples.EDITED, headers=ETAG))
def edit_roster(
    roster: str,
    edits: Edits,
    database: DatabaseOf,
    caller: Editing,
    response: Response,
    if_match: IfMatch = None,
    why: Why = "",
) -> EditedRoster:
    """Change and lock cells, all at once; answers what is missed now and what it costs."""
    done = editing.edit(database, caller, roster, edits, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.roster.version)
    return done


@router.post("/{roster}/publish", responses=shows(200, examples.PUBLISHED_SUMMARY, headers=ETAG))
def publish_roster(
    roster: str, database: DatabaseOf, caller: Publishing, response: Response, if_match: IfMatch = None, why: Why = ""
) -> RosterSummary:
    """Let staff see a candidate that breaks no hard rule; one in force for its days is replaced."""
    done = lifecycle.publish(database, caller, roster, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done


@router.post("/{roster}/withdraw", responses=shows(200, examples.WITHDRAWN_SUMMARY, headers=ETAG))
def withdraw_roster(
    roster: str, database: DatabaseOf, caller: Publishing, response: Response, if_match: IfMatch = None, why: Why = ""
) -> RosterSummary:
    """Take a roster in force back."""
    done = lifecycle.withdraw(database, caller, roster, expected=expected_version(if_match), why=why)
    response.headers["ETag"] = etag(done.version)
    return done
