"""Wishes over HTTP: made until a deadline, one a day, part of the next roster, and told whether they were granted."""

import datetime as dt
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.rosters import repository
from tests.api.rosters.made import ANN, made_roster
from tests.api.service import RIVERSIDE, Service, problem

ONE = {"If-Match": '"1"'}
SOON = (dt.datetime.now(dt.UTC) + dt.timedelta(days=9)).isoformat()
OVER = "2020-01-01T00:00:00Z"
PERIOD = {"department": "riverside", "first_day": "2027-02-01", "last_day": "2027-02-28", "closes_at": SOON}
OFF = {"department": "riverside", "date": "2027-02-01", "kind": "off"}


def opened(service: Service, **change: Any) -> str:  # noqa: ANN401 - JSON
    """The path of a period in which wishes are taken."""
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    answer = service.client(Role.MANAGER).post("/v1/request-periods", json=PERIOD | change)
    assert answer.status_code == 201, answer.text
    assert answer.json()["open"] is True
    return f"/v1/request-periods/{answer.json()['id']}"


def ann(service: Service) -> TestClient:
    return service.client(Role.STAFF, "riverside", person="ann")


def test_a_wish_is_made_listed_and_taken_back(any_service: Service) -> None:
    opened(any_service)
    client = ann(any_service)
    made = client.post("/v1/wishes", json=OFF)
    assert made.status_code == 201, made.text
    assert (made.json()["person"], made.json()["kind"], made.json()["granted"]) == ("ann", "off", None)
    assert client.get("/v1/wishes").json()["items"] == [made.json()]
    path = f"/v1/wishes/{made.json()['id']}"
    gone = client.delete(path).json()
    assert gone["withdrawn_at"]
    assert client.delete(path).json() == gone
    again = client.post("/v1/wishes", json=OFF | {"kind": "on", "shift": "D", "area": "CT"})
    assert again.status_code == 201
    actions = [event["action"] for event in any_service.client().get("/v1/audit?limit=200").json()["items"]]
    assert [one for one in actions if one.startswith("wish.")] == ["wish.made", "wish.withdrawn", "wish.made"]


def test_after_the_deadline_only_managers_make_wishes(any_service: Service) -> None:
    path, client = opened(any_service), ann(any_service)
    kept = client.post("/v1/wishes", json=OFF).json()
    manager = any_service.client(Role.MANAGER)
    moved = manager.put(path, json={"closes_at": OVER}, headers=ONE)
    assert (moved.json()["open"], moved.headers["etag"]) == (False, '"2"')
    late = problem(client.post("/v1/wishes", json=OFF | {"date": "2027-02-02"}), 409, "conflict")
    assert "were taken until 2020-01-01 00:00 UTC" in late["detail"]
    problem(client.delete(f"/v1/wishes/{kept['id']}"), 409, "conflict")
    theirs = manager.post("/v1/wishes", json=OFF | {"date": "2027-02-02", "person": "ann"})
    assert (theirs.status_code, theirs.json()["person"]) == (201, "ann")
    assert manager.delete(f"/v1/wishes/{kept['id']}").json()["withdrawn_at"]


def test_wishes_are_part_of_the_next_roster_and_their_outcome_is_told(any_service: Service) -> None:
    opened(any_service)
    client = ann(any_service)
    client.post("/v1/wishes", json=OFF)
    client.post("/v1/wishes", json=OFF | {"date": "2027-02-02"})
    client.post("/v1/wishes", json=OFF | {"date": "2027-02-03", "kind": "on", "area": "CT"})
    gone = client.post("/v1/wishes", json=OFF | {"date": "2027-02-04"}).json()
    client.delete(f"/v1/wishes/{gone['id']}")
    roster = made_roster(any_service, ANN).roster
    with any_service.database.read() as session:
        wishes = repository.held(session, roster).department.wishes
    assert [(one.person, one.date.day, one.kind, one.area, one.price) for one in wishes] == [
        ("ann", 1, "off", None, None), ("ann", 2, "off", None, None), ("ann", 3, "on", "CT", None)
    ]  # fmt: skip
    assert {one["granted"] for one in client.get("/v1/wishes").json()["items"]} == {None}, "staff see no roster yet"
    any_service.client().post(f"/v1/rosters/{roster}/publish", headers=ONE)
    outcomes = {one["date"][-2:]: one["granted"] for one in client.get("/v1/wishes").json()["items"]}
    assert outcomes == {"01": False, "02": True, "03": False, "04": None}


def test_what_the_document_says_itself_and_what_is_gone_is_not_added(service: Service) -> None:
    opened(service)
    client = ann(service)
    client.post("/v1/wishes", json=OFF)
    client.post("/v1/wishes", json=OFF | {"date": "2027-02-02", "kind": "on", "area": "CT", "shift": "D"})
    client.post("/v1/wishes", json=OFF | {"date": "2027-02-03", "kind": "on", "shift": "D"})
    mine = {"person": "ann", "date": "2027-02-01", "kind": "on"}
    changed = RIVERSIDE | {
        "wishes": [mine], "areas": [{"id": "MR", "shifts": ["D"]}], "shift_needs": [],
    }  # fmt: skip
    service.client().put("/v1/departments/riverside", json=changed, headers=ONE)
    order = service.client().post("/v1/rosters", json={"department": "riverside", "seconds": 5})
    with service.database.read() as session:
        department = repository.row_of(session, order.json()["roster"]).document
    assert department.count('"person":"ann"') == 2
    assert '"area":"CT"' not in department


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"date": "2027-03-01"}, 409, "Wishes for 2027-03-01 are not taken yet"),
        ({"area": "CX"}, 422, "Maybe you meant CT"),
        ({"shift": "N"}, 422, "unknown shift 'N'"),
        ({"area": "CT", "shift": "N"}, 422, "unknown shift 'N'"),
        ({"person": "bo"}, 403, "speaks for ann"),
        ({"price": 5}, 422, "price"),
        ({"kind": "maybe"}, 422, "kind"),
        ({"department": "nowhere"}, 404, "no department 'nowhere'"),
    ],
)
def test_a_wish_that_does_not_fit_is_refused(service: Service, change: dict[str, Any], status: int, told: str) -> None:
    opened(service)
    answer = ann(service).post("/v1/wishes", json=OFF | change)
    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert ann(service).get("/v1/wishes").json()["items"] == []


def test_there_is_one_wish_a_day_and_no_more_than_the_period_allows(service: Service) -> None:
    opened(service, most=2)
    client = ann(service)
    first = client.post("/v1/wishes", json=OFF).json()["id"]
    twice = problem(client.post("/v1/wishes", json=OFF | {"kind": "on"}), 409, "conflict")
    assert f"There is a wish for 2027-02-01 already, {first}" in twice["detail"]
    client.post("/v1/wishes", json=OFF | {"date": "2027-02-02"})
    third = problem(client.post("/v1/wishes", json=OFF | {"date": "2027-02-03"}), 409, "conflict")
    assert "2 wishes from 2027-02-01 to 2027-02-28 are the most" in third["detail"]


def test_staff_see_their_own_wishes_and_strangers_none(service: Service) -> None:
    path = opened(service)
    bo = service.client(Role.STAFF, "riverside", person="bo")
    mine = ann(service).post("/v1/wishes", json=OFF).json()["id"]
    assert bo.get("/v1/wishes").json()["items"] == bo.get("/v1/wishes?person=ann").json()["items"] == []
    problem(bo.delete(f"/v1/wishes/{mine}"), 404, "not-found")
    nobody = service.client(Role.STAFF)
    assert nobody.get("/v1/wishes").json()["items"] == []
    assert "is nobody of the staff" in problem(nobody.post("/v1/wishes", json=OFF), 403, "forbidden")["detail"]
    stranger = service.client(Role.MANAGER, "elsewhere")
    problem(stranger.get(path), 404, "not-found")
    problem(stranger.put(path, json={"closes_at": SOON}, headers=ONE), 404, "not-found")
    problem(stranger.delete(f"/v1/wishes/{mine}"), 404, "not-found")
    assert stranger.get("/v1/request-periods").json()["items"] == stranger.get("/v1/wishes").json()["items"] == []
    assert [one["id"] for one in service.client(Role.LEAD).get("/v1/wishes").json()["items"]] == [mine]


def test_periods_do_not_overlap_and_deadlines_move_from_the_version_that_was_read(service: Service) -> None:
    path = opened(service)
    manager = service.client(Role.MANAGER)
    overlap = manager.post("/v1/request-periods", json=PERIOD | {"first_day": "2027-02-28", "last_day": "2027-03-07"})
    assert "Wishes from 2027-02-01 to 2027-02-28 are taken already" in problem(overlap, 409, "conflict")["detail"]
    problem(manager.post("/v1/request-periods", json=PERIOD | {"last_day": "2027-01-31"}), 422, "invalid")
    problem(manager.post("/v1/request-periods", json=PERIOD | {"last_day": "2037-01-31"}), 422, "invalid")
    late = manager.post("/v1/request-periods", json=PERIOD | {"closes_at": OVER, "first_day": "2027-02-01"})
    assert "in the past" in problem(late, 422, "invalid")["detail"]
    problem(manager.put(path, json={"closes_at": SOON}), 428, "version-required")
    assert manager.put(path, json={"closes_at": SOON, "most": 1}, headers=ONE).json()["most"] == 1
    problem(manager.put(path, json={"closes_at": SOON}, headers=ONE), 412, "version-conflict")
    assert manager.get(path).headers["etag"] == '"2"'
    problem(manager.get("/v1/request-periods/per_x"), 404, "not-found")


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    opened(service)
    for day in (1, 2, 3):
        ann(service).post("/v1/wishes", json=OFF | {"date": f"2027-02-0{day}"})
    client = service.client()
    first = client.get("/v1/wishes?limit=2&department=riverside&person=ann").json()
    rest = client.get("/v1/wishes", params={"limit": 2, "cursor": first["next"]}).json()
    assert [one["date"][-1] for one in (*first["items"], *rest["items"])] == ["3", "2", "1"]
    assert len(client.get("/v1/request-periods?department=riverside&limit=1").json()["items"]) == 1
