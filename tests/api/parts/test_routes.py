"""Parts of a department over HTTP: read, put and taken away one by one, each change a version of the whole document."""

import json
from typing import Any

import pytest

from api.auth.rights import Role
from api.parts import examples
from api.parts.addresses import AREAS, CONTRACTS, COVERAGE, SHIFT_NEEDS, SHIFTS, STAFF
from tests.api.service import RIVERSIDE, Service, match, problem

PATH = "/v1/departments/riverside"
COVER = f"{PATH}/coverage/2027-02-01/CT"
PARTS = (STAFF, CONTRACTS, SHIFTS, AREAS, COVERAGE, SHIFT_NEEDS)


def stored(service: Service, **more: Any) -> Any:  # noqa: ANN401 - fields of the document, and a client
    client = service.client(Role.MANAGER)
    assert client.put(PATH, json=RIVERSIDE | more).status_code == 201
    return client


def test_a_person_is_put_read_changed_and_taken_away_by_versions(any_service: Service) -> None:
    client = stored(any_service)
    put = client.put(f"{PATH}/staff/cy?why=hired", json=examples.PERSON, headers=match(1))
    assert (put.status_code, put.headers["etag"], put.json()["people"]) == (200, '"2"', 3)
    read = client.get(f"{PATH}/staff/cy")
    assert (read.headers["etag"], read.json()) == ('"2"', read.json() | examples.FILLED_PERSON)
    same = client.put(f"{PATH}/staff/cy", json=examples.PERSON, headers=match(2))
    assert same.headers["etag"] == '"2"', "nothing changed"
    raised = client.put(f"{PATH}/staff/cy", json=examples.PERSON | {"hourly_cents": 4300}, headers=match(2))
    assert (raised.json()["version"], raised.json()["people"]) == (3, 3)
    assert client.delete(f"{PATH}/staff/cy", headers=match(3)).json()["people"] == 2
    problem(client.get(f"{PATH}/staff/cy"), 404, "not-found")
    assert client.get(f"{PATH}/staff/cy?version=3").json()["hourly_cents"] == 4300


def test_what_is_put_where_something_stood_stays_in_its_place(service: Service) -> None:
    client = stored(service)
    client.put(f"{PATH}/staff/ann", json=RIVERSIDE["staff"][0] | {"name": "Ann Lee"}, headers=match(1))
    assert [one["name"] for one in client.get(PATH).json()["staff"]] == ["Ann Lee", "Bo"]


def test_rows_of_cover_are_found_by_date_and_area(service: Service) -> None:
    client = stored(service)
    assert client.put(COVER, json=examples.COVER, headers=match(1)).json()["version"] == 2
    assert client.get(COVER).json()["target"] == examples.COVER["target"]
    problem(client.get(f"{PATH}/coverage/2027-02-30/CT"), 404, "not-found")
    assert client.delete(COVER, headers=match(2)).json()["version"] == 3
    assert client.get(f"{PATH}/coverage").json()["items"] == []


@pytest.mark.parametrize("addressed", PARTS, ids=lambda one: one.part.path)
def test_an_example_is_taken_and_shown_as_the_document_of_routes_shows_it(service: Service, addressed: Any) -> None:  # noqa: ANN401 - a part of any kind
    client, part = stored(service, shift_needs=[]), addressed.part
    key = part.key(part.model.model_validate_json(json.dumps(addressed.example)))
    one = f"{PATH}/{part.path}/{'/'.join(key.split())}"
    assert client.put(one, json=addressed.example, headers=match(1)).json()["version"] == 2
    shown = client.get(one).json()
    assert shown == shown | addressed.filled
    assert shown in client.get(f"{PATH}/{part.path}").json()["items"]


def test_lists_come_in_pages_in_order_of_their_keys(service: Service) -> None:
    staff = [{"id": f"p{number:02d}", "contract": "full"} for number in reversed(range(7))]
    client = stored(service, staff=staff)
    seen, cursor = [], None
    while True:
        page = client.get(f"{PATH}/staff", params={"limit": 3} | ({"cursor": cursor} if cursor else {}))
        assert page.headers["etag"] == '"1"'
        seen.append([one["id"] for one in page.json()["items"]])
        cursor = page.json()["next"]
        if cursor is None:
            break
    assert seen == [["p00", "p01", "p02"], ["p03", "p04", "p05"], ["p06"]]


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("staff/cy", examples.PERSON | {"contract": "ful"}, "unknown contract 'ful'. Maybe you meant full"),
        ("staff/di", examples.PERSON, "is of the person 'cy', the path says 'di'"),
        ("staff/cy", examples.PERSON | {"hourly_cents": "much"}, "hourly_cents"),
        ("shifts/E", examples.SHIFT | {"end": "14:00"}, "ends at 14:00 before it starts at 15:00"),
        ("areas/CT", {"id": "CT", "shifts": []}, "shift_needs[0].shift: unknown shift 'D'"),
        ("coverage/2027-02-01/CT", examples.COVER | {"minimum": [3] * 24}, "the minimum 3 exceeds the target 0"),
        ("coverage/2027-02-01/CT", examples.COVER | {"area": "MR"}, "'2027-02-01 MR', the path says '2027-02-01 CT'"),
    ],
)
def test_what_the_whole_department_does_not_hold_with_is_refused_with_its_place(
    service: Service, path: str, content: dict[str, Any], told: str
) -> None:
    client = stored(service)
    refused = problem(client.put(f"{PATH}/{path}", json=content, headers=match(1)), 422, "invalid")
    assert told in refused["detail"]
    assert client.get(PATH).headers["etag"] == '"1"'


def test_what_is_still_needed_is_not_taken_away(service: Service) -> None:
    client = stored(service, wishes=[{"person": "ann", "date": "2027-02-03", "kind": "off"}])
    told = problem(client.delete(f"{PATH}/staff/ann", headers=match(1)), 409, "conflict")["detail"]
    assert told.startswith("The person 'ann' is still needed: wishes[0].person")
    for path, place in (("shifts/D", "areas[0] CT.shifts"), ("contracts/full", "staff[0] Ann.contract")):
        assert place in problem(client.delete(f"{PATH}/{path}", headers=match(1)), 409, "conflict")["detail"]


def test_what_policy_names_in_its_limits_stays_too(service: Service) -> None:
    after = {"id": "turns", "family": "succession", "limits": {"forbidden": {"E": ["D"]}}}
    shifts = [*RIVERSIDE["shifts"], examples.SHIFT]
    client = stored(service, shifts=shifts, policy=[*RIVERSIDE["policy"], after])
    told = problem(client.delete(f"{PATH}/shifts/E", headers=match(1)), 409, "conflict")["detail"]
    assert "policy turns.limits: unknown shift 'E'" in told


def test_nothing_is_changed_unseen_or_by_those_who_may_not(service: Service) -> None:
    client = stored(service)
    problem(client.put(COVER, json=examples.COVER), 428, "version-required")
    problem(client.put(COVER, json=examples.COVER, headers=match(7)), 412, "version-conflict")
    problem(client.delete(f"{PATH}/staff/bo", headers=match(7)), 412, "version-conflict")
    problem(client.delete(f"{PATH}/staff/nobody", headers=match(1)), 404, "not-found")
    problem(service.client(Role.LEAD).put(COVER, json=examples.COVER, headers=match(1)), 403, "forbidden")
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT",))
    problem(keeper.put(COVER, json=examples.COVER, headers=match(1)), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{PATH}/staff/ann"), 404, "not-found")
    assert client.get(PATH).headers["etag"] == '"1"'
