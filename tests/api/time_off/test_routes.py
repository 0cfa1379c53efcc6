"""Time off over HTTP: reported late, twice and in any order, kept once, and what it does to published rosters told."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.audit.chain import flaws
from api.auth.rights import Role
from api.rosters import repository
from api.time_off.examples import MESSAGE
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

PATH = "/v1/time-off/workday/4711"
ONE, TWO = {"If-Match": '"1"'}, {"If-Match": '"2"'}
ELIGIBLE = [*RIVERSIDE["policy"], {"id": "may-work", "family": "eligibility"}]


def message(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of the message
    return {**MESSAGE, **changes}


def hr(service: Service) -> TestClient:
    """A client of the HR system, where the example's department is."""
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    return service.client(Role.HR)


def trail(service: Service) -> list[dict[str, Any]]:
    found = service.client().get("/v1/audit?limit=200").json()["items"]
    return [event for event in found if event["action"] == "time_off.reported"]


def test_the_same_message_again_changes_nothing(any_service: Service) -> None:
    client = hr(any_service)
    first, second = (client.put(f"{PATH}?why=sync", json=message()) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert (first.json()["outcome"], second.json()["outcome"]) == ("created", "unchanged")
    assert first.json()["time_off"] == second.json()["time_off"] == client.get(PATH).json()
    (event,) = trail(any_service)
    assert (event["why"], event["department"], event["before"]) == ("sync", "riverside", None)
    assert (event["after"]["person"], event["after"]["status"]) == ("ann", "APPROVED")


def test_an_older_message_never_overwrites_a_newer_one(any_service: Service) -> None:
    client = hr(any_service)
    newer = message(status="CANCELLED", modified_at="2025-11-29T09:00:00Z")
    client.put(PATH, json=newer)
    late = client.put(PATH, json=message())
    assert (late.status_code, late.json()["outcome"]) == (200, "outdated")
    assert (late.json()["time_off"]["status"], late.json()["time_off"]["version"]) == ("CANCELLED", 1)
    changed = client.put(PATH, json=message(end_time="2027-02-05", modified_at="2025-11-30T09:00:00+09:00")).json()
    assert (changed["outcome"], changed["time_off"]["last_day"], changed["time_off"]["version"]) == (
        "updated", "2027-02-05", 2
    )  # fmt: skip
    assert trail(any_service)[-1]["after"]["changed"] == ["status", "end_time", "modified_at"]
    assert trail(any_service)[-1]["before"]["status"] == "CANCELLED"


def histories(absences: int) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """For each absence its messages in the order in which they were meant; some share their instant."""
    for number in range(absences):
        path = f"/v1/time-off/bamboo/{number}"
        at = [f"2025-11-{number % 20 + 1:02d}T10:00:0{second}Z" for second in (0, 0, 7, 9)]
        steps = [
            message(status="REQUESTED", modified_at=at[0]),
            message(status="APPROVED", modified_at=at[1]),
            message(status="APPROVED", modified_at=at[2], end_time="2027-02-03"),
            message(status="CANCELLED", modified_at=at[3]),
        ]
        yield [(path, step) for step in steps[: number % 4 + 1]]


def test_two_hundred_messages_replayed_and_out_of_order_land_once(any_service: Service) -> None:
    client, sent = hr(any_service), list(histories(40))
    meant = {history[-1][0]: history[-1][1] for history in sent}
    messages = [one for history in sent for one in history] * 2
    random.Random(7).shuffle(messages)
    assert len(messages) == 200
    outcomes = [client.put(path, json=body).json()["outcome"] for path, body in messages]
    assert outcomes.count("created") == 40
    assert len(trail(any_service)) == sum(one in {"created", "updated"} for one in outcomes)
    kept = client.get("/v1/time-off?limit=200").json()["items"]
    assert len(kept) == 40
    for one in kept:
        wanted = meant[f"/v1/time-off/bamboo/{one['remote_id']}"]
        assert [one[name] for name in ("status", "end_time", "modified_at")] == [
            wanted[name] for name in ("status", "end_time", "modified_at")
        ]
    with any_service.database.read() as session:
        assert list(flaws(session)) == []


def test_the_answer_says_which_published_duties_become_holes(any_service: Service) -> None:
    roster = made_roster(any_service, policy=ELIGIBLE).roster
    client, manager = any_service.client(Role.HR), any_service.client(Role.MANAGER)
    assert client.put(PATH, json=message()).json()["effects"] == [], "staff see no roster yet"
    manager.put(PATH, json=message(status="CANCELLED", modified_at="2025-11-28T17:00:00Z"))
    assert manager.post(f"/v1/rosters/{roster}/publish", headers=ONE).status_code == 200
    back = message(modified_at="2025-11-28T18:00:00Z")
    told = client.put(PATH, json=back).json()
    assert told["effects"] == [
        {
            "roster": roster, "version": 2, "broken": 1, "hole_change": 480, "cost_change": None,
            "duties": [{"date": "2027-02-01", "shift": "D", "area": "CT", "minutes": 480}],
        }
    ]  # fmt: skip
    assert client.put(PATH, json=back).json()["effects"] == told["effects"]
    assert manager.put(PATH, json=back).json()["effects"][0]["cost_change"] == 0
    manager.post(f"/v1/rosters/{roster}/edits?why=sick", json={"cells": [cell(ANN), BO]}, headers=TWO)
    assert client.put(PATH, json=back).json()["effects"] == [], "somebody else works instead"
    assert client.put(PATH, json=message(status="DECLINED", modified_at="2025-11-29T18:00:00Z")).json()["effects"] == []


def cell(duty: dict[str, str]) -> dict[str, str]:
    """The duty's cell, off."""
    return {name: duty[name] for name in ("person", "date")}


def test_a_duty_that_another_covers_leaves_no_hole(service: Service) -> None:
    roster = made_roster(service, ANN, BO, policy=ELIGIBLE).roster
    service.client().post(f"/v1/rosters/{roster}/publish", headers=ONE)
    (effect,) = service.client(Role.HR).put(PATH, json=message(status="REQUESTED")).json()["effects"]
    assert (effect["duties"][0]["minutes"], effect["hole_change"], effect["broken"]) == (0, 0, 1)


def test_approved_time_off_is_part_of_the_next_roster_without_its_kind(service: Service) -> None:
    client = hr(service)
    client.put(PATH, json=message())
    client.put("/v1/time-off/workday/2", json=message(employee="bo", status="REQUESTED"))
    roster = made_roster(service, BO).roster
    with service.database.read() as session:
        (leave,) = repository.held(session, roster).department.time_off
    assert (leave.person, leave.start.day, leave.end.day, leave.kind, leave.private) == ("ann", 1, 2, "leave", True)


def test_a_roster_made_before_is_not_published_over_approved_time_off(service: Service) -> None:
    path = f"/v1/rosters/{made_roster(service, policy=ELIGIBLE).roster}"
    client = service.client()
    client.put(PATH, json=message())
    refused = problem(client.post(f"{path}/publish", headers=ONE), 409, "conflict")
    assert "Ann works D in CT on 2027-02-01 and is off from 2027-02-01 to 2027-02-02" in refused["detail"]
    assert client.post(f"{path}/edits", json={"cells": [cell(ANN), BO]}, headers=ONE).status_code == 200
    assert client.post(f"{path}/publish", headers=TWO).status_code == 200


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2027-02-01", "2027-02-01", ("2027-02-01", "2027-02-01")),
        ("2027-02-01T06:00:00Z", "2027-02-02T06:00:00Z", ("2027-02-01", "2027-02-01")),
        ("2027-02-01T00:00:00Z", "2027-02-02T00:00:00Z", ("2027-01-31", "2027-02-01")),
        ("2027-02-01T13:00:00-06:00", "2027-02-01T17:00:00-06:00", ("2027-02-01", "2027-02-01")),
        ("2027-03-14T06:00:00Z", "2027-03-15T05:00:00Z", ("2027-03-14", "2027-03-14")),
        ("2027-02-01", "2027-02-03T01:00:00Z", ("2027-02-01", "2027-02-02")),
        ("2027-02-01T06:00:00Z", "2027-02-01T06:00:00Z", ("2027-02-01", "2027-02-01")),
    ],
)
def test_days_are_those_of_the_departments_zone(service: Service, start: str, end: str, days: tuple[str, str]) -> None:
    told = hr(service).put(PATH, json=message(start_time=start, end_time=end)).json()["time_off"]
    assert (told["first_day"], told["last_day"]) == days


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        ({"employee": "anne"}, "body.employee", "Maybe you meant ann"),
        ({"end_time": "2027-01-31"}, "body.end_time", "Maybe the two are swapped"),
        ({"start_time": "2027-02-01T09:00:00Z", "end_time": "2027-02-01T08:00:00Z"}, "body.end_time", "swapped"),
        ({"start_time": "20270201"}, "body.start_time", "Write a date as 2027-02-01"),
        ({"end_time": "9999-12-31T23:59:59-12:00"}, "body.end_time", "in the year 9999"),
        ({"start_time": "2027-02-01T08:00:00"}, "body", "start_time"),
        ({"status": "approved"}, "body", "status"),
        ({"modified_at": "2999-01-01T00:00:00Z"}, "body.modified_at", "in the future"),
        ({"amount": -1}, "body", "amount"),
        ({"approver": "x"}, "body", "approver"),
    ],
)
def test_a_mistake_is_told_with_its_place(service: Service, change: dict[str, Any], place: str, told: str) -> None:
    client = hr(service)
    refused = problem(client.put(PATH, json=message(**change)), 422, "invalid")
    assert refused["errors"][0]["place"] == place
    assert told in refused["detail"]
    problem(client.get(PATH), 404, "not-found")


def test_places_that_do_not_fit_are_refused(service: Service) -> None:
    client = hr(service)
    problem(client.put("/v1/time-off/work day/1", json=message()), 422, "invalid")
    problem(client.put(PATH, json=message(department="nowhere")), 404, "not-found")
    service.client().put("/v1/departments/other", json=RIVERSIDE | {"id": "other"})
    client.put(PATH, json=message())
    moved = problem(client.put(PATH, json=message(department="other")), 409, "conflict")
    assert "was reported for riverside" in moved["detail"]


def test_the_kind_is_for_those_who_report_it(service: Service) -> None:
    client = hr(service)
    client.put(PATH, json=message(request_type="BEREAVEMENT", employee_note="my father"))
    for role in Role:
        told = service.client(role, person="ann").get(PATH).json()
        knows = role in {Role.HR, Role.ADMIN, Role.MANAGER}
        assert told["request_type"] == ("BEREAVEMENT" if knows else None), role
        assert told["employee_note"] == ("my father" if knows else None), role
        assert (told["employee"], told["last_day"]) == ("ann", "2027-02-02")
    assert "BEREAVEMENT" not in str(trail(service))
    assert "father" not in str(trail(service))


def test_staff_see_their_own_and_strangers_nothing(service: Service) -> None:
    client = hr(service)
    client.put(PATH, json=message())
    client.put("/v1/time-off/workday/2", json=message(employee="bo"))
    ann, nobody = service.client(Role.STAFF, person="ann"), service.client(Role.STAFF)
    assert [one["employee"] for one in ann.get("/v1/time-off").json()["items"]] == ["ann"]
    assert ann.get("/v1/time-off?employee=bo").json()["items"] == nobody.get("/v1/time-off").json()["items"] == []
    problem(ann.get("/v1/time-off/workday/2"), 404, "not-found")
    stranger = service.client(Role.HR, "elsewhere")
    for answer in (stranger.get(PATH), stranger.put(PATH, json=message())):
        problem(answer, 404, "not-found")
    assert stranger.get("/v1/time-off").json()["items"] == []
    problem(stranger.get("/v1/time-off?department=riverside"), 404, "not-found")


def test_another_departments_absence_is_as_good_as_not_there(service: Service) -> None:
    hr(service).put(PATH, json=message())
    service.client().put("/v1/departments/elsewhere", json=RIVERSIDE | {"id": "elsewhere"})
    stranger = service.client(Role.HR, "elsewhere")
    refused = problem(stranger.put(PATH, json=message(department="elsewhere")), 404, "not-found")
    assert "riverside" not in refused["detail"]


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    client = hr(service)
    for number in range(3):
        client.put(f"/v1/time-off/workday/{number}", json=message())
    first = client.get("/v1/time-off?limit=2&department=riverside&employee=ann").json()
    rest = client.get("/v1/time-off", params={"limit": 2, "cursor": first["next"]}).json()
    assert [one["remote_id"] for one in (*first["items"], *rest["items"])] == ["2", "1", "0"]
    assert rest["next"] is None
