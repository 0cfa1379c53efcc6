"""Open shifts over HTTP: listed for whoever may take them, claimed, and in the roster's next version."""

from typing import Any

import pytest

from api.auth.rights import Role
from tests.api.rosters.test_backends import MANY, at_once
from tests.api.self_service.clinic import CLINIC, actions, assignments, date, duty, in_force, staff
from tests.api.service import Service, match, problem

APPROVE = {"approve": True}
HOLE = {"date": date(1), "shift": "D", "area": "CT"}
AT_ONCE = {"open_shifts": {"most_cents": 10**6, "same_modality": False}}


def opened(service: Service, roster: str, person: str) -> list[tuple[str, int]]:
    """What somebody finds open: day and shift, and the minutes of hole that it fills."""
    told = staff(service, person).get(f"/v1/rosters/{roster}/open-shifts").json()
    assert told["person"] == person
    return [(f"{one['date'][-2:]} {one['shift']} {one['area']}", one["minutes"]) for one in told["shifts"]]


def claimed(service: Service, roster: str, person: str, **more: str) -> dict[str, Any]:
    """Somebody's claim of the hole."""
    answer = staff(service, person).post("/v1/claims", json={"roster": roster, **HOLE, **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_hole_is_listed_claimed_and_approved(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 3))
    assert opened(any_service, roster, "bo") == [("01 D CT", 480)]
    claim = claimed(any_service, roster, "bo")
    assert (claim["state"], claim["effect"]["hole_change"], claim["effect"]["cost_change"]) == ("waiting", -480, None)
    lead = any_service.client(Role.LEAD)
    seen = lead.get(f"/v1/claims/{claim['id']}").json()["effect"]
    assert (seen["cost_change"], seen["missed"]) == (8 * 4200, [])
    done = lead.post(f"/v1/claims/{claim['id']}/decision", json=APPROVE, headers=match(1))
    assert (done.json()["state"], done.json()["roster_version"]) == ("approved", 3), done.text
    assert assignments(any_service, roster) == [duty("ann", 3), duty("bo", 1)]
    assert opened(any_service, roster, "cy") == []
    assert actions(any_service, "claim.") == ["claim.made", "claim.approved"]


def test_of_many_who_claim_the_same_hole_at_once_one_has_it(any_service: Service) -> None:
    names = [f"p{number}" for number in range(MANY)]
    roster = in_force(any_service, staff=[{"id": name, "contract": "full"} for name in names])
    any_service.client().put("/v1/departments/riverside/self-service", json=AT_ONCE)
    clients = [staff(any_service, name) for name in names]
    found = at_once(lambda number: clients[number].post("/v1/claims", json={"roster": roster, **HOLE}).status_code)
    assert sorted(found) == [201, *[409] * (MANY - 1)]
    assert [one["person"] for one in assignments(any_service, roster)] == [f"p{found.index(201)}"]


def test_only_those_whom_no_rule_forbids_it_find_it_open(service: Service) -> None:
    needs = [{"area": "MR", "shift": "D", "date": date(2), "minimum": 1, "target": 1}]
    away = [{"person": "cy", "start": date(2), "end": date(2), "kind": "fmla", "private": True}]
    roster = in_force(service, duty("bo", 1, "N@CT"), shift_needs=needs, time_off=away)
    assert [opened(service, roster, name) for name in ("ann", "bo", "cy")] == [[], [], []]
    everything = service.client(Role.LEAD).get(f"/v1/rosters/{roster}/open-shifts").json()
    assert [(one["date"], one["shift"], one["area"], one["minutes"]) for one in everything["shifts"]] == [
        (date(2), "D", "MR", 480)
    ]
    for person, told in (("ann", "does not hold MR-R"), ("bo", "rests 0 h"), ("cy", "has approved time off")):
        body = {"roster": roster, "date": date(2), "shift": "D", "area": "MR"}
        refused = problem(staff(service, person).post("/v1/claims", json=body), 409, "conflict")
        assert told in refused["detail"]
    assert service.client().get("/v1/claims").json()["items"] == []


def test_rules_that_tie_people_together_count_too(service: Service) -> None:
    apart = {
        "id": "apart", "family": "pairing", "scope": {"people": ["bo"]},
        "limits": {"company": "apart", "partners": ["ann"]},
    }  # fmt: skip
    needs = [{"area": "CT", "shift": "D", "date": date(1), "minimum": 2, "target": 2}]
    roster = in_force(service, duty("ann", 1), shift_needs=needs, policy=[*CLINIC["policy"], apart])
    assert opened(service, roster, "bo") == []
    assert opened(service, roster, "cy") == [("01 D CT", 480)]
    problem(staff(service, "bo").post("/v1/claims", json={"roster": roster, **HOLE}), 409, "conflict")


def test_holes_of_hours_are_filled_by_the_shifts_that_lie_over_them(service: Service) -> None:
    hours = [2 if 7 <= hour < 11 else 0 for hour in range(24)]
    night = [1 if hour < 7 else 0 for hour in range(24)]
    coverage = [
        {"area": "CT", "date": date(1), "minimum": hours, "target": hours},
        {"area": "CT", "date": date(3), "minimum": night, "target": night},
    ]
    cover = {"id": "hours", "family": "coverage_hours", "level": "coverage"}
    roster = in_force(service, duty("ann", 1), coverage=coverage, shift_needs=[], policy=[CLINIC["policy"][0], cover])
    found = opened(service, roster, "bo")
    assert found == [("01 D CT", 240), ("02 N CT", 420)]
    everything = service.client(Role.LEAD).get(f"/v1/rosters/{roster}/open-shifts").json()["shifts"]
    assert [one["minutes"] for one in everything] == [240, 420], "by the clock as by the checker"
    assert opened(service, roster, "ann") == [("02 N CT", 420)]


def test_what_a_planner_posts_is_open_until_enough_people_have_it(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    lead = service.client(Role.LEAD)
    body = {"roster": roster, "date": date(4), "shift": "D", "area": "CT", "people": 2, "note": "inventory"}
    posted = lead.post("/v1/open-shifts", json=body)
    assert posted.status_code == 201, posted.text
    service.client().put("/v1/departments/riverside/self-service", json=AT_ONCE)
    shown = staff(service, "bo").get(f"/v1/rosters/{roster}/open-shifts").json()["shifts"]
    assert [(one["post"], one["people"], one["minutes"], one["note"]) for one in shown] == [
        (posted.json()["id"], 2, 0, "inventory")
    ]
    for person in ("ann", "bo"):
        assert claimed(service, roster, person, date=date(4))["state"] == "approved"
    refused = staff(service, "cy").post("/v1/claims", json={"roster": roster, **HOLE, "date": date(4)})
    assert "D in CT on 2100-02-04 is not open, or no longer" in problem(refused, 409, "conflict")["detail"]
    assert opened(service, roster, "cy") == []
    assert actions(service, "open_shift.") == ["open_shift.posted", "open_shift.taken", "open_shift.taken"]


def test_a_post_is_taken_back_and_goes_with_its_roster(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    lead, body = service.client(Role.LEAD), {"roster": roster, "date": date(4), "shift": "D", "area": "CT"}
    first, second = (lead.post("/v1/open-shifts", json=body).json()["id"] for _ in range(2))
    closed = lead.delete(f"/v1/open-shifts/{first}").json()
    assert closed["closed_at"]
    assert lead.delete(f"/v1/open-shifts/{first}").json() == closed
    assert opened(service, roster, "bo") == [("04 D CT", 0)]
    stranger = service.client(Role.LEAD, "elsewhere")
    for path in (second, "opn_x"):
        problem(stranger.delete(f"/v1/open-shifts/{path}"), 404, "not-found")
    mr = service.client(Role.LEAD, "riverside", areas=("MR",))
    problem(mr.delete(f"/v1/open-shifts/{second}"), 403, "forbidden")
    problem(mr.post("/v1/open-shifts", json=body), 403, "forbidden")
    in_force(service, duty("ann", 1))
    assert lead.delete(f"/v1/open-shifts/{second}").json()["closed_at"]
    assert actions(service, "open_shift.").count("open_shift.closed") == 2
    problem(staff(service, "bo").get(f"/v1/rosters/{roster}/open-shifts"), 404, "not-found")
    problem(lead.get(f"/v1/rosters/{roster}/open-shifts"), 409, "conflict")


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"date": date(8)}, 422, "is not between 2100-02-01 and 2100-02-07"),
        ({"area": "CX"}, 422, "Maybe you meant CT"),
        ({"shift": "X"}, 422, "unknown shift 'X'"),
        ({"date": date(2)}, 409, "is not open, or no longer"),
        ({"date": date(3)}, 409, "Bo works D in CT on 2100-02-03"),
        ({"roster": "ros_x"}, 404, "no roster 'ros_x'"),
    ],
)
def test_a_claim_that_does_not_fit_is_refused(service: Service, change: dict[str, str], status: int, told: str) -> None:
    roster = in_force(service, duty("bo", 3))
    answer = staff(service, "bo").post("/v1/claims", json={"roster": roster, **HOLE, **change})
    assert answer.status_code == status, answer.text
    assert told in answer.json()["detail"]


def test_a_claim_follows_the_roster(service: Service) -> None:
    roster = in_force(service)
    bo, cy = claimed(service, roster, "bo")["id"], claimed(service, roster, "cy")["id"]
    manager = service.client(Role.MANAGER)
    manager.post(f"/v1/rosters/{roster}/edits?why=asked", json={"cells": [duty("bo", 1, "N@CT")]}, headers=match(2))
    decision = f"/v1/claims/{bo}/decision"
    assert "is stale" in problem(manager.post(decision, json=APPROVE, headers=match(2)), 409, "conflict")["detail"]
    problem(manager.post(f"/v1/claims/{cy}/decision", json=APPROVE, headers=match(1)), 412, "version-conflict")
    manager.post(f"/v1/rosters/{roster}/edits?why=asked", json={"cells": [duty("ann", 1)]}, headers=match(3))
    gone = manager.post(f"/v1/claims/{cy}/decision", json=APPROVE, headers=match(3))
    assert "is not open, or no longer" in problem(gone, 409, "conflict")["detail"]
    refused = manager.post(f"/v1/claims/{cy}/decision", json={"approve": False}, headers=match(3))
    assert refused.json()["state"] == "refused"


def test_each_step_is_for_whom_it_concerns(service: Service) -> None:
    roster = in_force(service)
    bo, ann = staff(service, "bo"), staff(service, "ann")
    claim = claimed(service, roster, "bo")["id"]
    path = f"/v1/claims/{claim}"
    again = bo.post("/v1/claims", json={"roster": roster, **HOLE})
    assert f"{claim} claims a duty on {date(1)} already" in problem(again, 409, "conflict")["detail"]
    problem(ann.get(path), 404, "not-found")
    problem(ann.post(f"{path}/withdraw", headers=match(1)), 404, "not-found")
    problem(bo.post(f"{path}/decision", json=APPROVE, headers=match(1)), 403, "forbidden")
    own = service.client(Role.LEAD, "riverside", person="bo")
    problem(own.post(f"{path}/decision", json=APPROVE, headers=match(1)), 403, "forbidden")
    problem(service.client(Role.STAFF).post("/v1/claims", json={"roster": roster, **HOLE}), 403, "forbidden")
    problem(service.client(Role.STAFF).get(f"/v1/rosters/{roster}/open-shifts"), 403, "forbidden")
    problem(ann.get(f"/v1/rosters/{roster}/open-shifts?person=bo"), 403, "forbidden")
    lead = service.client(Role.LEAD)
    assert lead.get(f"/v1/rosters/{roster}/open-shifts?person=bo").json()["person"] == "bo"
    problem(lead.get(f"/v1/rosters/{roster}/open-shifts?person=boo"), 422, "invalid")
    problem(bo.post(f"{path}/withdraw"), 428, "version-required")
    assert (
        ann.get("/v1/claims").json()["items"] == service.client(Role.LEAD, "x").get("/v1/claims").json()["items"] == []
    )
    assert [one["id"] for one in bo.get("/v1/claims?state=waiting&department=riverside").json()["items"]] == [claim]
    assert bo.post(f"{path}/withdraw", headers=match(1)).json()["state"] == "withdrawn"
    assert bo.get("/v1/claims?state=waiting").json()["items"] == []
    assert bo.get(path).json()["effect"] is None
