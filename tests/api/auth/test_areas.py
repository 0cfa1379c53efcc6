"""Whoever keeps some areas of a department changes what is theirs, and sees all of it."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.auth.tables import ApiKeyRow
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

DAY = "2027-02-01"
MR = {"id": "MR", "name": "MR", "shifts": ["D"]}
STAFF: list[dict[str, Any]] = [
    {"id": "ann", "contract": "full", "home_area": "CT"},
    {"id": "bo", "contract": "full", "home_area": "MR"},
    {"id": "cy", "contract": "full"},
]
TWO_AREAS: dict[str, Any] = RIVERSIDE | {"areas": [*RIVERSIDE["areas"], MR], "staff": STAFF}
FIRST = {"If-Match": '"1"'}


@pytest.fixture
def roster(service: Service, monkeypatch: pytest.MonkeyPatch) -> str:
    """A candidate in which Ann works in CT and Bo in MR."""
    monkeypatch.setattr("tests.api.rosters.made.RIVERSIDE", TWO_AREAS)
    return made_roster(service, ANN, BO | {"area": "MR"}).roster


def edit(service: Service, roster: str, **edits: Any) -> tuple[int, str]:  # noqa: ANN401 - JSON
    """What becomes of an edit by somebody who keeps CT."""
    client = service.client(Role.MANAGER, "riverside", areas=("CT",))
    answer = client.post(f"/v1/rosters/{roster}/edits", json=edits, headers=FIRST)
    return answer.status_code, answer.json().get("detail", "")


def cell(person: str, area: str | None = None, day: str = DAY) -> dict[str, str]:
    duty = {} if area is None else {"shift": "D", "area": area}
    return {"person": person, "date": day} | duty


@pytest.mark.parametrize(
    "edits",
    [
        {"cells": [cell("ann")]},
        {"cells": [cell("ann"), cell("cy", "CT")]},
        {"cells": [cell("ann", "CT", "2027-02-02")]},
        {"lock": [cell("ann"), cell("cy")]},
    ],
)
def test_cells_of_the_own_area_are_changed_and_locked(service: Service, roster: str, edits: dict[str, Any]) -> None:
    assert edit(service, roster, **edits) == (200, "")


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ({"cells": [cell("bo")]}, f"The cell of bo on {DAY} is of the area MR"),
        ({"cells": [cell("bo", "CT")]}, f"The cell of bo on {DAY} is of the area MR"),
        ({"cells": [cell("ann", "MR")]}, f"The new duty of ann on {DAY} is of the area MR"),
        ({"cells": [cell("bo", "CT", "2027-02-02")]}, "The cell of bo on 2027-02-02 is of the area MR"),
        ({"cells": [cell("ann"), cell("cy", "MR")]}, "The new duty of cy"),
        ({"lock": [cell("bo")]}, f"The cell of bo on {DAY} is of the area MR"),
        ({"unlock": [cell("bo")]}, f"The cell of bo on {DAY} is of the area MR"),
    ],
)
def test_cells_of_other_areas_are_not(service: Service, roster: str, edits: dict[str, Any], told: str) -> None:
    status, detail = edit(service, roster, **edits)
    assert status == 403
    assert told in detail
    assert "keeps CT" in detail
    assert service.client().get(f"/v1/rosters/{roster}").json()["version"] == 1


def test_what_is_of_the_whole_department_is_for_those_who_keep_all_of_it(service: Service, roster: str) -> None:
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT", "MR"))
    refused = [
        keeper.post(f"/v1/rosters/{roster}/publish", headers=FIRST),
        keeper.post(f"/v1/rosters/{roster}/withdraw", headers=FIRST),
        keeper.put("/v1/departments/riverside", json=TWO_AREAS | {"name": "Mine"}, headers=FIRST),
    ]
    for answer in refused:
        assert "is of the whole department" in problem(answer, 403, "forbidden")["detail"]
    assert keeper.get(f"/v1/rosters/{roster}").json()["state"] == "candidate"
    assert service.client(Role.MANAGER).post(f"/v1/rosters/{roster}/publish", headers=FIRST).status_code == 200


def test_everything_is_seen_and_rosters_are_proposed_all_the_same(service: Service, roster: str) -> None:
    keeper = service.client(Role.LEAD, "riverside", areas=("CT",))
    assert {one["area"] for one in keeper.get(f"/v1/rosters/{roster}").json()["assignments"]} == {"CT", "MR"}
    assert keeper.get("/v1/departments/riverside").status_code == 200
    assert keeper.post("/v1/rosters", json={"department": "riverside", "seconds": 5}).status_code == 202


@pytest.mark.parametrize(("employee", "status"), [("ann", 201), ("cy", 201), ("bo", 403)])
def test_time_off_is_of_the_area_in_which_the_person_is_at_home(
    service: Service, roster: str, employee: str, status: int
) -> None:
    assert roster
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT",))
    message = {
        "department": "riverside", "employee": employee, "status": "APPROVED", "start_time": DAY, "end_time": DAY,
        "modified_at": "2025-11-28T16:20:00Z",
    }  # fmt: skip
    assert keeper.put(f"/v1/time-off/workday/{employee}", json=message).status_code == status


def test_a_key_for_an_area_or_a_person_that_is_not_there_is_refused(service: Service) -> None:
    admin = service.client()
    admin.put("/v1/departments/riverside", json=RIVERSIDE)
    wanted = {"name": "desk", "role": "manager", "departments": ["riverside"]}
    for more, told in (({"areas": ["TC"]}, "CT"), ({"person": "an"}, "ann")):
        answer = problem(admin.post("/v1/keys", json=wanted | more), 422, "invalid")
        assert told in answer["detail"]
    assert admin.post("/v1/keys", json=wanted | {"areas": ["CT"], "person": "ann"}).status_code == 201
    assert admin.post("/v1/keys", json=wanted | {"departments": ["later"], "areas": ["CT"]}).status_code == 201


def test_an_older_key_of_a_person_who_could_be_of_several_departments_is_of_nobody() -> None:
    several, one = (
        ApiKeyRow(id=key, role="staff", departments=departments, areas=None, person="ann")
        for key, departments in (("a", ["a", "b"]), ("b", ["a"]))
    )
    anywhere = ApiKeyRow(id="c", role="staff", departments=None, areas=None, person="ann")
    assert [row.standing.person for row in (several, one, anywhere)] == [None, "ann", None]
