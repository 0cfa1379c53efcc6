"""Lines of JSON brought into a part of a department: each told by itself, all that is good stored as one version."""

import json
from typing import Any

import pytest

from api.auth.rights import Role
from api.parts import examples, importing
from tests.api.parts.test_routes import PATH, stored
from tests.api.service import Service, match, problem

STAFF = f"{PATH}/staff/import"
NEW, ANN = examples.PERSON, {"id": "ann", "name": "Ann", "contract": "full"}


def lines(*things: Any) -> str:  # noqa: ANN401 - JSON, or a line as it is
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in things)


def told_of(answer: Any) -> list[tuple[int, str, str]]:  # noqa: ANN401 - an answer
    return [(one["line"], one["key"], one["status"]) for one in answer.json()["lines"]]


def test_each_line_is_told_and_what_is_good_is_one_version(any_service: Service) -> None:
    client = stored(any_service)
    raised = {"id": "bo", "name": "Bo", "contract": "full", "hourly_cents": 4000}
    body = lines(NEW, "", ANN, raised, {"id": "di", "contract": "ful"}, "{", {"contract": "full"}, NEW)
    done = client.post(f"{STAFF}?why=payroll", content=body, headers=match(1))
    assert (done.status_code, done.headers["etag"]) == (200, '"2"')
    assert told_of(done) == [
        (1, "cy", "created"), (3, "ann", "unchanged"), (4, "bo", "updated"), (5, "di", "refused"), (6, "", "refused"),
        (7, "", "refused"), (8, "cy", "refused"),
    ]  # fmt: skip
    found = done.json()
    assert [found[status] for status in ("created", "updated", "unchanged", "refused")] == [1, 1, 1, 4]
    unknown, broken, nameless, twice = found["lines"][3:]
    assert (unknown["problem"], unknown["advice"]) == ("unknown contract 'ful'.", "Maybe you meant full.")
    assert "not valid JSON" in broken["problem"]
    assert nameless["problem"] == "id: Field required."
    assert twice["problem"] == "the person 'cy' is on line 1 already."
    assert [one["id"] for one in client.get(PATH).json()["staff"]] == ["ann", "bo", "cy"]
    assert client.get(f"{PATH}/staff/bo").json()["hourly_cents"] == 4000


def test_a_dry_run_tells_the_same_and_stores_nothing(service: Service) -> None:
    client = stored(service)
    body = lines(NEW, {"id": "di", "contract": "ful"})
    tried = client.post(f"{STAFF}?dry_run=true", content=body)
    assert (tried.status_code, tried.headers["etag"], tried.json()["dry_run"]) == (200, '"1"', True)
    assert [one["id"] for one in client.get(PATH).json()["staff"]] == ["ann", "bo"]
    problem(client.post(f"{STAFF}?dry_run=true", content=body, headers=match(2)), 412, "version-conflict")
    done = client.post(STAFF, content=body, headers=match(1))
    assert done.json() == tried.json() | {"dry_run": False, "version": 2}


def test_lines_that_change_nothing_make_no_version(service: Service) -> None:
    client = stored(service)
    again = client.post(STAFF, content=lines(ANN, {"contract": "full"}), headers=match(1))
    assert (again.headers["etag"], again.json()["unchanged"], again.json()["refused"]) == ('"1"', 1, 1)


def test_lines_that_do_by_themselves_and_break_something_else_store_nothing(service: Service) -> None:
    client = stored(service)
    body = lines({"id": "CT", "shifts": []}, examples.AREA)
    refused = problem(client.post(f"{PATH}/areas/import", content=body, headers=match(1)), 422, "invalid")
    assert "shift_needs[0].shift: unknown shift 'D'" in refused["detail"]
    assert [one["id"] for one in client.get(PATH).json()["areas"]] == ["CT"]


def test_rows_of_cover_come_by_the_month(service: Service) -> None:
    client = stored(service)
    days = [examples.COVER | {"date": f"2027-02-{day:02d}"} for day in range(1, 29)]
    done = client.post(f"{PATH}/coverage/import", content=lines(*days), headers=match(1)).json()
    assert (done["created"], done["lines"][27]["key"]) == (28, "2027-02-28 CT")
    assert len(client.get(f"{PATH}/coverage?limit=200").json()["items"]) == 28


@pytest.mark.parametrize(("body", "told"), [("", "has 0 lines"), (lines(*[NEW] * 11), "has 11 lines")])
def test_a_body_of_no_line_or_too_many_is_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    monkeypatch.setattr(importing, "MOST_LINES", 10)
    client = stored(service)
    assert told in problem(client.post(STAFF, content=body, headers=match(1)), 422, "invalid")["detail"]


def test_an_import_is_for_those_who_have_read_the_department_and_may_change_it(service: Service) -> None:
    client = stored(service)
    problem(client.post(STAFF, content=lines(NEW)), 428, "version-required")
    problem(client.post(STAFF, content=lines(NEW), headers=match(2)), 412, "version-conflict")
    problem(service.client(Role.LEAD).post(STAFF, content=lines(NEW), headers=match(1)), 403, "forbidden")
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT",))
    problem(keeper.post(f"{STAFF}?dry_run=true", content=lines(NEW)), 403, "forbidden")
