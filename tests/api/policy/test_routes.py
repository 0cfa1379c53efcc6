"""Policy over HTTP: items read, put, switched and taken away, each a version of the department."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.departments.composition import composed
from tests.api.service import RIVERSIDE, Service, match, problem

PATH = "/v1/departments/riverside/policy"
REST: dict[str, Any] = {"id": "rest", "family": "rest", "limits": {"minutes": 600}, "citation": "House rule"}


def stored(service: Service) -> Any:  # noqa: ANN401 - a client
    client = service.client(Role.MANAGER)
    assert client.put("/v1/departments/riverside", json=RIVERSIDE).status_code == 201
    return client


def test_an_item_is_put_switched_off_and_on_and_taken_away_by_versions(any_service: Service) -> None:
    client = stored(any_service)
    put = client.put(f"{PATH}/rest?why=fatigue", json=REST, headers=match(1))
    assert (put.status_code, put.headers["etag"], put.json()["version"]) == (200, '"2"', 2)
    assert client.get(f"{PATH}/rest").json()["citation"] == "House rule"
    assert [one["id"] for one in client.get(PATH).json()["items"]] == ["one-duty", "cover", "rest"]
    off = client.put(f"{PATH}/rest/enabled", json={"enabled": False}, headers=match(2))
    assert off.headers["etag"] == '"3"'
    assert client.get(f"{PATH}/rest").json()["enabled"] is False
    same = client.put(f"{PATH}/rest/enabled", json={"enabled": False}, headers=match(3))
    assert same.headers["etag"] == '"3"', "nothing changed"
    assert client.delete(f"{PATH}/rest", headers=match(3)).json()["version"] == 4
    problem(client.get(f"{PATH}/rest"), 404, "not-found")
    assert [one["id"] for one in client.get(f"{PATH}?version=2").json()["items"]] == ["one-duty", "cover", "rest"]
    with any_service.database.read() as session:
        assert [one.id for one in composed(session, "riverside", 3)[0].policy] == ["one-duty", "cover", "rest"]


def test_an_item_in_its_place_stays_there(service: Service) -> None:
    client = stored(service)
    changed = {"id": "one-duty", "family": "one_duty", "title": "One duty a day"}
    client.put(f"{PATH}/one-duty", json=changed, headers=match(1))
    first = client.get(PATH).json()["items"][0]
    assert (first["id"], first["title"]) == ("one-duty", "One duty a day")


def test_nothing_is_changed_unseen_or_by_those_who_may_not(service: Service) -> None:
    client = stored(service)
    problem(client.put(f"{PATH}/rest", json=REST), 428, "version-required")
    problem(client.put(f"{PATH}/rest", json=REST, headers=match(7)), 412, "version-conflict")
    problem(service.client(Role.LEAD).put(f"{PATH}/rest", json=REST, headers=match(1)), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(PATH), 404, "not-found")
    keeper = service.client(Role.MANAGER, "riverside", areas=("CT",))
    problem(keeper.put(f"{PATH}/rest", json=REST, headers=match(1)), 403, "forbidden")
    assert client.get(PATH).json()["version"] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "other"}, "the path says 'rest'"),
        ({"family": "rests"}, "rest"),
        ({"limits": {}}, "limits.minutes: Field required"),
        ({"scope": {"areas": ["XX"]}}, "unknown area 'XX'"),
        ({"price": 7}, "is hard and has a price"),
    ],
)
def test_what_no_family_understands_is_refused_with_its_place(
    service: Service, change: dict[str, Any], told: str
) -> None:
    client = stored(service)
    refused = problem(client.put(f"{PATH}/rest", json=REST | change, headers=match(1)), 422, "invalid")
    assert told in refused["detail"]
    problem(client.put(f"{PATH}/gone/enabled", json={"enabled": True}, headers=match(1)), 404, "not-found")
