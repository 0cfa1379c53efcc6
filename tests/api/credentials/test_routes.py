"""Papers over HTTP: read and put by versions of the department, codes checked, lapses told."""

from typing import Any

from api.auth.rights import Role
from tests.api.service import RIVERSIDE, Service, problem

STAFF = "/v1/departments/riverside/staff"
PAPER = {
    "code": "ARRT(CT)", "number": "1", "earned": "2024-03-01", "valid_to": "2027-02-03",
    "verified_on": "2026-12-01", "verified_how": "directory", "verified_by": "H. R.",
}  # fmt: skip
NEEDS_CT: dict[str, Any] = RIVERSIDE | {
    "credential_kinds": [{"code": "ARRT(CT)", "body": "ARRT"}],
    "areas": [{"id": "CT", "shifts": ["D"], "requires": {"has": "ARRT(CT)"}}],
    "policy": [*RIVERSIDE["policy"], {"id": "eligibility", "family": "eligibility"}],
}


def stored(service: Service, document: dict[str, Any] = NEEDS_CT) -> Any:  # noqa: ANN401 - a client
    client = service.client(Role.MANAGER)
    assert client.put("/v1/departments/riverside", json=document).status_code == 201
    return client


def test_papers_are_put_and_read_and_their_lapses_told(any_service: Service) -> None:
    client = stored(any_service)
    put = client.put(f"{STAFF}/ann/credentials", json={"credentials": [PAPER]}, headers={"If-Match": '"1"'})
    assert (put.status_code, put.headers["etag"]) == (200, '"2"'), put.text
    read = client.get(f"{STAFF}/ann/credentials")
    assert (read.json()["credentials"], read.json()["version"], read.headers["etag"]) == ([PAPER], 2, '"2"')
    assert client.get(f"{STAFF}/ann/credentials?version=1").json()["credentials"] == []
    radar = client.get("/v1/departments/riverside/credentials/radar").json()
    (lapse,) = radar["lapses"]
    assert (lapse["person"], lapse["last_day"], radar["until"]) == ("ann", "2027-02-03", "2027-02-07")
    assert lapse["losses"] == [{"area": "CT", "first": "2027-02-04", "days": 4}]
    earlier = client.get("/v1/departments/riverside/credentials/radar?until=2027-02-02").json()
    assert earlier["lapses"] == []


def test_codes_of_the_catalogue_join_the_departments_list_and_others_are_refused(service: Service) -> None:
    client = stored(service, RIVERSIDE)
    match = {"If-Match": '"1"'}
    papers = {"competencies": [{"skill": "skill:MR L2", "signed_on": "2026-11-02"}]}
    assert client.put(f"{STAFF}/bo/credentials", json=papers, headers=match).status_code == 200
    kinds = client.get("/v1/departments/riverside").json()["credential_kinds"]
    assert [one["code"] for one in kinds] == ["skill:MR L2"]
    wrong = client.put(f"{STAFF}/bo/credentials", json={"credentials": [{"code": "BLX"}]}, headers={"If-Match": '"2"'})
    assert "unknown credential 'BLX'" in problem(wrong, 422, "invalid")["detail"]


def test_papers_need_the_version_and_the_right_and_a_person_who_is_there(service: Service) -> None:
    client = stored(service)
    problem(client.put(f"{STAFF}/ann/credentials", json={}), 428, "version-required")
    problem(client.put(f"{STAFF}/ann/credentials", json={}, headers={"If-Match": '"9"'}), 412, "version-conflict")
    problem(client.get(f"{STAFF}/zoe/credentials"), 404, "not-found")
    problem(service.client(Role.LEAD).put(f"{STAFF}/ann/credentials", json={}), 403, "forbidden")
    problem(service.client(Role.STAFF, person="ann").get(f"{STAFF}/ann/credentials"), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{STAFF}/ann/credentials"), 404, "not-found")
