"""Which swaps the department's rules approve at once, and which wait for a planner."""

import datetime as dt
from typing import Any

import pytest

from api.auth.rights import Role
from tests.api.self_service.clinic import CLINIC, assignments, date, duty, in_force, staff
from tests.api.service import Service, match, problem
from tests.api.swaps.steps import APPROVE, accepted, offered


@pytest.mark.parametrize(
    ("rules", "offer", "told"),
    [
        ({"most_cents": 9600}, {"taker": "bo"}, ""),
        ({"most_cents": 9599}, {"taker": "bo"}, "It costs $96 more, and $95.99 at most is approved at once."),
        ({"most_cents": 9600, "notice_hours": 24 * 371}, {"taker": "bo"}, ""),
        ({}, {"taker": "cy"}, "It is not of one modality: CT, MR."),
        ({"same_modality": False}, {"taker": "cy"}, ""),
        ({"most_cents": 10**6}, {"give_date": date(4), "taker": "bo"}, "It brings 8 h more of overtime."),
        ({"most_cents": 10**6, "overtime": True}, {"give_date": date(4), "taker": "bo"}, ""),
        (
            {"same_modality": False, "most_cents": 500}, {"give_date": date(6), "taker": "cy"},
            "It misses what was kept before: Cy wished not to work on 2100-02-06 and is on D in CT.",
        ),
        ({"same_modality": False, "most_cents": 500, "new_misses": True}, {"give_date": date(6), "taker": "cy"}, ""),
        (None, {"taker": "bo"}, "The department approves none of these at once."),
    ],
)  # fmt: skip
def test_what_keeps_the_departments_rules_is_approved_at_once(
    service: Service, rules: dict[str, Any] | None, offer: dict[str, Any], told: str
) -> None:
    duties = [duty("ann", day) for day in (1, 4, 6)] + [
        duty("bo", day) for day in ((2, 3, 5, 6, 7) if offer.get("give_date") == date(4) else (2,))
    ]
    wishes = [{"person": "cy", "date": date(6), "kind": "off"}]
    contracts = [{"id": "full", "overtime": "flsa40"}]
    roster = in_force(service, *duties, wishes=wishes, contracts=contracts)
    service.client().put("/v1/departments/riverside/self-service", json={"give_aways": rules})
    swap = offered(service, roster, **offer)
    done = accepted(service, swap["id"], offer["taker"])
    assert done["state"] == ("waiting" if told else "approved")
    assert done["effect"]["held_back"] is done["effect"]["cost_change"] is None, "costs and wages are for planners"
    seen = service.client(Role.LEAD).get(f"/v1/swaps/{swap['id']}").json()["effect"]
    assert (seen and seen["held_back"]) == ([told] if told else None)
    assert (duty("ann", int(swap["give"]["date"][-2:])) in assignments(service, roster)) == bool(told)


def test_notice_is_counted_from_now_to_the_first_duty(service: Service) -> None:
    start = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    horizon = {"start": start.isoformat(), "days": 7, "zone": "UTC"}
    mine = {**duty("ann", 1), "date": (start + dt.timedelta(days=1)).isoformat()}
    roster = in_force(service, mine, horizon=horizon, shift_needs=[])
    rules = {"give_aways": {"most_cents": 10**6, "notice_hours": 24 * 7}}
    service.client().put("/v1/departments/riverside/self-service", json=rules)
    swap = offered(service, roster, give_date=mine["date"], taker="bo")
    assert accepted(service, swap["id"])["state"] == "waiting"
    (told,) = service.client(Role.LEAD).get(f"/v1/swaps/{swap['id']}").json()["effect"]["held_back"]
    assert "in less than 168 hours" in told


def test_somebody_who_works_that_day_takes_no_second_duty(service: Service) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 1, "D@MR"), duty("cy", 2))
    body = {"roster": roster, "give_date": date(1), "taker": "bo"}
    busy = staff(service, "ann").post("/v1/swaps", json=body)
    assert "Bo works D in MR on 2100-02-01" in problem(busy, 409, "conflict")["detail"]
    pool = offered(service, roster)
    effect = staff(service, "bo").get(f"/v1/swaps/{pool['id']}").json()["effect"]
    assert (effect["possible"], effect["broken"]) == (False, ["Bo works D in MR on 2100-02-01."])
    assert staff(service, "cy").get(f"/v1/swaps/{pool['id']}").json()["effect"]["possible"] is True


def test_a_hole_that_a_give_away_opens_is_for_a_planner_to_decide(service: Service) -> None:
    team = {
        "id": "skilled", "areas": ["CT"], "requires": {"has": "MR-R"}, "start": "07:00", "end": "15:00",
        "dates": [date(1)],
    }  # fmt: skip
    skill = {"id": "skill", "family": "team_skill", "level": "coverage"}
    roster = in_force(service, duty("bo", 1), team_requirements=[team], policy=[*CLINIC["policy"], skill])
    rules = {"give_aways": {"new_misses": True}}
    service.client().put("/v1/departments/riverside/self-service", json=rules)
    swap = offered(service, roster, "bo", taker="ann")
    assert accepted(service, swap["id"], "ann")["effect"]["hole_change"] == 480
    lead = service.client(Role.LEAD)
    effect = lead.get(f"/v1/swaps/{swap['id']}").json()["effect"]
    assert effect["held_back"] == ["It leaves 8 h more below the least cover."]
    assert effect["cost_change"] == -9600
    done = lead.post(f"/v1/swaps/{swap['id']}/decision", json=APPROVE, headers=match(2))
    assert (done.json()["state"], assignments(service, roster)) == ("approved", [duty("ann", 1)])


def test_a_planner_of_some_areas_decides_on_duties_there(service: Service) -> None:
    roster = in_force(service, duty("bo", 1, "D@MR"), duty("ann", 2))
    swap = offered(service, roster, "bo", taker="cy")
    accepted(service, swap["id"], "cy")
    path = f"/v1/swaps/{swap['id']}/decision"
    elsewhere, here = (service.client(Role.LEAD, "riverside", areas=(area,)) for area in ("CT", "MR"))
    refused = problem(elsewhere.post(path, json=APPROVE, headers=match(2)), 403, "forbidden")
    assert "is of the area MR" in refused["detail"]
    assert here.post(path, json=APPROVE, headers=match(2)).json()["state"] == "approved"
