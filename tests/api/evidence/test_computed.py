"""The pack of a roster in force as of any date, over HTTP, and checked again by the command without the service."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from api.auth.rights import Role
from api.departments.tables import DepartmentVersionRow
from api.evidence.checker import check_pack
from tests.api.credentials.test_routes import NEEDS_CT, PAPER
from tests.api.rosters.made import ANN, made_roster
from tests.api.running import Line
from tests.api.service import Service, problem

ONE = {"If-Match": '"1"'}
KNOWN = {**PAPER, "valid_to": "2027-12-31", "verified_on": "2026-11-20"}
LATE = {**KNOWN, "verified_on": "2027-02-02"}
CONTROL = {"task": "ct-daily", "unit": "CT", "done_on": "2026-10-01", "passed": True, "by": "Ann"}


def in_force(service: Service, paper: dict[str, Any]) -> str:
    """The address of a published roster of Ann on the first of February, who holds this paper."""
    staff = [{**one, "credentials": [paper]} for one in NEEDS_CT["staff"]]
    place = NEEDS_CT | {"staff": staff, "areas": [{**one, "modality": "CT"} for one in NEEDS_CT["areas"]]}
    client = service.client()
    client.put("/v1/departments/riverside", json=place)
    made = made_roster(service, ANN, policy=place["policy"])
    path = f"/v1/rosters/{made.roster}"
    assert client.post(f"{path}/publish", headers=ONE).status_code == 200
    return path


def facts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("facts.json").decode()


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def test_a_pack_as_of_any_date_is_checked_again_without_the_database(any_service: Service, tmp_path: Path) -> None:
    path, auditor = in_force(any_service, KNOWN), any_service.client(Role.AUDITOR)
    told = auditor.get(f"{path}/evidence?as_of=2027-03-01").json()
    assert (told["as_of"], told["version"], told["sealed"]) == ("2027-03-01", 2, False)
    content = auditor.get(f"{path}/evidence.zip?as_of=2027-03-01").content
    assert auditor.get(f"{path}/evidence.zip?as_of=2027-03-01").content == content, "the same bytes each time"
    folder = unpacked(content, tmp_path / "pack")
    assert check_pack(folder, told["root"]) == []
    file = folder / "facts.json"
    file.write_bytes(file.read_bytes().replace(b"Ann", b"Bob"))
    assert check_pack(folder, told["root"])


def test_the_command_checks_what_the_service_made(
    service: Service, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, auditor = in_force(service, KNOWN), service.client(Role.AUDITOR)
    root = auditor.get(f"{path}/evidence?as_of=2027-03-01").json()["root"]
    folder = unpacked(auditor.get(f"{path}/evidence.zip?as_of=2027-03-01").content, tmp_path / "pack")
    assert Line(capfd)("verify", "--evidence", folder, "--root", root).code == 0
    assert Line(capfd)("verify", "--evidence", folder, "--root", "0" * 64).code == 1


@pytest.mark.parametrize(("as_of", "seen"), [("2027-02-01", False), ("2027-02-02", True), ("2027-02-03", True)])
def test_a_verification_is_in_it_from_its_own_day_on(service: Service, as_of: str, *, seen: bool) -> None:
    path = in_force(service, LATE)
    content = service.client(Role.AUDITOR).get(f"{path}/evidence.zip?as_of={as_of}").content
    assert ('"verified_on": "2027-02-02"' in facts(content)) == seen


def test_papers_are_those_that_were_on_record_when_the_day_ended(service: Service) -> None:
    path, client = in_force(service, KNOWN), service.client()
    number = client.get("/v1/departments/riverside").headers["etag"]
    put = client.put(
        "/v1/departments/riverside/staff/ann/credentials",
        json={"credentials": [{**KNOWN, "number": "RENEWED"}]}, headers={"If-Match": number},
    )  # fmt: skip
    assert put.status_code == 200, put.text
    newest = int(put.headers["etag"].strip('"'))
    recorded = dt.datetime(2027, 2, 10, 5, 59, 59, tzinfo=dt.UTC)  # a second before midnight in Chicago
    with service.database.write() as session:
        row = (DepartmentVersionRow.department == "riverside", DepartmentVersionRow.version == newest)
        session.execute(update(DepartmentVersionRow).where(*row).values(made_at=recorded))
    auditor = service.client(Role.AUDITOR)
    told = {day: facts(auditor.get(f"{path}/evidence.zip?as_of=2027-02-{day}").content) for day in ("08", "09")}
    assert ['"RENEWED"' in told[day] for day in ("08", "09")] == [False, True]


def test_what_was_sealed_is_told_without_a_date_and_stays_as_it_was(service: Service) -> None:
    path, auditor = in_force(service, KNOWN), service.client(Role.AUDITOR)
    before = auditor.get(f"{path}/evidence").json()
    auditor.get(f"{path}/evidence.zip?as_of=2027-03-01")
    assert auditor.get(f"{path}/evidence").json() == before
    assert before["sealed"]


def test_quality_control_on_record_is_among_what_is_shown(service: Service) -> None:
    path, client = in_force(service, KNOWN), service.client()
    bare = facts(client.get(f"{path}/evidence.zip?as_of=2027-02-03").content)
    units = client.get("/v1/departments/riverside/equipment").json()["units"]
    assert client.post("/v1/departments/riverside/quality/control", json=CONTROL | {"unit": units[0]["id"]}).is_success
    assert facts(client.get(f"{path}/evidence.zip?as_of=2027-02-03").content) != bare


def test_packs_as_of_a_date_are_of_rosters_in_force_and_for_those_who_see_them(service: Service) -> None:
    candidate = f"/v1/rosters/{made_roster(service, ANN).roster}"
    auditor = service.client(Role.AUDITOR)
    problem(auditor.get(f"{candidate}/evidence?as_of=2027-02-03"), 409, "conflict")
    problem(auditor.get(f"{candidate}/evidence?as_of=someday"), 422, "invalid")
    problem(service.client(Role.STAFF).get(f"{candidate}/evidence.zip?as_of=2027-02-03"), 403, "forbidden")
    elsewhere = service.client(Role.MANAGER, "elsewhere")
    problem(elsewhere.get(f"{candidate}/evidence?as_of=2027-02-03"), 404, "not-found")
