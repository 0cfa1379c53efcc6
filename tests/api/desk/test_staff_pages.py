from typing import Any

from api.auth.rights import Role
from tests.api.desk.reading import shifts, show
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service

LATER = {**BO, "date": "2027-02-03"}


def published(service: Service, *duties: dict[str, str], **more: Any) -> str:  # noqa: ANN401 - of the department
    service.client().put("/v1/departments/riverside", json=RIVERSIDE | more)
    roster = made_roster(service, *duties).roster
    answer = service.client().post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    return roster


def test_staff_see_their_own_shifts_once_they_are_published(service: Service) -> None:
    bo = service.client(Role.STAFF, "riverside", person="bo")
    made_roster(service, ANN, LATER)
    assert "There are none" in show(bo, "/desk").text
    published(service, ANN, LATER)
    page = show(bo, "/desk/shifts?days=all")
    assert page.all("h1")[0].text == "Shifts of Bo"
    assert shifts(page) == ["Wed 3 Feb D 07:00–15:00 D, CT"]
    assert page.all("h3")[0].text == "Week of Mon 1 Feb"


def test_the_same_id_in_another_department_is_somebody_else(service: Service) -> None:
    published(service, ANN)
    for departments in ((), ("elsewhere",)):
        page = show(service.client(Role.STAFF, *departments), "/desk/shifts?days=all")
        assert "D, CT" not in page.text


def test_the_board_that_staff_see_tells_no_costs_and_nobodys_time_off(service: Service) -> None:
    absent = {"time_off": [{"person": "bo", "start": "2027-02-02", "end": "2027-02-04", "kind": "jury"}]}
    roster = published(service, ANN, **absent)
    page = show(service.client(Role.STAFF, "riverside", person="bo"), f"/desk/shifts/{roster}")
    cells = [cell.text for row in page.all("table")[0].all("tbody")[0].all("tr") for cell in row.all("td")[:7]]
    assert cells == ["D", *[""] * 13]
    assert not any(word in page.text for word in ("Cost", "$", "jury", "Publish"))
    staff = service.client(Role.STAFF, "riverside", person="bo")
    assert staff.get(f"/desk/rosters/{roster}").status_code == 403


def test_a_roster_that_is_not_in_force_is_not_shown(service: Service) -> None:
    roster = made_roster(service).roster
    for role in (Role.STAFF, Role.MANAGER):
        assert service.client(role).get(f"/desk/shifts/{roster}").status_code == 404
