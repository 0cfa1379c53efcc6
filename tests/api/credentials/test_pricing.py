"""What lapses cost, as a job over HTTP: two solves, by item, kept between attempts, for those who plan."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.jobs import queue
from api.jobs.hold import forget_owner
from api.jobs.runner import run
from tests.api.credentials.test_routes import NEEDS_CT, PAPER
from tests.api.rosters.made import held
from tests.api.service import Service, problem

RADAR = "/v1/departments/riverside/credentials/radar"
LASTING = {**PAPER, "valid_to": "2028-12-31"}
COVER = {"id": "cover", "family": "coverage_shift", "level": "coverage", "limits": {"of": "minimum"}}
LABOUR = {"id": "labour", "title": "Pay", "family": "labour_cost", "level": "priced", "price": 1}
ELIGIBLE = {"id": "eligibility", "family": "eligibility"}
NEEDS = [{"date": f"2027-02-0{day}", "shift": "D", "area": "CT", "minimum": 1, "target": 1} for day in (3, 4)]
SHORT = {"seconds": 60, "workers": 1}


def ordered(service: Service, bo: dict[str, Any], **order: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """The job's order accepted, for a department where Ann's paper ends on the third and Bo earns twice as much."""
    staff = [
        {"id": "ann", "contract": "full", "hourly_cents": 3000, "credentials": [PAPER]},
        {"id": "bo", "contract": "full", "hourly_cents": 6000, "credentials": [bo]},
    ]
    place = NEEDS_CT | {"staff": staff, "policy": [ELIGIBLE, COVER, LABOUR], "shift_needs": NEEDS}
    client = service.client()
    assert client.put("/v1/departments/riverside", json=place).status_code == 201
    answer = service.client(Role.LEAD).post(RADAR, json=SHORT | order)
    assert answer.status_code == 202, answer.text
    told: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{told['job']}"
    return told


def result(service: Service, job: str) -> dict[str, Any]:
    told = service.client(Role.LEAD).get(f"/v1/jobs/{job}").json()
    assert told["state"] == "succeeded", told
    found: dict[str, Any] = told["result"]
    return found


def test_a_lapse_is_priced_by_item_in_cents(any_service: Service) -> None:
    begun = ordered(any_service, LASTING)
    assert (begun["until"], begun["version"]) == ("2027-02-07", 1)
    run(held(any_service))
    told = result(any_service, begun["job"])
    price, dearer = told["price"], 8 * 3000
    assert [one["person"] for one in told["lapses"]] == ["ann"]
    assert (price["cents"], price["holes"]) == ({"least": dearer, "most": dearer}, {"least": 0, "most": 0})
    assert price["items"] == [
        {"item": "labour", "title": "Pay", "with_lapses": 72000, "without": 48000, "more": dearer}
    ]


def test_a_lapse_that_nobody_can_stand_in_for_is_told_in_holes(service: Service) -> None:
    begun = ordered(service, PAPER)
    run(held(service))
    price = result(service, begun["job"])["price"]
    assert price["holes"] == {"least": 480, "most": 480}
    assert price["cents"] is None
    assert sum(one["more"] for one in price["items"]) == price["cents_found"] == -8 * 3000


def test_where_nothing_lapses_in_time_nothing_is_solved(service: Service) -> None:
    begun = ordered(service, LASTING, until="2027-02-02")
    run(held(service))
    told = result(service, begun["job"])
    assert (told["lapses"], told["price"]) == ([], None)
    with service.database.read() as session:
        assert {event.kind for event in queue.watch(session, begun["job"], after=0)} == {"state"}


def test_the_next_attempt_goes_on_from_the_first_roster(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = ordered(service, LASTING)
    run(held(service))
    with service.database.read() as session:
        first = next(event.said for event in queue.watch(session, begun["job"], after=0) if event.kind == "solved")
    assert (first["side"], first["cost"]) == ("with_lapses", 72000)
    service.client().post(RADAR, json=SHORT)
    attempt = held(service)
    kept = _kept_of(service, begun["job"])
    attempt.tell("solved", first, keep=kept)
    forget_owner(service.database, attempt.owner)
    second = held(service)
    solved: list[str] = []
    from api.credentials import work
    from scheduler.search.supervisor import solve

    def counting(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on
        solved.append("once")
        return solve(*arguments, **options)

    monkeypatch.setattr(work, "solve", counting)
    run(second)
    assert (second.attempt, solved) == (2, ["once"])
    assert result(service, second.job)["price"]["cents_found"] == 8 * 3000


def _kept_of(service: Service, job: str) -> str:
    from api.jobs.tables import JobKeptRow

    with service.database.read() as session:
        row = session.get(JobKeptRow, job)
        assert row is not None
        return row.kept


def test_the_same_order_again_is_the_same_job(service: Service) -> None:
    ordered(service, LASTING)
    client = service.client(Role.LEAD)
    first, second = (client.post(RADAR, json=SHORT, headers={"Idempotency-Key": "monday"}) for _ in range(2))
    assert first.json() == second.json()


def test_pricing_is_for_planners_within_the_limits_of_the_service(service: Service) -> None:
    ordered(service, LASTING)
    for role in (Role.AUDITOR, Role.HR):
        problem(service.client(role).post(RADAR, json=SHORT), 403, "forbidden")
    problem(service.client(Role.LEAD, "elsewhere").post(RADAR, json=SHORT), 404, "not-found")
    long = problem(service.client(Role.LEAD).post(RADAR, json={"seconds": 4000}), 422, "invalid")
    assert "at most 3600" in long["detail"]
