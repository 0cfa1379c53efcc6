"""A clinic whose roster is in force, some lifetimes from now, so that all its duties are still to come."""

import json
from typing import Any

from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.rosters.made import held
from tests.api.service import RIVERSIDE, Service

START = "2100-02-01"
"""A Monday."""
CLINIC: dict[str, Any] = RIVERSIDE | {
    "horizon": {"start": START, "days": 7, "zone": "America/Chicago"},
    "credential_kinds": [{"code": "MR-R"}],
    "shifts": [
        {"id": "D", "start": "07:00", "end": "15:00"},
        {"id": "N", "start": "23:00", "end": "07:00", "next_day": True},
    ],
    "areas": [
        {"id": "CT", "name": "CT", "modality": "CT", "shifts": ["D", "N"]},
        {"id": "MR", "name": "MR", "modality": "MR", "shifts": ["D"], "requires": {"has": "MR-R"}},
    ],
    "staff": [
        {"id": "ann", "name": "Ann", "contract": "full", "hourly_cents": 3000, "home_area": "CT"},
        {
            "id": "bo", "name": "Bo", "contract": "full", "hourly_cents": 4200, "home_area": "CT",
            "credentials": [{"code": "MR-R"}],
        },
        {
            "id": "cy", "name": "Cy", "contract": "full", "hourly_cents": 3000, "home_area": "MR",
            "credentials": [{"code": "MR-R"}],
        },
    ],
    "shift_needs": [{"area": "CT", "shift": "D", "date": START, "minimum": 1, "target": 1}],
    "policy": [
        {"id": "may", "family": "eligibility"},
        {"id": "rest", "family": "rest", "limits": {"minutes": 600}},
        {"id": "cover", "family": "coverage_shift", "level": "coverage", "limits": {"of": "minimum"}},
        {"id": "wishes", "family": "requests", "level": "priced", "price": 500},
        {"id": "pay", "family": "labour_cost", "level": "priced"},
    ],
}  # fmt: skip


def duty(person: str, day: int, what: str = "D@CT") -> dict[str, str]:
    """``duty("ann", 1)``: Ann's day shift in CT on the first day."""
    shift, area = what.split("@")
    return {"person": person, "date": date(day), "shift": shift, "area": area}


def date(day: int) -> str:
    """The n-th day of the roster."""
    return f"2100-02-{day:02d}"


def in_force(service: Service, *duties: dict[str, str], **change: Any) -> str:  # noqa: ANN401 - JSON
    """The id of a roster of these duties that staff see, of the clinic with changes."""
    client = service.client()
    document = CLINIC | change
    there = client.get("/v1/departments/riverside")
    match = {"If-Match": there.headers["etag"]} if there.status_code == 200 else {}
    stored = client.put("/v1/departments/riverside", json=document, headers=match)
    assert stored.status_code in {200, 201}, stored.text
    roster: str = client.post("/v1/rosters", json={"department": "riverside", "seconds": 5}).json()["roster"]
    horizon = document["horizon"]
    told = {"department": "riverside", "start": horizon["start"], "days": horizon["days"], "assignments": duties}
    result = Result(status=Status.FEASIBLE, roster=Roster.model_validate_json(json.dumps(told)), bound=0, seconds=1.0)
    settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
    done = client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    assert done.status_code == 200, done.text
    return roster


def staff(service: Service, person: str) -> TestClient:
    """A client of somebody of the staff."""
    return service.client(Role.STAFF, "riverside", person=person)


def assignments(service: Service, roster: str) -> list[dict[str, str]]:
    """The duties that staff see."""
    found: list[dict[str, str]] = service.client().get(f"/v1/rosters/{roster}/published").json()["assignments"]
    return found


def actions(service: Service, kind: str) -> list[str]:
    """What the audit trail has of a kind, oldest first."""
    told = service.client().get("/v1/audit?limit=200").json()["items"]
    return [event["action"] for event in told if event["action"].startswith(kind)]
