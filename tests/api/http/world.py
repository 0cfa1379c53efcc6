"""Two departments with something of every kind, and a key of every role that may know of the first alone."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.budget.examples import PLAN
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from api.parts import examples as parts
from api.quality.examples import EQUIPMENT
from api.self_service.examples import RULES
from api.storage.database import Database
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.rosters.made import ANN, held
from tests.api.service import RIVERSIDE, Service, serving
from tests.api.users.signed import user

OWN, OTHER = "riverside", "elsewhere"
COLLEAGUE = "of a colleague: "
YEAR = dt.datetime.now(dt.UTC).year + 1
Things = dict[str, str]


def ahead(content: Any) -> Any:  # noqa: ANN401 - JSON
    """The same JSON with the year of the examples moved, so that what it is about is still to come."""
    return json.loads(json.dumps(content).replace("2027-", f"{YEAR}-"))


DEPARTMENT: dict[str, Any] = ahead(RIVERSIDE) | {
    "areas": [RIVERSIDE["areas"][0] | {"modality": "CT"}],
    "shifts": [*RIVERSIDE["shifts"], parts.SHIFT],
    "contracts": [*RIVERSIDE["contracts"], parts.CONTRACT],
    "staff": [{"id": person, "contract": "full"} for person in ("ann", "bo", "cy")],
    "coverage": [ahead(parts.COVER)],
}
DEPARTMENT["areas"].append(parts.AREA)
PARTS = {
    "new person": "cy", "new contract": "half", "new shift": "E", "new area": "MR", "area": "CT", "shift": "D",
    "date": f"{YEAR}-02-01",
}  # fmt: skip
"""What the examples of parts are about."""
IMAGES = "date,area,acquired,rejected\n2026-10-02,CT,412,17\n"
EXAMS = "area,date,exams\n" + "".join(
    f"CT,{dt.date(YEAR, 1, 31) - dt.timedelta(days=back)}T{hour:02d}:00,3\n" for back in range(56) for hour in range(24)
)
DAYS = ("2027-02-04", "2027-02-05")
"""Days on which people are wanted; Ann claims the first."""
BO = {"person": "bo", "date": "2027-02-02", "shift": "D", "area": "CT"}


@dataclass(frozen=True)
class World:
    """A service, what is in it by department and name, and keys by role."""

    service: Service
    file: Path
    things: dict[str, Things]
    tokens: dict[Role, str]

    def client(self, role: Role | None) -> TestClient:
        """Somebody of that role, of the first department; Ann, if it is staff."""
        client = TestClient(self.service.app, raise_server_exceptions=False)
        if role is not None:
            client.headers["Authorization"] = f"Bearer {self.tokens[role]}"
        return client

    def restore(self) -> None:
        """Bring everything back to how it was."""
        self.service.database.engine.dispose()
        shutil.copy(self.file.with_suffix(".kept"), self.file)


@contextmanager
def made_world(file: Path) -> Iterator[World]:
    """The world in a database that has its tables."""
    database = Database(f"sqlite:///{file}")
    for service in serving(database, anonymous_calls_per_minute=0):
        admin = service.client()
        things = {department: _rosters(service, admin, department) for department in (OWN, OTHER)}
        for department, found in things.items():
            found.update(_things(service, admin, department))
            found.update(_trades(service, admin, department, found["published"]))
        tokens = {role: service.token(role, OWN, **({"person": "ann"} if role is Role.STAFF else {})) for role in Role}
        database.engine.dispose()
        shutil.copy(file, file.with_suffix(".kept"))
        yield World(service, file, things, tokens)
    database.close()


def _rosters(service: Service, admin: TestClient, department: str) -> Things:
    """A roster in force and a candidate for the same days."""
    admin.put(f"/v1/departments/{department}", json=DEPARTMENT | {"id": department})
    found: Things = {}
    for name in ("published", "candidate"):
        begun = _ordered(admin, department)
        roster = ahead({"department": department, "start": "2027-02-01", "days": 7, "assignments": [ANN, BO]})
        result = Result(status=Status.FEASIBLE, roster=Roster.model_validate_json(json.dumps(roster)), bound=0)
        settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
        found |= {name: begun["roster"], "ended": begun["job"]}
    answer = admin.post(f"/v1/rosters/{found['published']}/publish", headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    return (
        found
        | {"department": department, "person": "ann", "source": "workday", "pack": "imaging", "item": "cover"}
        | PARTS
    )


def _things(service: Service, admin: TestClient, department: str) -> Things:
    """A job that waits, those who may call, and what people and other systems bring."""
    token = service.token(Role.LEAD, department)
    kim = user(service, f"kim@{department}", Role.LEAD, departments=(department,))
    hook = _made(admin, "/v1/webhooks", {"department": department, "url": "https://hr.example/hooks"})["endpoint"]["id"]
    rules = admin.put(f"/v1/departments/{department}/self-service", json=RULES)
    assert rules.status_code == 200, rules.text
    _made(admin, f"/v1/departments/{department}/quality/import", {"csv": IMAGES})
    exams = admin.post(f"/v1/departments/{department}/volumes/import", content=EXAMS)
    assert exams.status_code == 200, exams.text
    units = admin.put(f"/v1/departments/{department}/equipment", json=ahead(EQUIPMENT))
    assert units.status_code == 200, units.text
    plan = admin.put(f"/v1/departments/{department}/budget-plans/2027-02", json=ahead(PLAN))
    assert plan.status_code == 200, plan.text
    period = {"first_day": "2027-02-01", "last_day": "2027-02-28", "closes_at": "2027-01-15T18:00:00Z", "most": 4}
    found = {
        "plan": "2027-02", "job": _ordered(admin, department)["job"], "key": token.split("_")[2], "user": kim.id,
        "webhook": hook, "delivery": _made(admin, f"/v1/webhooks/{hook}/test", {})["id"],
        "period": _made(admin, "/v1/request-periods", {"department": department} | period)["id"],
    }  # fmt: skip
    for person, mine in (("ann", ""), ("bo", COLLEAGUE)):
        of = {"department": department, "person": person}
        found[mine + "feed"] = _made(admin, "/v1/feeds", of)["feed"]["id"]
        found[mine + "wish"] = _made(admin, "/v1/wishes", of | {"date": "2027-02-05", "kind": "off"})["id"]
        found[mine + "absence"] = f"{department}-{person}"
        absence = {
            "department": department, "employee": person, "status": "REQUESTED", "start_time": "2027-02-03",
            "end_time": "2027-02-03", "modified_at": "2025-11-28T16:20:00Z",
        }  # fmt: skip
        answer = admin.put(f"/v1/time-off/workday/{department}-{person}", json=ahead(absence))
        assert answer.status_code == 201, answer.text
    return found


def _trades(service: Service, admin: TestClient, department: str, roster: str) -> Things:
    """Open shifts, claims and swaps."""
    staff = {name: service.client(Role.STAFF, department, person=name) for name in ("ann", "bo", "cy")}
    duty = {"roster": roster, "shift": "D", "area": "CT"}
    posts = [_made(admin, "/v1/open-shifts", duty | {"date": date, "people": 2})["id"] for date in DAYS]
    found = {"post": posts[0]}
    for person, mine in (("ann", ""), ("cy", COLLEAGUE)):
        found[mine + "claim"] = _made(staff[person], "/v1/claims", duty | {"date": DAYS[0]})["id"]
    swaps = (
        ("offered by me", "ann", "bo"), ("offered to me", "bo", "ann"), (COLLEAGUE + "offered by me", "bo", "cy"),
        (COLLEAGUE + "offered to me", "bo", "cy"), ("accepted", "ann", "bo"),
    )  # fmt: skip
    for name, giver, taker in swaps:
        date = "2027-02-01" if giver == "ann" else "2027-02-02"
        found[name] = _made(admin, "/v1/swaps", {"roster": roster, "giver": giver, "give_date": date, "taker": taker})[
            "id"
        ]
    answer = staff["bo"].post(f"/v1/swaps/{found['accepted']}/accept", headers={"If-Match": '"1"'})
    assert answer.json()["state"] == "waiting", answer.text
    return found


def _ordered(admin: TestClient, department: str) -> dict[str, Any]:
    return _made(admin, "/v1/rosters", {"department": department, "seconds": 5, "workers": 1})


def _made(admin: TestClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = admin.post(path, json=ahead(body))
    assert answer.status_code in {201, 202}, answer.text
    told: dict[str, Any] = answer.json()
    return told
