"""Burdens over HTTP: counted from the rosters in force, and carried into the fair shares of the next one."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.departments.composition import composed
from models.department import Department
from tests.api.self_service.clinic import CLINIC, START, date, duty, in_force, staff
from tests.api.service import Service, match, problem

PATH = "/v1/departments/riverside/burdens"
HORIZON = {"start": START, "days": 7, "zone": "America/Chicago", "holidays": [date(3)]}
CALL = {"id": "C", "start": "17:00", "end": "07:00", "next_day": True, "kind": "call"}
SHIFTS = [*CLINIC["shifts"], CALL]
AREAS = [{"id": "CT", "modality": "CT", "shifts": ["D", "N", "C"]}, {"id": "MR", "modality": "MR", "shifts": ["D"]}]
PLACE: dict[str, Any] = {
    "horizon": HORIZON, "shifts": SHIFTS, "areas": AREAS, "shift_needs": [], "policy": [CLINIC["policy"][2]]
}  # fmt: skip
NIGHTS = {
    "id": "nights", "family": "fairness", "level": "priced", "price": 800, "scope": {"shifts": ["N"]},
    "limits": {"total": 4},
}  # fmt: skip


def borne(service: Service, query: str = "") -> dict[str, dict[str, int]]:
    """By person what they bore, without what is nothing."""
    told = service.client(Role.LEAD).get(PATH + query)
    assert told.status_code == 200, told.text
    return {
        one["person"]: {name: count for name, count in one.items() if name not in {"person", "name"} and count}
        for one in told.json()["people"]
    }


def test_weekends_nights_holidays_calls_and_wishes_are_counted(any_service: Service) -> None:
    wishes = [{"person": "bo", "date": date(day), "kind": "off"} for day in (1, 4, 5)]
    ann = [duty("ann", 2, "N@CT"), duty("ann", 3), duty("ann", 6), duty("ann", 7)]
    bo = [duty("bo", 1, "C@CT"), duty("bo", 7, "N@CT")]
    roster = in_force(any_service, *ann, *bo, **PLACE, wishes=wishes)
    assert borne(any_service) == {
        "ann": {"duties": 4, "weekends": 1, "nights": 1, "holidays": 2},
        "bo": {"duties": 2, "weekends": 1, "nights": 1, "calls": 1, "wishes_granted": 2, "wishes_refused": 1},
        "cy": {},
    }
    assert borne(any_service, f"?first_day={date(3)}&last_day={date(6)}")["ann"] == {
        "duties": 2, "weekends": 1, "holidays": 1
    }  # fmt: skip
    cells = [{"person": "ann", "date": date(6)}, {"person": "ann", "date": date(7)}]
    any_service.client().post(f"/v1/rosters/{roster}/edits?why=sick", json={"cells": cells}, headers=match(2))
    assert borne(any_service)["ann"] == {"duties": 2, "nights": 1, "holidays": 2}


def test_a_weekend_that_two_rosters_share_is_one(service: Service) -> None:
    in_force(service, duty("ann", 6), **PLACE | {"horizon": HORIZON | {"days": 6}})
    in_force(service, duty("ann", 7), **PLACE | {"horizon": HORIZON | {"start": date(7), "days": 1}})
    assert borne(service)["ann"] == {"duties": 2, "weekends": 1}
    told = service.client(Role.LEAD).get(PATH).json()
    assert (len(told["rosters"]), told["last_day"], told["first_day"]) == (2, date(7), "2099-08-10")


def test_staff_see_their_own_and_only_rosters_in_force_count(service: Service) -> None:
    roster = in_force(service, duty("ann", 1), duty("bo", 2), **PLACE)
    assert [one["person"] for one in staff(service, "bo").get(PATH).json()["people"]] == ["bo"]
    assert service.client(Role.STAFF).get(PATH).json()["people"] == []
    problem(service.client(Role.STAFF, "elsewhere", person="bo").get(PATH), 404, "not-found")
    refused = service.client().get(f"{PATH}?first_day={date(9)}&last_day={date(1)}")
    assert "makes it -7 days" in problem(refused, 422, "invalid")["detail"]
    service.client().post(f"/v1/rosters/{roster}/withdraw", headers=match(2))
    assert borne(service) == {}


def next_week(service: Service, **change: Any) -> Department:  # noqa: ANN401 - JSON
    """The department composed for the week after, with other changes."""
    document = CLINIC | PLACE | {"horizon": HORIZON | {"start": date(8)}, "policy": [NIGHTS]} | change
    client = service.client()
    version = client.get("/v1/departments/riverside").headers["etag"]
    stored = client.put("/v1/departments/riverside", json=document, headers={"If-Match": version})
    assert stored.status_code == 200, stored.text
    with service.database.read() as session:
        return composed(session, "riverside")[0]


def published(service: Service) -> None:
    """A week with two nights of Ann's, one of Bo's, and a day of Cy's."""
    nights = [duty("ann", 1, "N@CT"), duty("ann", 2, "N@CT"), duty("bo", 4, "N@CT")]
    in_force(service, *nights, duty("cy", 3), **PLACE)


def test_what_was_borne_is_carried_into_the_fair_shares_of_the_next_roster(any_service: Service) -> None:
    published(any_service)
    (item,) = next_week(any_service).policy
    assert item.limits == {"total": 4, "carried": {"ann": 2, "bo": 1}}


@pytest.mark.parametrize("own", [{"total": 4, "carried": {"cy": 3}}])
def test_what_the_document_says_itself_goes_before(service: Service, own: dict[str, Any]) -> None:
    published(service)
    assert next_week(service, policy=[NIGHTS | {"limits": own}]).policy[0].limits == own


def test_whoever_is_new_is_taken_to_have_borne_a_fair_share(service: Service) -> None:
    published(service)
    contracts = [{"id": "full"}, {"id": "half", "fte": 0.5}]
    new = [{"id": "di", "contract": "full"}, {"id": "ed", "contract": "half"}]
    department = next_week(service, contracts=contracts, staff=[*CLINIC["staff"], *new])
    assert department.policy[0].limits["carried"] == {"ann": 2, "bo": 1, "di": 1}, (
        "3 nights of 3 people, half rounds to 0"
    )


def test_only_what_is_in_scope_and_still_there_is_carried(service: Service) -> None:
    published(service)
    days = NIGHTS | {"id": "days", "scope": {"shifts": ["D"]}}
    weekdays = NIGHTS | {"id": "mondays", "scope": {"weekdays": ["mon"]}}
    department = next_week(service, policy=[days, weekdays, CLINIC["policy"][2]], staff=CLINIC["staff"][1:])
    carried = [item.limits.get("carried") for item in department.policy]
    assert carried == [{"cy": 1}, None, None]


def test_days_of_the_horizon_itself_and_of_long_ago_are_not_carried(service: Service) -> None:
    published(service)
    for start in ("2100-02-02", "2100-08-02", "2100-08-03"):
        (item,) = next_week(service, horizon=HORIZON | {"start": start}).policy
        expected = {"2100-02-02": {"ann": 1}, "2100-08-02": {"ann": 2, "bo": 1}, "2100-08-03": {"ann": 1, "bo": 1}}
        assert item.limits["carried"] == expected[start], start
