"""A roster as the service holds it, made without a worker: the job's end is written as its handler would."""

import json
from typing import Any, NamedTuple

from api.jobs.ending import settle
from api.jobs.hold import Hold, claim
from api.jobs.schemas import JobState
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.service import RIVERSIDE, Service

ANN = {"person": "ann", "date": "2027-02-01", "shift": "D", "area": "CT"}
BO = {"person": "bo", "date": "2027-02-01", "shift": "D", "area": "CT"}


class Made(NamedTuple):
    """Ids of a roster and of the job that made it."""

    roster: str
    job: str


def ordered(service: Service, *, policy: list[Any] | None = None, **order: Any) -> Made:  # noqa: ANN401 - JSON
    """A roster of the example's department, with other policy if given, that is ordered; its job waits."""
    client = service.client()
    client.put("/v1/departments/riverside", json=RIVERSIDE if policy is None else RIVERSIDE | {"policy": policy})
    answer = client.post("/v1/rosters", json={"department": "riverside", "seconds": 5, "workers": 1, **order})
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{told['job']}"
    return Made(told["roster"], told["job"])


def held(service: Service) -> Hold:
    """A worker's hold on the job that waits."""
    claimed = claim(service.database, "a worker")
    assert claimed is not None
    return claimed[1]


def kept(*duties: dict[str, str]) -> str:
    """A roster of these duties as a job keeps it."""
    return json.dumps({"department": "riverside", "start": "2027-02-01", "days": 7, "assignments": duties})


def made_roster(service: Service, *duties: dict[str, str], **order: Any) -> Made:  # noqa: ANN401 - fields of the order
    """A candidate with these duties; Ann's on the first day when none are given."""
    made = ordered(service, **order)
    roster = Roster.model_validate_json(kept(*duties or (ANN,)))
    result = Result(status=Status.FEASIBLE, roster=roster, bound=0, seconds=1.0)
    settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
    return made
