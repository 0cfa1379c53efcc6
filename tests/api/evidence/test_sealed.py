"""With a roster that is published its evidence pack is kept, and holds without the service."""

import io
import zipfile
from pathlib import Path

from api.audit.chain import flaws
from api.auth.rights import Role
from api.evidence.checker import check_pack
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import Service, problem
from tests.api.time_off.test_routes import ELIGIBLE, ONE, PATH, TWO, cell, message


def test_the_pack_of_a_published_roster_holds_by_itself(any_service: Service, tmp_path: Path) -> None:
    path = f"/v1/rosters/{made_roster(any_service, policy=ELIGIBLE).roster}"
    client, auditor = any_service.client(), any_service.client(Role.AUDITOR)
    problem(auditor.get(f"{path}/evidence"), 404, "not-found")
    assert client.post(f"{path}/publish", headers=ONE).status_code == 200
    told = auditor.get(f"{path}/evidence").json()
    assert (told["version"], told["roster"]) == (2, path.removeprefix("/v1/rosters/"))
    content = auditor.get(f"{path}/evidence.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "pack")
    assert check_pack(tmp_path / "pack", told["root"]) == []
    facts = tmp_path / "pack" / "facts.json"
    assert b"Ann" in facts.read_bytes()
    facts.write_bytes(facts.read_bytes().replace(b"Ann", b"Bo"))
    assert check_pack(tmp_path / "pack", told["root"])
    (sealed,) = [
        event for event in client.get("/v1/audit?limit=200").json()["items"] if event["action"] == "evidence.sealed"
    ]
    assert sealed["after"]["root"] == told["root"], "noted where it cannot be changed unseen"
    with any_service.database.read() as session:
        assert list(flaws(session)) == []


def test_what_was_sealed_stays_when_the_roster_is_amended(service: Service) -> None:
    path, client = f"/v1/rosters/{made_roster(service).roster}", service.client()
    client.post(f"{path}/publish", headers=ONE)
    before = client.get(f"{path}/evidence.zip").content
    assert client.post(f"{path}/edits?why=x", json={"cells": [cell(ANN), BO]}, headers=TWO).status_code == 200
    assert client.get(f"{path}/evidence.zip").content == before
    assert client.get(f"{path}/evidence.zip?version=2").content == before
    problem(client.get(f"{path}/evidence.zip?version=3"), 404, "not-found")


def test_a_roster_that_is_not_published_leaves_no_pack(service: Service) -> None:
    path = f"/v1/rosters/{made_roster(service, policy=ELIGIBLE).roster}"
    service.client().put(PATH, json=message())
    problem(service.client().post(f"{path}/publish", headers=ONE), 409, "conflict")
    problem(service.client().get(f"{path}/evidence"), 404, "not-found")


def test_packs_are_for_those_who_see_rosters_of_any_state(service: Service) -> None:
    path = f"/v1/rosters/{made_roster(service).roster}"
    service.client().post(f"{path}/publish", headers=ONE)
    for role in (Role.STAFF, Role.HR):
        problem(service.client(role).get(f"{path}/evidence.zip"), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{path}/evidence"), 404, "not-found")
