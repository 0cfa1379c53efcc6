"""Rule packs over HTTP: listed, tried without a trace, applied as a version of the department."""

import json
from typing import Any

from api.auth.rights import Role
from tests.api.packs.clinic import ASSISTANT, TECHNOLOGIST, clinic, holding
from tests.api.service import Service, problem

PLACE = clinic(holding("ann", *TECHNOLOGIST), holding("bo", *ASSISTANT)).model_copy(update={"id": "clinic"})
PATH = "/v1/departments/clinic/packs/imaging"


def stored(service: Service) -> Any:  # noqa: ANN401 - a client
    client = service.client(Role.MANAGER)
    document = json.loads(PLACE.model_dump_json())
    assert client.put("/v1/departments/clinic", json=document).status_code == 201
    return client


def test_what_can_be_applied_is_listed(service: Service) -> None:
    told = service.client(Role.AUDITOR).get("/v1/packs").json()
    assert [one["id"] for one in told["packs"]] == ["imaging"]
    assert told["states"]["NM"] == "New Mexico"


def test_a_dry_run_tells_what_would_come_of_it_and_stores_nothing(service: Service) -> None:
    client = stored(service)
    told = client.post(PATH, json={"dry_run": True, "without": ["who-mr"]}).json()
    assert (told["version"], told["stored"]) == (1, False)
    assert "mr-plus-one" in told["applied"]
    assert told["idle"]["who-mr"] == "switched off"
    assert told["unmet"] == {}
    assert client.get("/v1/departments/clinic/policy").json()["items"] == []


def test_a_pack_is_applied_as_the_next_version_and_twice_does_no_more(any_service: Service) -> None:
    client = stored(any_service)
    problem(client.post(PATH, json={}), 428, "version-required")
    done = client.post(f"{PATH}?why=rules", json={"state": "NM"}, headers={"If-Match": '"1"'})
    assert (done.status_code, done.headers["etag"], done.json()["stored"]) == (200, '"2"', True), done.text
    items = {one["id"] for one in client.get("/v1/departments/clinic/policy").json()["items"]}
    assert items >= {"mr-plus-one", "eligibility"}
    assert "licence:NM(MR)" in client.get("/v1/departments/clinic").text
    again = client.post(PATH, json={"state": "NM"}, headers={"If-Match": '"2"'})
    assert again.json()["version"] == 2
    trail = any_service.client().get("/v1/audit?subject=clinic").json()["items"]
    assert [one["why"] for one in trail] == ["", "rules"]


def test_items_that_a_small_department_cannot_keep_are_told(service: Service) -> None:
    client = stored(service)
    alone = json.loads(PLACE.model_copy(update={"staff": PLACE.staff[:1]}).model_dump_json())
    client.put("/v1/departments/clinic", json=alone, headers={"If-Match": '"1"'})
    told = client.post(PATH, json={"dry_run": True}).json()
    assert "2 asked for and 1 on staff who could be there" in told["unmet"]["mr-plus-one"]


def test_unknown_packs_items_and_states_are_refused(service: Service) -> None:
    client = stored(service)
    problem(client.post("/v1/departments/clinic/packs/imagine", json={"dry_run": True}), 404, "not-found")
    for order in ({"without": ["who-mrr"]}, {"state": "ZZ"}):
        problem(client.post(PATH, json={"dry_run": True, **order}), 422, "invalid")
    problem(service.client(Role.LEAD).post(PATH, json={}), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").post(PATH, json={"dry_run": True}), 404, "not-found")
