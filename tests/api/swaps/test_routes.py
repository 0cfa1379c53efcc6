"""Swaps over HTTP: offered, taken, checked against every rule, approved, and part of the roster's next version."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import text

from api.audit.chain import flaws
from api.auth.rights import Role
from tests.api.rosters.test_backends import MANY, at_once
from tests.api.self_service.clinic import CLINIC, actions, assignments, date, duty, in_force, staff
from tests.api.service import Service, match, problem
from tests.api.swaps.steps import APPROVE, accepted, hr, offered


def test_a_swap_is_offered_taken_and_approved_and_the_roster_has_a_new_version(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 1), duty("bo", 3), duty("cy", 1, "D@MR"))
    swap = offered(any_service, roster, taker="bo", take_date=date(3), note="wedding")
    assert (swap["state"], swap["give"], swap["take"]) == ("offered", duty("ann", 1), duty("bo", 3))
    taken = accepted(any_service, swap["id"])
    assert (taken["state"], taken["version"], taken["roster_version"]) == ("waiting", 2, None)
    lead = any_service.client(Role.LEAD)
    path = f"/v1/swaps/{swap['id']}"
    seen = lead.get(path)
    assert seen.json()["effect"] == {
        "roster_version": 2, "possible": True, "broken": [], "hole_change": 0, "cost_change": 0, "overtime_change": 0,
        "missed": [], "held_back": ["The department approves none of these at once."],
    }  # fmt: skip
    done = lead.post(f"{path}/decision?why=fine", json=APPROVE, headers={"If-Match": seen.headers["etag"]})
    assert (done.json()["state"], done.json()["roster_version"]) == ("approved", 3), done.text
    assert assignments(any_service, roster) == [duty("ann", 3), duty("bo", 1), duty("cy", 1, "D@MR")]
    detail = lead.get(f"/v1/rosters/{roster}").json()
    assert (detail["state"], detail["version"]) == ("amended", 3)
    assert lead.get(f"/v1/rosters/{roster}/versions").json()["items"][0]["why"] == "fine"
    assert actions(any_service, "swap.") == ["swap.offered", "swap.accepted", "swap.approved"]
    assert actions(any_service, "roster.")[-1] == "roster.edited"
    with any_service.database.read() as session:
        assert list(flaws(session)) == []


def test_of_many_who_take_an_offer_at_once_one_has_it(any_service: Service) -> None:
    names = [f"p{number}" for number in range(MANY)]
    people = [{"id": name, "contract": "full"} for name in ("ann", *names)]
    roster = in_force(any_service, duty("ann", 1), staff=people)
    rules = {"give_aways": {"same_modality": False}}
    assert any_service.client().put("/v1/departments/riverside/self-service", json=rules).status_code == 200
    swap = offered(any_service, roster)
    clients = [staff(any_service, name) for name in names]
    path = f"/v1/swaps/{swap['id']}/accept"
    found = at_once(lambda number: clients[number].post(path, headers=match(1)).status_code)
    assert sorted(set(found)) in ([200, 404], [200, 409], [200, 404, 409])
    assert found.count(200) == 1
    assert [one["person"] for one in assignments(any_service, roster)] == [f"p{found.index(200)}"]
    assert any_service.client().get(f"/v1/rosters/{roster}").json()["version"] == 3


def test_what_forbids_it_to_somebody_else_is_never_told_to_staff(service: Service) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 7, "N@CT"), duty("ann", 2, "D@CT"), duty("bo", 1, "N@CT"))
    hr(service, "cy", 1)
    ann, said = staff(service, "ann"), []
    for body in (
        {"give_date": date(2), "taker": "bo"},  # no rest after the night
        {"give_date": date(1), "taker": "cy"},  # on protected leave
    ):
        refused = problem(ann.post("/v1/swaps", json={"roster": roster, **body}), 409, "conflict")
        said.append(refused["detail"])
    assert said == [
        f"Bo is not available ({date(2)}). Rules that are never broken forbid it.",
        f"Cy is not available ({date(1)}). Rules that are never broken forbid it.",
    ]
    lead = service.client(Role.LEAD)
    body = {"roster": roster, "giver": "ann", "give_date": date(2), "taker": "bo"}
    assert (
        "Bo rests 0 h between N in CT on 2100-02-01 and D in CT"
        in problem(lead.post("/v1/swaps", json=body), 409, "conflict")["detail"]
    )
    assert service.client().get("/v1/swaps").json()["items"] == []
    assert "FMLA" not in service.client().get("/v1/audit?limit=200").text


def test_what_forbids_it_to_oneself_is_told(service: Service) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 3, "D@MR"))
    refused = staff(service, "ann").post(
        "/v1/swaps", json={"roster": roster, "give_date": date(1), "taker": "bo", "take_date": date(3)}
    )
    assert "Ann is on D in MR on 2100-02-03, but does not hold MR-R" in problem(refused, 409, "conflict")["detail"]


def test_time_off_that_is_approved_while_a_swap_waits_forbids_it(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    swap = offered(service, roster, taker="bo")
    accepted(service, swap["id"])
    hr(service, "bo", 1)
    manager = service.client(Role.MANAGER)
    path = f"/v1/swaps/{swap['id']}"
    assert manager.get(path).json()["effect"]["possible"] is False
    refused = problem(manager.post(f"{path}/decision", json=APPROVE, headers=match(2)), 409, "conflict")
    assert "has approved time off then" in refused["detail"]
    told = staff(service, "ann").get(path).json()
    assert (told["state"], told["effect"]["broken"]) == ("waiting", [f"Bo is not available ({date(1)})"])
    assert manager.post(f"{path}/decision", json={"approve": False}, headers=match(2)).json()["state"] == "refused"
    assert assignments(service, roster) == [duty("ann", 1)]


def test_papers_and_restrictions_of_today_count(service: Service) -> None:
    roster = in_force(service, duty("bo", 1, "D@MR"), duty("bo", 2), duty("ann", 3))
    first = offered(service, roster, "bo", taker="cy")
    second = offered(service, roster, "bo", give_date=date(2), taker="ann")
    for swap, taker in ((first, "cy"), (second, "ann")):
        accepted(service, swap["id"], taker)
    staff_now = [*CLINIC["staff"][:2], {**CLINIC["staff"][2], "credentials": []}]
    barred = {"person": "ann", "areas": ["CT"], "start": date(1), "end": date(7)}
    document = CLINIC | {"staff": staff_now, "restrictions": [barred]}
    assert service.client().put("/v1/departments/riverside", json=document, headers=match(1)).status_code == 200
    manager = service.client(Role.MANAGER)
    for swap, told in (
        (first, "Cy is on D in MR on 2100-02-01, but does not hold MR-R"),
        (second, "is not assigned to"),
    ):
        refused = manager.post(f"/v1/swaps/{swap['id']}/decision", json=APPROVE, headers=match(2))
        assert told in problem(refused, 409, "conflict")["detail"]
    told = staff(service, "bo").get(f"/v1/swaps/{second['id']}").json()["effect"]
    assert told["broken"] == [f"Ann is not available ({date(2)})"]


def test_of_many_who_approve_at_once_one_does(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 1))
    swap = offered(any_service, roster, taker="bo")
    accepted(any_service, swap["id"])
    clients = [any_service.client(Role.LEAD) for _ in range(MANY)]
    path = f"/v1/swaps/{swap['id']}/decision"
    found = at_once(lambda number: clients[number].post(path, json=APPROVE, headers=match(2)).status_code)
    assert sorted(found) == [200, *[409] * (MANY - 1)]
    assert any_service.client().get(f"/v1/rosters/{roster}").json()["version"] == 3
    assert actions(any_service, "swap.") == ["swap.offered", "swap.accepted", "swap.approved"]


def test_a_swap_whose_duty_is_gone_is_stale_and_any_other_has_to_be_read_again(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 1), duty("ann", 3), duty("bo", 5))
    gone = offered(any_service, roster, taker="bo")
    kept = offered(any_service, roster, give_date=date(3), taker="bo")
    accepted(any_service, gone["id"])
    accepted(any_service, kept["id"])
    manager = any_service.client(Role.MANAGER)
    cells = [{"person": "ann", "date": date(1)}, duty("cy", 1)]
    edited = manager.post(f"/v1/rosters/{roster}/edits?why=sick", json={"cells": cells}, headers=match(2))
    assert edited.status_code == 200, edited.text
    decision = f"/v1/swaps/{gone['id']}/decision"
    for version in (2, 3):
        refused = problem(manager.post(decision, json=APPROVE, headers=match(version)), 409, "conflict")
        assert "is stale: the roster changed since" in refused["detail"]
    decision = f"/v1/swaps/{kept['id']}/decision"
    problem(manager.post(decision, json=APPROVE, headers=match(2)), 412, "version-conflict")
    seen = manager.get(f"/v1/swaps/{kept['id']}")
    assert seen.json()["effect"]["roster_version"] == 3
    done = manager.post(decision, json=APPROVE, headers={"If-Match": seen.headers["etag"]})
    assert (done.json()["state"], done.json()["roster_version"]) == ("approved", 4)
    assert assignments(any_service, roster) == [duty("bo", 3), duty("bo", 5), duty("cy", 1)]
    assert actions(any_service, "swap.").count("swap.stale") == 1


def test_a_roster_that_is_replaced_takes_its_swaps_with_it(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    swap = offered(service, roster, taker="bo")
    in_force(service, duty("ann", 1))
    refused = staff(service, "bo").post(f"/v1/swaps/{swap['id']}/accept", headers=match(2))
    assert "is stale" in problem(refused, 409, "conflict")["detail"]
    problem(staff(service, "ann").post("/v1/swaps", json={"roster": roster, "give_date": date(1)}), 404, "not-found")


def test_an_offer_that_nobody_took_in_time_has_expired(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    swap = offered(service, roster, taker="bo", expires_at=until.isoformat())
    assert dt.datetime.fromisoformat(swap["expires_at"]) == until
    with service.database.write() as session:
        session.execute(text("UPDATE swaps SET expires_at = '2020-01-01 00:00:00'"))
    bo = staff(service, "bo")
    refused = problem(bo.post(f"/v1/swaps/{swap['id']}/accept", headers=match(1)), 409, "conflict")
    assert "expired at 2020-01-01 00:00 UTC" in refused["detail"]
    assert bo.get(f"/v1/swaps/{swap['id']}").json()["state"] == "expired"
    assert len(bo.get("/v1/swaps?state=expired").json()["items"]) == 1
    assert bo.get("/v1/swaps?state=offered").json()["items"] == []


def test_an_offer_lasts_until_its_first_duty_begins(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    assert offered(service, roster, taker="bo")["expires_at"] == "2100-02-01T13:00:00Z"
    ann = staff(service, "ann")
    late = ann.post("/v1/swaps", json={"roster": roster, "give_date": date(1), "expires_at": "2020-01-01T00:00:00Z"})
    assert "is past" in problem(late, 409, "conflict")["detail"]
    with service.database.read() as session:
        document = session.execute(text("SELECT document FROM rosters")).scalar_one()
    over = str(document).replace("2100-02", "2020-02")
    with service.database.write() as session:
        session.execute(text("UPDATE rosters SET document = :document, start = '2020-02-01'"), {"document": over})
        session.execute(text("UPDATE roster_versions SET duties = replace(duties, '2100-02', '2020-02')"))
    begun = ann.post("/v1/swaps", json={"roster": roster, "give_date": "2020-02-01"})
    assert "A duty of this trade has begun" in problem(begun, 409, "conflict")["detail"]


def test_two_duties_of_one_day_are_exchanged(service: Service) -> None:
    roster = in_force(service, duty("bo", 1), duty("cy", 1, "D@MR"))
    swap = staff(service, "bo").post(
        "/v1/swaps", json={"roster": roster, "give_date": date(1), "taker": "cy", "take_date": date(1)}
    )
    accepted(service, swap.json()["id"], "cy")
    service.client(Role.LEAD).post(f"/v1/swaps/{swap.json()['id']}/decision", json=APPROVE, headers=match(2))
    assert assignments(service, roster) == [duty("bo", 1, "D@MR"), duty("cy", 1)]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"give_date": date(2)}, 422, "a day on which Ann has no duty"),
        ({"taker": "ann"}, 422, "is the giver"),
        ({"taker": "boo"}, 422, "Maybe you meant bo"),
        ({"take_date": date(1)}, 422, "nobody to take it from"),
        ({"taker": "bo", "take_date": date(4)}, 422, "a day on which Bo has no duty"),
        ({"giver": "bo"}, 403, "speaks for ann, not for bo"),
        ({"roster": "ros_x"}, 404, "no roster 'ros_x'"),
    ],
)
def test_an_offer_that_does_not_fit_is_refused(service: Service, body: dict[str, Any], status: int, told: str) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 3))
    answer = staff(service, "ann").post("/v1/swaps", json={"roster": roster, "give_date": date(1), **body})
    assert answer.status_code == status, answer.text
    assert told in answer.json()["detail"]


def test_each_step_is_for_whom_it_concerns(service: Service) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 3))
    swap = offered(service, roster, taker="bo", take_date=date(3))
    path = f"/v1/swaps/{swap['id']}"
    ann, bo, cy = (staff(service, name) for name in ("ann", "bo", "cy"))
    problem(cy.get(path), 404, "not-found")
    problem(cy.post(f"{path}/accept", headers=match(1)), 404, "not-found")
    assert cy.get("/v1/swaps").json()["items"] == []
    problem(ann.post(f"{path}/accept", headers=match(1)), 403, "forbidden")
    problem(service.client(Role.ADMIN).post(f"{path}/accept", headers=match(1)), 403, "forbidden")
    problem(ann.post(f"{path}/decline", headers=match(1)), 403, "forbidden")
    problem(bo.post(f"{path}/withdraw", headers=match(1)), 403, "forbidden")
    problem(bo.post(f"{path}/accept"), 428, "version-required")
    problem(bo.post(f"{path}/decision", json=APPROVE, headers=match(1)), 403, "forbidden")
    accepted(service, swap["id"])
    own = service.client(Role.LEAD, "riverside", person="ann").post(f"{path}/decision", json=APPROVE, headers=match(2))
    assert "Nobody decides on a trade of their own" in problem(own, 403, "forbidden")["detail"]
    stranger = service.client(Role.MANAGER, "elsewhere")
    problem(stranger.get(path), 404, "not-found")
    problem(stranger.post(f"{path}/decision", json=APPROVE, headers=match(2)), 404, "not-found")
    problem(stranger.post("/v1/swaps", json={"roster": roster, "give_date": date(1)}), 404, "not-found")
    assert (
        stranger.get("/v1/swaps").json()["items"] == service.client(Role.STAFF).get("/v1/swaps").json()["items"] == []
    )


def test_offers_are_declined_and_taken_back(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    ann, bo = staff(service, "ann"), staff(service, "bo")
    first, second, third = (offered(service, roster, taker="bo")["id"] for _ in range(3))
    declined = bo.post(f"/v1/swaps/{first}/decline", headers=match(1)).json()
    assert (declined["state"], declined["version"]) == ("declined", 2)
    assert declined["decided_by"].startswith("key:")
    again = bo.post(f"/v1/swaps/{first}/accept", headers=match(2))
    assert "is declined, not offered" in problem(again, 409, "conflict")["detail"]
    assert ann.post(f"/v1/swaps/{second}/withdraw", headers=match(1)).json()["state"] == "withdrawn"
    accepted(service, third)
    problem(bo.post(f"/v1/swaps/{third}/decline", headers=match(2)), 409, "conflict")
    assert ann.post(f"/v1/swaps/{third}/withdraw", headers=match(2)).json()["state"] == "withdrawn"
    pool = offered(service, roster)["id"]
    problem(service.client(Role.LEAD).post(f"/v1/swaps/{pool}/decline", headers=match(1)), 409, "conflict")
    assert actions(service, "roster.")[-1] == "roster.published"


def test_the_same_offer_with_the_same_key_is_made_once(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    ann, body = staff(service, "ann"), {"roster": roster, "give_date": date(1), "taker": "bo"}
    first, second = (ann.post("/v1/swaps", json=body, headers={"Idempotency-Key": "a"}) for _ in range(2))
    assert first.json() == second.json()
    assert len(ann.get("/v1/swaps").json()["items"]) == 1


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    made = [offered(service, roster, taker="bo")["id"] for _ in range(3)]
    bo = staff(service, "bo")
    first = bo.get("/v1/swaps?limit=2&department=riverside&state=offered").json()
    rest = bo.get("/v1/swaps", params={"limit": 2, "cursor": first["next"]}).json()
    assert [one["id"] for one in (*first["items"], *rest["items"])] == made[::-1]
