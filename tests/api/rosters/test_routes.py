"""Rosters over HTTP: ordered, made, edited, published, replaced and withdrawn."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.departments.examples import DEPARTMENT
from api.jobs import queue
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from api.rosters import repository
from models.department import Department
from tests.api.rosters.made import ANN, BO, held, kept, made_roster, ordered
from tests.api.service import Service, problem

ONE, TWO = {"If-Match": '"1"'}, {"If-Match": '"2"'}
ANN_OFF: dict[str, Any] = {"person": "ann", "date": "2027-02-01"}


def test_an_order_is_a_draft_and_a_job_until_it_is_made(service: Service) -> None:
    client = service.client(Role.LEAD)
    made = ordered(service, label="February")
    draft = client.get(f"/v1/rosters/{made.roster}").json()
    assert (draft["state"], draft["version"], draft["assignments"], draft["label"]) == ("draft", 0, [], "February")
    assert client.get(f"/v1/jobs/{made.job}").json()["state"] == "queued"
    assert made.job in problem(client.get(f"/v1/rosters/{made.roster}/verification"), 409, "conflict")["detail"]


def test_a_made_roster_is_a_candidate_with_its_figures(service: Service) -> None:
    made = made_roster(service)
    answer = service.client(Role.LEAD).get(f"/v1/rosters/{made.roster}")
    told = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert (told["state"], told["broken"], told["holes"], told["status"], told["bound"]) == (
        "candidate",
        0,
        0,
        "FEASIBLE",
        0,
    )
    assert told["assignments"] == [ANN]
    job = service.client(Role.LEAD).get(f"/v1/jobs/{made.job}").json()
    assert (job["state"], job["result"]["roster"], job["result"]["status"]) == ("succeeded", made.roster, "FEASIBLE")


def test_the_same_order_again_is_answered_alike_and_begins_nothing(service: Service) -> None:
    client = service.client()
    client.put("/v1/departments/riverside", json=DEPARTMENT)
    order, key = {"department": "riverside", "seconds": 5}, {"Idempotency-Key": "february"}
    first, second = (client.post("/v1/rosters", json=order, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert len(client.get("/v1/rosters").json()["items"]) == 1
    other = client.post("/v1/rosters", json=order | {"seconds": 6}, headers=key)
    assert "another request" in problem(other, 422, "idempotency-key-reused")["detail"]
    assert service.client().post("/v1/rosters", json=order, headers=key).json() != first.json()


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [
        ({"department": "nowhere"}, 404, "not-found"),
        ({"version": 7}, 404, "not-found"),
        ({"base": "ros_nothing"}, 404, "not-found"),
        ({"seconds": 4000}, 422, "invalid"),
        ({"seconds": True}, 422, "invalid"),
        ({"workers": "2"}, 422, "invalid"),
        ({"sedes": 1}, 422, "invalid"),
    ],
)
def test_an_order_that_cannot_be_is_refused(service: Service, change: dict[str, Any], status: int, kind: str) -> None:
    client = service.client()
    client.put("/v1/departments/riverside", json=DEPARTMENT)
    problem(client.post("/v1/rosters", json={"department": "riverside", **change}), status, kind)
    assert client.get("/v1/rosters").json()["items"] == []


def test_an_edit_tells_what_it_did_and_can_be_undone(service: Service) -> None:
    client = service.client(Role.LEAD)
    path = f"/v1/rosters/{made_roster(service).roster}"
    edited = client.post(f"{path}/edits", json={"cells": [ANN_OFF], "lock": [ANN_OFF]}, headers=ONE)
    told = edited.json()
    assert (edited.status_code, edited.headers["etag"], told["hole_change"]) == (200, '"2"', 480)
    assert [miss["item"] for miss in told["new_violations"]] == ["cover"]
    assert told["roster"]["status"] is None
    now = client.get(path).json()
    assert (now["assignments"], now["locks"]) == ([], [ANN_OFF])
    back = client.post(f"{path}/edits", json={"cells": [ANN], "unlock": [ANN_OFF]}, headers=TWO).json()
    assert (back["hole_change"], back["new_violations"]) == (-480, [])
    diff = client.get(f"{path}/diff?version=1&other_version=2").json()
    assert diff["cells"] == [
        {**ANN_OFF, "before_shift": "D", "before_area": "CT", "after_shift": None, "after_area": None}
    ]
    assert (diff["people"], diff["hole_change"]) == (1, 480)
    assert [one["version"] for one in client.get(f"{path}/versions").json()["items"]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("edits", "place"),
    [
        ({"cells": [{"person": "an", "date": "2027-02-01"}]}, "body.cells[0].person"),
        ({"cells": [ANN_OFF, {"person": "ann", "date": "2028-02-01"}]}, "body.cells[1].date"),
        ({"cells": [{**ANN_OFF, "shift": "D"}]}, "body.cells[0]"),
        ({"cells": [{**ANN_OFF, "shift": "D", "area": "MR"}]}, "body.cells[0].area"),
        ({"cells": [{**ANN_OFF, "shift": "N", "area": "CT"}]}, "body.cells[0].shift"),
        ({"lock": [{"person": "bob", "date": "2027-02-01"}]}, "body.lock[0].person"),
    ],
)
def test_an_edit_with_a_mistake_changes_nothing(service: Service, edits: dict[str, Any], place: str) -> None:
    client = service.client()
    path = f"/v1/rosters/{made_roster(service).roster}"
    refused = problem(client.post(f"{path}/edits", json=edits, headers=ONE), 422, "invalid")
    assert refused["errors"][0]["place"] == place
    assert client.get(path).headers["etag"] == '"1"'


def test_edits_from_an_old_version_are_refused(service: Service) -> None:
    client = service.client()
    path = f"/v1/rosters/{made_roster(service).roster}/edits"
    assert client.post(path, json={"cells": [ANN_OFF]}, headers=ONE).status_code == 200
    problem(client.post(path, json={"cells": [ANN]}, headers=ONE), 412, "version-conflict")
    problem(client.post(path, json={"cells": [ANN]}), 428, "version-required")


def test_staff_see_what_is_published_and_nothing_before(service: Service) -> None:
    manager, staff = service.client(Role.MANAGER), service.client(Role.STAFF)
    path = f"/v1/rosters/{made_roster(service).roster}"
    problem(staff.get(f"{path}/published"), 404, "not-found")
    published = manager.post(f"{path}/publish?why=February", headers=ONE)
    assert (published.status_code, published.json()["state"], published.headers["etag"]) == (200, "published", '"2"')
    seen = staff.get(f"{path}/published").json()
    assert seen["assignments"] == [ANN]
    assert "cost" not in seen
    problem(staff.get(path), 403, "forbidden")
    problem(staff.get(f"{path}/roster.csv?version=1"), 403, "forbidden")
    assert staff.get(f"{path}/roster.csv").text.splitlines() == [
        "person,name,date,shift,area,start,end",
        "ann,Ann,2027-02-01,D,CT,2027-02-01T07:00:00-06:00,2027-02-01T15:00:00-06:00",
    ]
    calendar = staff.get(f"{path}/calendar.ics?person=ann")
    assert "DTSTART:20270201T130000Z" in calendar.text
    assert calendar.headers["content-type"].startswith("text/calendar")
    problem(staff.get(f"{path}/calendar.ics?person=an"), 422, "invalid")
    assert manager.get(f"{path}/roster.xlsx").content.startswith(b"PK")


def test_a_roster_that_breaks_a_hard_rule_is_not_published(service: Service) -> None:
    client = service.client()
    document = {**dict(DEPARTMENT), "pins": [{"person": "ann", "date": "2027-02-02"}]}  # type: ignore[arg-type] # a dict
    client.put("/v1/departments/riverside", json=document)
    path = f"/v1/rosters/{made_roster(service).roster}"
    wrong = {**ANN, "date": "2027-02-02"}
    edited = client.post(f"{path}/edits", json={"cells": [wrong]}, headers=ONE).json()
    assert edited["roster"]["broken"] == 1
    refused = problem(client.post(f"{path}/publish", headers=TWO), 409, "conflict")
    assert "breaks hard rules in 1 places" in refused["detail"]
    assert client.get(f"{path}/verification").json()["valid"] is False


def test_an_amendment_needs_the_right_and_a_reason(service: Service) -> None:
    manager, lead = service.client(Role.MANAGER), service.client(Role.LEAD)
    path = f"/v1/rosters/{made_roster(service).roster}"
    manager.post(f"{path}/publish", headers=ONE)
    swap = {"cells": [ANN_OFF, BO]}
    problem(lead.post(f"{path}/edits?why=sick", json=swap, headers=TWO), 403, "forbidden")
    assert "Say why" in problem(manager.post(f"{path}/edits", json=swap, headers=TWO), 422, "invalid")["detail"]
    amended = manager.post(f"{path}/edits?why=Ann+is+sick", json=swap, headers=TWO).json()
    assert amended["roster"]["state"] == "amended"
    assert service.client(Role.STAFF).get(f"{path}/published").json()["assignments"] == [BO]
    last = service.client().get("/v1/audit?subject=" + path.rpartition("/")[2]).json()["items"][-1]
    assert (last["action"], last["why"], len(last["after"]["cells"])) == ("roster.edited", "Ann is sick", 2)


def test_publishing_replaces_what_was_in_force_for_those_days(service: Service) -> None:
    manager, staff = service.client(Role.MANAGER), service.client(Role.STAFF)
    first, second = (made_roster(service, duty).roster for duty in (ANN, BO))
    assert manager.post(f"/v1/rosters/{first}/publish", headers=ONE).status_code == 200
    assert manager.post(f"/v1/rosters/{second}/publish", headers=ONE).status_code == 200
    problem(staff.get(f"/v1/rosters/{first}/published"), 404, "not-found")
    assert staff.get(f"/v1/rosters/{second}/published").json()["assignments"] == [BO]
    states = {one["id"]: one["state"] for one in manager.get("/v1/rosters").json()["items"]}
    assert states == {first: "withdrawn", second: "published"}
    problem(manager.post(f"/v1/rosters/{second}/publish", headers=TWO), 409, "conflict")
    assert manager.post(f"/v1/rosters/{second}/withdraw", headers=TWO).json()["state"] == "withdrawn"
    problem(
        manager.post(f"/v1/rosters/{second}/edits", json={"cells": [ANN]}, headers={"If-Match": '"3"'}), 409, "conflict"
    )


def test_a_new_roster_keeps_the_cells_that_were_locked_in_its_base(service: Service) -> None:
    client = service.client()
    base = made_roster(service).roster
    client.post(
        f"/v1/rosters/{base}/edits", json={"lock": [ANN_OFF, {"person": "bo", "date": "2027-02-02"}]}, headers=ONE
    )
    ordered(service, base=base)
    hold = held(service)
    with service.database.read() as session:
        row = repository.row_of(session, queue.find(session, hold.job).subject)
    pins = Department.model_validate_json(row.document).pins
    assert [(pin.person, pin.date.day, pin.shift, pin.area) for pin in pins] == [
        ("ann", 1, "D", "CT"),
        ("bo", 2, None, None),
    ]


def test_a_cancelled_job_keeps_the_best_roster_until_then(service: Service) -> None:
    client = service.client()
    made = ordered(service)
    hold = held(service)
    hold.tell("incumbent", {"cost": 0}, keep=kept(BO))
    assert client.post(f"/v1/jobs/{made.job}/cancel").json()["cancelling"] is True
    assert hold.cancelling()
    settle(hold, JobState.CANCELLED)
    assert client.get(f"/v1/jobs/{made.job}").json()["state"] == "cancelled"
    roster = client.get(f"/v1/rosters/{made.roster}").json()
    assert (roster["state"], roster["assignments"]) == ("candidate", [BO])


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    client = service.client()
    ids = [ordered(service).roster for _ in range(3)]
    first = client.get("/v1/rosters?limit=2").json()
    rest = client.get("/v1/rosters", params={"limit": 2, "cursor": first["next"]}).json()
    assert [one["id"] for one in (*first["items"], *rest["items"])] == ids[::-1]
    assert client.get("/v1/rosters?department=riverside&state=candidate").json()["items"] == []
    problem(client.get("/v1/rosters?cursor=%25%25"), 422, "invalid")
    problem(client.get("/v1/rosters?limit=0"), 422, "invalid")
