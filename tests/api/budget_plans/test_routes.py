"""Budget plans over HTTP: kept by period and version, held against rosters, told as JSON, workbook and page."""

import io
from typing import Any

import openpyxl

from api.auth.rights import Role
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

PLANS = "/v1/departments/riverside/budget-plans"
LINE = {
    "area": "CT", "start": "2027-02-01", "end": "2027-02-07", "volume": 16, "hours_per_unit": 0.5,
    "standard_cents_per_hour": 4000, "target_cents": 30000,
}  # fmt: skip
PAID = {"staff": [{"id": name, "contract": "full", "hourly_cents": 4000} for name in ("ann", "bo")]}


def plan(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a line
    return {"lines": [LINE | changes]}


def ready(service: Service) -> tuple[Any, str]:
    """A manager's client, and the address of a roster in which Ann and Bo are paid 320 dollars each."""
    service.client().put("/v1/departments/riverside", json=RIVERSIDE | PAID)
    return service.client(Role.MANAGER), f"/v1/rosters/{made_roster(service, ANN, BO).roster}"


def target(client: Any, roster: str) -> int | None:  # noqa: ANN401 - a client
    found: int | None = client.get(f"{roster}/budget").json()["areas"][0]["target"]
    return found


def test_a_plan_is_kept_by_version_and_read_again(any_service: Service) -> None:
    client, _ = ready(any_service)
    put = client.put(f"{PLANS}/2027-02?why=agreed", json=plan())
    assert (put.status_code, put.headers["etag"]) == (200, '"1"'), put.text
    assert (put.json()["first_day"], put.json()["last_day"]) == ("2027-02-01", "2027-02-07")
    read = client.get(f"{PLANS}/2027-02")
    assert (read.json()["lines"][0]["target_cents"], read.headers["etag"]) == (30000, '"1"')
    problem(client.put(f"{PLANS}/2027-02", json=plan(volume=17)), 428, "version-required")
    again = client.put(f"{PLANS}/2027-02", json=plan(volume=17), headers={"If-Match": '"1"'})
    assert again.json()["version"] == 2
    problem(client.put(f"{PLANS}/2027-02", json=plan(), headers={"If-Match": '"1"'}), 412, "version-conflict")
    problem(client.put(f"{PLANS}/2027-03", json=plan(), headers={"If-Match": '"1"'}), 412, "version-conflict")
    assert [one["period"] for one in client.get(PLANS).json()["items"]] == ["2027-02"]
    events = any_service.client().get("/v1/audit?limit=200").json()["items"]
    (first, second) = (event for event in reversed(events) if event["action"] == "budget.stored")
    assert {first["after"]["version"], second["after"]["version"]} == {1, 2}


def test_the_same_plan_again_changes_nothing(service: Service) -> None:
    client, _ = ready(service)
    for match in ({}, {"If-Match": '"1"'}):
        assert client.put(f"{PLANS}/2027-02", json=plan(), headers=match).json()["version"] == 1


def test_a_report_without_a_plan_is_held_against_the_one_that_is_kept(service: Service) -> None:
    client, roster = ready(service)
    assert target(client, roster) is None
    client.put(f"{PLANS}/2027-02", json=plan())
    told = client.get(f"{roster}/budget").json()["areas"][0]
    assert (told["target"], told["over"]) == (30000, 2 * 32000 - 30000)
    given = client.post(f"{roster}/budget", json=plan(target_cents=70000)).json()["areas"][0]
    assert given["target"] == 70000, "a plan that comes with the request goes before"


def test_only_plans_with_days_of_the_roster_count(service: Service) -> None:
    client, roster = ready(service)
    client.put(f"{PLANS}/before", json=plan(start="2027-01-25", end="2027-01-31"))
    client.put(f"{PLANS}/after", json=plan(start="2027-02-08", end="2027-02-14"))
    assert target(client, roster) is None
    client.put(f"{PLANS}/now", json=plan(target_cents=31000))
    assert target(client, roster) == 31000


def test_two_plans_of_the_same_area_and_days_are_refused(service: Service) -> None:
    client, _ = ready(service)
    client.put(f"{PLANS}/2027-02", json=plan())
    touching = client.put(f"{PLANS}/other", json=plan(start="2027-02-07", end="2027-02-13"))
    assert "'2027-02' has a line about CT" in problem(touching, 409, "conflict")["detail"]
    assert client.put(f"{PLANS}/other", json=plan(start="2027-02-08", end="2027-02-14")).status_code == 200


def test_call_backs_that_are_kept_are_paid(service: Service) -> None:
    client, roster = ready(service)
    before = client.get(f"{roster}/budget").json()
    back = {"person": "ann", "starts": "2027-02-02T20:00:00-06:00", "ends": "2027-02-02T21:00:00-06:00", "area": "CT"}
    assert client.put(f"{PLANS}/2027-02", json=plan() | {"call_backs": [back]}).status_code == 200
    told = client.get(f"{roster}/budget").json()
    assert told["cents"] - before["cents"] == told["beyond_priced"]["call-backs"] == 4000 + 2000
    assert told["priced_cents"] == before["priced_cents"]


def test_the_report_is_a_workbook_with_a_chart_and_a_page_with_charts(service: Service) -> None:
    client, roster = ready(service)
    client.put(f"{PLANS}/2027-02", json=plan())
    answer = client.get(f"{roster}/budget.xlsx")
    assert answer.content == client.get(f"{roster}/budget.xlsx").content, "the same bytes each time"
    book = openpyxl.load_workbook(io.BytesIO(answer.content), data_only=True)
    assert book.sheetnames == ["Areas", "Plan", "People", "Pay lines", "Not priced"]
    heads = [cell.value for cell in book["Areas"][4]]
    row = [cell.value for cell in book["Areas"][5]]
    assert (row[heads.index("Pay")], row[heads.index("Target")]) == (640, 300)
    page = client.get(f"{roster}/budget.html")
    assert page.headers["content-type"].startswith("text/html")
    assert 'class="track' in page.text
    assert "$340" in page.text, "beyond target"


def test_a_plan_has_lines_about_areas_that_are_there_and_a_period_with_a_name(service: Service) -> None:
    client, _ = ready(service)
    assert "about no day" in problem(client.put(f"{PLANS}/2027-02", json={}), 422, "invalid")["detail"]
    assert "unknown area 'CTT'" in problem(client.put(f"{PLANS}/x", json=plan(area="CTT")), 422, "invalid")["detail"]
    problem(client.put(f"{PLANS}/-x", json=plan()), 422, "invalid")
    problem(client.get(f"{PLANS}/2027-09"), 404, "not-found")


def test_plans_are_for_those_who_plan_the_department(service: Service) -> None:
    client, roster = ready(service)
    client.put(f"{PLANS}/2027-02", json=plan())
    assert service.client(Role.AUDITOR).get(f"{PLANS}/2027-02").status_code == 200
    problem(service.client(Role.LEAD).put(f"{PLANS}/2027-02", json=plan()), 403, "forbidden")
    problem(service.client(Role.STAFF, person="ann").get(PLANS), 403, "forbidden")
    problem(service.client(Role.STAFF, person="ann").get(f"{roster}/budget.xlsx"), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{PLANS}/2027-02"), 404, "not-found")
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT",))
    problem(keeper.put(f"{PLANS}/2027-03", json=plan()), 403, "forbidden")
