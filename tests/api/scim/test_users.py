"""Staff by SCIM: who is taken on, changed, set inactive and let go is so in the department's document."""

import importlib.util
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.departments import repository
from api.scim.users import STAFF
from models.department import Department
from scheduler.problem import compile_problem
from tests.api.service import RIVERSIDE, Service, problem

USERS = "/scim/v2/Users"
CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
CY = {
    "schemas": [CORE, STAFF],
    "userName": "cy",
    "displayName": "Cy Rao",
    "externalId": "00u1",
    STAFF: {"tags": ["mr"]},
}
ELIGIBLE = RIVERSIDE | {"policy": [*RIVERSIDE["policy"], {"id": "may-work", "family": "eligibility"}]}


def provider(service: Service, document: dict[str, Any] = ELIGIBLE) -> TestClient:
    """An identity provider with a key for the department, which is there."""
    assert service.client().put("/v1/departments/riverside", json=document).status_code == 201
    return service.client(Role.MANAGER, "riverside")


def kept(service: Service) -> Department:
    with service.database.read() as session:
        return repository.find(session, "riverside").document


def patched(client: TestClient, user: str, *operations: dict[str, Any]) -> Any:  # noqa: ANN401 - a response
    return client.patch(f"{USERS}/{user}", json={"schemas": [PATCH], "Operations": operations})


def rostered(department: Department, person: str) -> bool:
    """Whether the solver has any duty for somebody."""
    problem = compile_problem(department)
    return bool(problem.eligible[problem.person_index[person]].any())


def test_somebody_is_taken_on_as_a_version_of_the_document(any_service: Service) -> None:
    client = provider(any_service)
    made = client.post(USERS, json=CY)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["id"], told["active"], told[STAFF]) == ("cy", True, {"contract": "full", "tags": ["mr"]})
    assert made.headers["location"] == told["meta"]["location"] == "http://testserver/scim/v2/Users/cy"
    person = kept(any_service).person_by_id["cy"]
    assert (person.name, person.contract, person.external_id, sorted(person.tags)) == ("Cy Rao", "full", "00u1", ["mr"])
    trail = any_service.client().get("/v1/audit?limit=200").json()["items"]
    (event,) = [one for one in trail if one["action"] == "department.stored" and one["before"] is not None]
    assert (event["why"], event["after"]["version"]) == ("SCIM", 2)
    assert event["actor"].startswith("key:")


def test_users_are_filtered_sorted_and_paged(service: Service) -> None:
    client = provider(service)
    client.post(USERS, json=CY)

    def found(query: str) -> tuple[int, list[str]]:
        answer = client.get(f"{USERS}?{query}").json()
        return answer["totalResults"], [one["id"] for one in answer.get("Resources", [])]

    assert found('filter=userName eq "cy"') == (1, ["cy"])
    assert found('filter=externalId eq "00u1" and active eq true') == (1, ["cy"])
    assert found(f'filter={STAFF}:tags eq "mr"') == (1, ["cy"])
    assert found('filter=displayName sw "Zed"') == (0, [])
    assert found("sortBy=displayName&sortOrder=descending") == (3, ["cy", "bo", "ann"])
    assert found("startIndex=2&count=1") == (3, ["bo"])
    wrong = client.get(f"{USERS}?filter=nonsense")
    assert (wrong.status_code, wrong.json()["scimType"]) == (400, "invalidFilter")


def test_what_scim_does_not_tell_stays(service: Service) -> None:
    staff = [{**RIVERSIDE["staff"][0], "hourly_cents": 4321, "tags": ["senior"]}, *RIVERSIDE["staff"][1:]]
    client = provider(service, RIVERSIDE | {"staff": staff})
    before = kept(service).person_by_id["ann"]
    put = client.put(f"{USERS}/ann", json={"schemas": [CORE], "userName": "ann", "displayName": "Ann Lee"})
    assert put.status_code == 200, put.text
    assert kept(service).person_by_id["ann"] == before.revised(name="Ann Lee")
    assert "4321" not in client.get(USERS).text
    renamed = client.put(f"{USERS}/ann", json={"schemas": [CORE], "userName": "anna"})
    assert (renamed.status_code, renamed.json()["scimType"]) == (400, "mutability")


def test_whoever_is_set_inactive_is_rostered_no_more_until_active_again(any_service: Service) -> None:
    client = provider(any_service)
    off = patched(client, "ann", {"op": "replace", "path": "active", "value": False})
    assert (off.status_code, client.get(f"{USERS}/ann").json()["active"]) == (204, False), off.text
    (leave,) = kept(any_service).time_off
    assert (leave.person, leave.kind, leave.private) == ("ann", "inactive", True)
    assert client.get(f"{USERS}?filter=active eq false").json()["totalResults"] == 1
    patched(client, "ann", {"op": "replace", "value": {"active": True}})
    assert kept(any_service).time_off == ()


def test_whoever_is_let_go_is_in_the_document_and_in_no_list_and_may_come_back(any_service: Service) -> None:
    horizon = {**RIVERSIDE["horizon"], "start": "2035-01-01"}
    needs: dict[str, Any] = {"shift_needs": [], "coverage": []}
    client = provider(any_service, ELIGIBLE | needs | {"horizon": horizon})
    assert rostered(kept(any_service), "ann")
    gone = client.delete(f"{USERS}/ann")
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(f"{USERS}/ann").status_code == client.delete(f"{USERS}/ann").status_code == 404
    assert [one["id"] for one in client.get(USERS).json()["Resources"]] == ["bo"]
    assert "ann" in kept(any_service).person_by_id
    assert not rostered(kept(any_service), "ann")
    again = client.post(USERS, json={"schemas": [CORE], "userName": "ann", "displayName": "Ann"})
    assert (again.status_code, rostered(kept(any_service), "ann")) == (201, True), again.text
    twice = client.post(USERS, json={"schemas": [CORE], "userName": "ann"})
    assert (twice.status_code, twice.json()["scimType"]) == (409, "uniqueness")


def test_mistakes_are_told_as_scim_writes_them(service: Service) -> None:
    client = provider(service)
    wrong = client.post(USERS, json=CY | {STAFF: {"contract": "fulll"}})
    assert (wrong.status_code, wrong.json()["scimType"]) == (400, "invalidValue")
    assert "Maybe you meant full" in wrong.json()["detail"]
    tag = client.get(f"{USERS}/ann").headers["etag"]
    assert client.get(f"{USERS}/ann", headers={"If-None-Match": tag}).status_code == 304
    patched(client, "ann", {"op": "replace", "path": "displayName", "value": "Ann L."})
    late = client.delete(f"{USERS}/ann", headers={"If-Match": tag})
    assert (late.status_code, late.json()["schemas"]) == (412, ["urn:ietf:params:scim:api:messages:2.0:Error"])
    assert client.get("/scim/v2/Groups").status_code == 404
    assert kept(service).person_by_id["ann"].name == "Ann L."


def test_a_key_provisions_one_department_that_it_may_edit(service: Service) -> None:
    client = provider(service)
    service.client().put("/v1/departments/elsewhere", json=RIVERSIDE | {"id": "elsewhere"})
    for several in (service.client(), service.client(Role.MANAGER, "riverside", "elsewhere")):
        refused = problem(several.get(USERS), 403, "forbidden")
        assert "Make a key for one department" in refused["detail"]
    for role in (Role.STAFF, Role.HR, Role.LEAD, Role.AUDITOR):
        problem(service.client(role, "riverside").get(USERS), 403, "forbidden")
    problem(service.client(None).get(USERS), 401, "unauthenticated")
    limited = service.client(Role.MANAGER, "riverside", areas=("CT",)).post(USERS, json=CY)
    assert (limited.status_code, limited.json()["status"]) == (403, "403")
    assert service.client(Role.MANAGER, "elsewhere").post(USERS, json=CY).status_code == 201
    assert client.get(f"{USERS}/cy").status_code == 404, "another department has no part in it"


def test_schemas_name_the_contracts_and_areas_of_the_department(service: Service) -> None:
    client = provider(service)
    told = client.get(f"/scim/v2/Schemas/{STAFF}").json()
    listed = {one["name"]: one.get("canonicalValues") for one in told["attributes"]}
    assert (listed["contract"], listed["homeArea"]) == (["full"], [one["id"] for one in RIVERSIDE["areas"]])
    assert client.get("/scim/v2/ServiceProviderConfig").json()["bulk"]["supported"] is False
    asked = client.get(f"{USERS}/ann?attributes={STAFF}:fte").json()
    assert asked[STAFF] == {"fte": 1.0}


def test_without_the_extra_it_says_what_to_install(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client = provider(service)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert "radroster[scim]" in json.dumps(problem(client.get(USERS), 422, "invalid"))
