"""Departments over HTTP: stored by version, mistakes told by place, nothing overwritten unseen."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.departments.examples import DEPARTMENT
from models.department import Department
from tests.api.service import Service, problem

assert isinstance(DEPARTMENT, dict)
RIVERSIDE: dict[str, Any] = DEPARTMENT
PATH = "/v1/departments/riverside"


def test_a_department_is_stored_read_and_listed(service: Service) -> None:
    client = service.client(Role.MANAGER)
    stored = client.put(f"{PATH}?why=new", json=RIVERSIDE)
    assert (stored.status_code, stored.headers["etag"]) == (201, '"1"')
    assert (stored.json()["people"], stored.json()["version"]) == (2, 1)
    read = client.get(PATH)
    assert read.headers["etag"] == '"1"'
    assert Department.model_validate_json(read.content) == Department.model_validate(
        Department.model_validate_json(service.client().get(PATH).content)
    )
    assert read.json()["staff"] == RIVERSIDE["staff"]
    (listed,) = client.get("/v1/departments").json()["items"]
    assert (listed["id"], listed["name"], listed["version"]) == ("riverside", "Riverside Imaging", 1)


def test_a_change_needs_the_version_that_it_is_made_from(service: Service) -> None:
    client = service.client()
    client.put(PATH, json=RIVERSIDE)
    changed = RIVERSIDE | {"name": "Riverside"}
    assert "send its ETag as If-Match" in problem(client.put(PATH, json=changed), 428, "version-required")["detail"]
    second = client.put(PATH, json=changed, headers={"If-Match": '"1"'})
    assert (second.status_code, second.headers["etag"]) == (200, '"2"')
    late = client.put(PATH, json=RIVERSIDE, headers={"If-Match": '"1"'})
    assert "has version 2 by now, not 1" in problem(late, 412, "version-conflict")["detail"]
    problem(client.put(PATH, json=changed, headers={"If-Match": "W/x"}), 422, "invalid")
    problem(
        client.put("/v1/departments/new", json=RIVERSIDE | {"id": "new"}, headers={"If-Match": '"1"'}),
        412,
        "version-conflict",
    )


def test_the_same_document_again_makes_no_version(service: Service) -> None:
    client = service.client()
    client.put(PATH, json=RIVERSIDE)
    again = client.put(PATH, json=RIVERSIDE, headers={"If-Match": '"1"'})
    assert (again.status_code, again.headers["etag"]) == (200, '"1"')
    assert len(client.get("/v1/audit?subject=riverside").json()["items"]) == 1


def test_earlier_versions_stay_readable(service: Service) -> None:
    client = service.client()
    client.put(PATH, json=RIVERSIDE)
    for version in range(1, 4):
        client.put(PATH, json=RIVERSIDE | {"name": f"name {version}"}, headers={"If-Match": f'"{version}"'})
    assert client.get(f"{PATH}?version=2").json()["name"] == "name 1"
    first = client.get(f"{PATH}/versions?limit=3").json()
    rest = client.get(f"{PATH}/versions", params={"limit": 3, "cursor": first["next"]}).json()
    assert [one["version"] for one in (*first["items"], *rest["items"])] == [4, 3, 2, 1]
    assert rest["next"] is None
    assert "has no version 9" in problem(client.get(f"{PATH}?version=9"), 404, "not-found")["detail"]


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        ({"staff": [{"id": "ann", "contract": "fulll"}]}, "staff[0] ann.contract", "Maybe you meant full"),
        ({"horizon": {"start": "2027-02-30", "days": 7, "zone": "UTC"}}, "body", "horizon.start"),
        ({"nme": "x"}, "body", "nme: Extra inputs are not permitted"),
        ({"id": "another"}, "body.id", "the path says 'riverside'"),
        ({"areas": []}, "shift_needs[0].area", "unknown area 'CT'"),
    ],
)
def test_a_mistake_in_the_document_is_told_with_its_place(
    service: Service, change: dict[str, Any], place: str, told: str
) -> None:
    refused = problem(service.client().put(PATH, json=RIVERSIDE | change), 422, "invalid")
    assert refused["errors"][0]["place"] == place
    assert told in refused["detail"]


def test_a_key_for_some_departments_stores_no_others(service: Service) -> None:
    client = service.client(Role.MANAGER, "elsewhere")
    problem(client.put(PATH, json=RIVERSIDE), 404, "not-found")
    assert client.put("/v1/departments/elsewhere", json=RIVERSIDE | {"id": "elsewhere"}).status_code == 201
    assert [one["id"] for one in client.get("/v1/departments").json()["items"]] == ["elsewhere"]
