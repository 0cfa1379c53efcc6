"""Time off that is posted, that takes the place of other time off, and that has its roster repaired."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.jobs.runner import run
from api.rosters import repository
from models.department import read_department
from tests.api.rosters.made import ANN, BO, held, made_roster
from tests.api.service import Service, problem
from tests.api.time_off.test_routes import ELIGIBLE, ONE, PATH, TWO, hr, message, trail

POST = "/v1/time-off"
KEY = {"Idempotency-Key": "6f1c"}


def test_the_same_post_again_is_one_absence(any_service: Service) -> None:
    client = hr(any_service)
    first, second = (client.post(POST, json=message(), headers=KEY) for _ in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    assert first.json()["time_off"]["source"] == "post"
    assert len(client.get(POST).json()["items"]) == len(trail(any_service)) == 1
    other = problem(client.post(POST, json=message(employee="bo"), headers=KEY), 422, "idempotency-key-reused")
    assert "Take a new key" in other["detail"]
    assert len(client.get(POST).json()["items"]) == 1


def test_a_post_needs_a_key_or_a_name(service: Service) -> None:
    client = hr(service)
    refused = problem(client.post(POST, json=message()), 422, "invalid")
    assert refused["errors"][0]["place"] == "Idempotency-Key"
    named = message(source="workday", remote_id="4711")
    found = [client.post(POST, json=named).json()["outcome"] for _ in range(2)]
    assert found == ["created", "unchanged"]
    assert client.put(PATH, json=message()).json()["outcome"] == "unchanged", "it is the same absence"
    problem(client.post(POST, json=message(source="work day"), headers=KEY), 422, "invalid")


def test_an_edit_that_comes_as_a_new_request_takes_the_place_of_the_old_one_in_either_order(
    any_service: Service,
) -> None:
    client = hr(any_service)
    new = message(replaces="1", end_time="2027-02-05", modified_at="2025-11-29T09:00:00Z")
    late = message(modified_at="2025-11-30T09:00:00Z")
    for source, order in (("a", (("1", message()), ("2", new), ("1", late))), ("b", (("2", new), ("1", message())))):
        for remote, body in order:
            client.put(f"{POST}/{source}/{remote}", json=body)
        assert client.get(f"{POST}/{source}/1").json()["status"] == "DELETED"
        kept = client.get(f"{POST}/{source}/2").json()
        assert (kept["status"], kept["last_day"], kept["replaces"]) == ("APPROVED", "2027-02-05", "1")
        told = client.put(f"{POST}/{source}/1", json=late).json()
        assert (told["time_off"]["status"], told["effects"]) == ("DELETED", [])
    assert [event["after"].get("replaced_by") for event in trail(any_service)].count("2") == 1
    client.put(f"{POST}/c/2", json=new)
    assert client.get(f"{POST}/a/1").json()["version"] == 3, "ids of other systems are others"


def test_what_an_absence_does_can_be_asked_for_later(service: Service) -> None:
    roster = made_roster(service, policy=ELIGIBLE).roster
    client = service.client(Role.HR)
    told = client.put(PATH, json=message()).json()
    assert told["effects"] == client.get(f"{PATH}/effects").json()["effects"] == []
    manager = service.client(Role.MANAGER)
    manager.post(f"/v1/rosters/{roster}/edits", json={"cells": [off(ANN), BO]}, headers=ONE)
    assert manager.post(f"/v1/rosters/{roster}/publish", headers=TWO).status_code == 200
    client.put(f"{POST}/workday/2", json=message(employee="bo"))
    (effect,) = client.get(f"{POST}/workday/2/effects").json()["effects"]
    assert (effect["roster"], effect["hole_change"]) == (roster, 480)
    problem(service.client(Role.STAFF, person="bo").get(f"{POST}/workday/2/effects"), 403, "forbidden")
    problem(service.client(Role.HR, "elsewhere").get(f"{PATH}/effects"), 404, "not-found")


def off(duty: dict[str, str]) -> dict[str, str]:
    return {name: duty[name] for name in ("person", "date")}


@pytest.fixture
def published(service: Service) -> str:
    """A roster that staff see, and in which Ann works."""
    roster = made_roster(service, ANN, {**BO, "date": "2027-02-03"}, policy=ELIGIBLE).roster
    assert service.client().post(f"/v1/rosters/{roster}/publish", headers=ONE).status_code == 200
    return roster


def repaired(answer: Any) -> dict[str, str]:  # noqa: ANN401 - a response
    (repair,) = answer.json()["repairs"]
    found: dict[str, str] = repair
    return found


def test_a_repair_fills_the_hole_and_leaves_the_rest_as_it_is(service: Service, published: str) -> None:
    client = service.client(Role.HR)
    repair = repaired(client.put(PATH, json=message(repair=True)))
    assert repaired(client.put(PATH, json=message(repair=True))) == repair, "begun once"
    assert repaired(client.put(PATH, json=message())) == repair
    run(held(service))
    manager = service.client(Role.MANAGER)
    job = manager.get(f"/v1/jobs/{repair['job']}").json()
    assert (job["state"], job["subject"], repair["roster"]) == ("succeeded", repair["candidate"], published)
    candidate = manager.get(f"/v1/rosters/{repair['candidate']}").json()
    assert (candidate["state"], candidate["holes"], candidate["broken"]) == ("candidate", 0, 0)
    assert candidate["label"] == f"Repair of {published}"
    duties = [(one["person"], one["date"]) for one in candidate["assignments"]]
    assert sorted(duties) == [("bo", "2027-02-01"), ("bo", "2027-02-03")]
    assert manager.post(f"/v1/rosters/{repair['candidate']}/publish", headers=ONE).status_code == 200
    assert client.put(PATH, json=message()).json()["effects"] == []


def test_a_repair_has_a_price_on_changes_and_keeps_locks(service: Service, published: str) -> None:
    manager = service.client(Role.MANAGER)
    lock = {"lock": [off(ANN), {"person": "bo", "date": "2027-02-03"}]}
    assert manager.post(f"/v1/rosters/{published}/edits?why=x", json=lock, headers=TWO).status_code == 200
    repair = repaired(manager.post(POST, json=message(repair=True), headers=KEY))
    assert repaired(manager.post(POST, json=message(repair=True), headers=KEY)) == repair
    with service.database.read() as session:
        row = repository.row_of(session, repair["candidate"])
    department = read_department(row.document, "candidate")
    assert [(item.price, item.limits) for item in department.policy if item.family == "stability"] == [
        (5000, {"per_person": 10000})
    ]
    assert {(one.person, one.date.day) for one in department.published} == {("ann", 1), ("bo", 3)}
    assert [(pin.person, pin.date.day, pin.shift) for pin in department.pins] == [("bo", 3, "D")]


@pytest.mark.parametrize("change", [{"status": "REQUESTED"}, {"start_time": "2027-02-04", "end_time": "2027-02-05"}])
def test_nothing_is_repaired_that_is_not_torn_open(service: Service, published: str, change: dict[str, str]) -> None:
    told = service.client(Role.HR).put(PATH, json=message(**change, repair=True)).json()
    assert (told["outcome"], told["repairs"]) == ("created", [])
    rosters = service.client().get("/v1/rosters").json()["items"]
    assert [one["id"] for one in rosters] == [published]
