"""The budget of a roster over HTTP: what the command tells, of any version."""

from api.auth.rights import Role
from api.budget.month import month_of
from api.rosters import repository
from api.views.budget import month_json
from models.budget_plan import Budget
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

PAID = {"staff": [{"id": name, "contract": "full", "hourly_cents": 4000} for name in ("ann", "bo")]}


def test_a_roster_is_paid_as_the_command_pays_it(any_service: Service) -> None:
    any_service.client().put("/v1/departments/riverside", json=RIVERSIDE | PAID)
    made = made_roster(any_service, ANN, BO)
    told = any_service.client(Role.LEAD).get(f"/v1/rosters/{made.roster}/budget").json()
    with any_service.database.read() as session:
        held = repository.held(session, made.roster)
    assert told == month_json(month_of(held.department, held.roster, Budget()))
    assert (told["minutes"], [one["area"] for one in told["areas"]]) == (960, ["CT"])


def test_a_plan_is_held_against_and_not_kept(service: Service) -> None:
    path = f"/v1/rosters/{made_roster(service).roster}/budget"
    line = {
        "area": "CT", "start": "2027-02-01", "end": "2027-02-07", "volume": 16, "hours_per_unit": 0.5,
        "standard_cents_per_hour": 4000, "target_cents": 30000,
    }  # fmt: skip
    client = service.client(Role.LEAD)
    told = client.post(path, json={"lines": [line]}).json()
    assert told["areas"][0]["target"] == 30000
    assert client.get(path).json()["areas"][0]["target"] is None
    refused = problem(client.post(path, json={"lines": [line | {"area": "CTT"}]}), 422, "invalid")
    assert "unknown area 'CTT'" in refused["detail"]


def test_pay_is_for_planners_of_the_department(service: Service) -> None:
    path = f"/v1/rosters/{made_roster(service).roster}/budget"
    problem(service.client(Role.STAFF, person="ann").get(path), 403, "forbidden")
    problem(service.client(Role.LEAD, "elsewhere").get(path), 404, "not-found")
    problem(service.client(Role.LEAD).get(f"{path}?version=7"), 404, "not-found")
