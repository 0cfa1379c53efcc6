"""Equipment and quality logs over HTTP: kept, told, and felt by the next roster."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.departments.composition import composed
from tests.api.rosters.made import made_roster
from tests.api.service import RIVERSIDE, Service, problem

PATH = "/v1/departments/riverside"
OPEN = [0] * 7 + [2] * 8 + [0] * 9
CT: dict[str, Any] = RIVERSIDE | {
    "areas": [{"id": "CT", "modality": "CT", "shifts": ["D"]}, {"id": "XR", "modality": "XR", "shifts": ["D"]}],
    "coverage": [{"area": "CT", "date": f"2027-02-{day:02d}", "minimum": OPEN, "target": OPEN} for day in range(1, 8)],
}
UNITS = [{"id": "CT1", "area": "CT"}, {"id": "CT2", "area": "CT"}]
TUBE = {"unit": "CT1", "start": "2027-02-03T08:00:00", "end": "2027-02-03T10:00:00", "kind": "service"}


def stored(service: Service) -> Any:  # noqa: ANN401 - a client
    client = service.client(Role.MANAGER)
    assert client.put(PATH, json=CT).status_code == 201
    return client


def asked(service: Service, day: int) -> list[int]:
    """People asked for on a day of February by the department as a roster is made from it."""
    with service.database.read() as session:
        return list(composed(session, "riverside")[0].coverage[day - 1].minimum)


def result(day: int, unit: str = "CT1", *, passed: bool = True) -> dict[str, Any]:
    return {"task": "ct-daily", "unit": unit, "done_on": f"2027-02-{day:02d}", "passed": passed, "by": "Ann"}


def test_a_unit_that_stands_still_asks_for_one_person_less(any_service: Service) -> None:
    client = stored(any_service)
    assert [one["id"] for one in client.get(f"{PATH}/equipment").json()["units"]] == ["CT", "XR"], "one for each area"
    put = client.put(f"{PATH}/equipment?why=tube", json={"units": UNITS, "outages": [TUBE]})
    assert (put.status_code, put.headers["etag"]) == (200, '"1"'), put.text
    assert client.get(f"{PATH}/equipment").json()["outages"][0]["unit"] == "CT1"
    assert asked(any_service, 3)[7:11] == [2, 1, 1, 2]
    assert asked(any_service, 2) == OPEN
    mended = client.put(f"{PATH}/equipment", json={"units": UNITS}, headers={"If-Match": '"1"'})
    assert mended.headers["etag"] == '"2"'
    assert asked(any_service, 3) == OPEN


def test_quality_control_not_done_closes_the_unit_up_to_the_last_entry(service: Service) -> None:
    client = stored(service)
    client.put(f"{PATH}/equipment", json={"units": UNITS})
    for entry in (result(1), result(1, "CT2"), result(2, passed=False), result(2, "CT2"), result(3, "CT2")):
        assert client.post(f"{PATH}/quality/control", json=entry).json() == {"added": 1, "known": 0, "refused": []}
    assert [asked(service, day)[8] for day in range(1, 6)] == [2, 1, 1, 2, 2]


def test_a_row_counts_once_however_often_it_is_sent(any_service: Service) -> None:
    client = stored(any_service)
    csv = "date,area,acquired,rejected\n2027-01-30,CT,400,20\n2027-01-31,CT,100,5\n"
    first = client.post(f"{PATH}/quality/import", json={"csv": csv})
    assert (first.status_code, first.json()["added"]) == (201, 2), first.text
    again = client.post(f"{PATH}/quality/import", json={"csv": csv + "2027-02-01,CT,100,90\n"}).json()
    assert (again["added"], again["known"]) == (1, 2)
    listed = client.get(f"{PATH}/quality/log?kind=images&limit=2").json()
    rest = client.get(f"{PATH}/quality/log", params={"limit": 2, "cursor": listed["next"]}).json()
    assert len({one["id"] for one in (*listed["items"], *rest["items"])}) == 3
    assert listed["items"][0]["row"] == {"date": "2027-02-01", "area": "CT", "acquired": 100, "rejected": 90}
    trail = any_service.client().get("/v1/audit?subject=riverside").json()["items"]
    assert [one["after"].get("rows") for one in trail if one["action"] == "quality.logged"] == [2, 1]


def test_the_report_is_of_what_is_on_record(service: Service) -> None:
    client = stored(service)
    logs = (
        "date,area,acquired,rejected\n2027-01-30,CT,400,20\n",
        "area,source,ordered,completed\nCT,ED,2027-01-30T08:00,2027-01-30T08:40\n",
        "date,area,measure,count,of\n2027-01-30,CT,extravasation,1,400\n",
        "task,unit,done_on,passed\nct-daily,CT,2027-01-30,pass\n",
    )
    for csv in logs:
        assert client.post(f"{PATH}/quality/import", json={"csv": csv}).status_code == 201
    told = client.get(f"{PATH}/quality/report").json()
    figures = {one["id"]: one["value"] for one in told["figures"]}
    assert (figures["rejects-CT"], figures["completed-ED-CT-within"]) == (0.05, 1.0)
    assert told["rows"] == {"qc": 1, "images": 1, "exams": 1, "events": 1}
    assert told["roster"] is None
    roster = made_roster(service).roster
    with_roster = client.get(f"{PATH}/quality/report?until=2027-01-31&roster={roster}").json()
    assert with_roster["roster"]["worked_minutes"] == 480
    refused = problem(client.get(f"{PATH}/quality/report?until=2026-01-01"), 422, "invalid")
    assert "no row is on record" in refused["detail"]


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("date,area,acquired,rejected\n2027-01-30,MR,400,20\n", "body.csv: row 2, area = 'MR': unknown area"),
        ("task,unit,done_on,passed\nct-dayly,CT,2027-01-30,pass\n", "known are ct-daily"),
        ("one,two\n1,2\n", "A log needs"),
        ("date,area,acquired,rejected\n", "no row below its header"),
    ],
)
def test_rows_that_make_no_sense_are_refused_or_told(service: Service, csv: str, told: str) -> None:
    client = stored(service)
    refused = problem(client.post(f"{PATH}/quality/import", json={"csv": csv}), 422, "invalid")
    assert told in refused["detail"]
    if "unknown" in told:
        lenient = client.post(f"{PATH}/quality/import", json={"csv": csv, "lenient": True}).json()
        assert (lenient["added"], len(lenient["refused"])) == (0, 1)


def test_units_and_versions_are_checked(service: Service) -> None:
    client = stored(service)
    wrong = client.put(f"{PATH}/equipment", json={"units": [{"id": "X", "area": "XX"}]})
    assert "unknown area 'XX'" in problem(wrong, 422, "invalid")["detail"]
    problem(
        client.put(f"{PATH}/equipment", json={"units": UNITS}, headers={"If-Match": '"1"'}), 412, "version-conflict"
    )
    client.put(f"{PATH}/equipment", json={"units": UNITS})
    problem(client.put(f"{PATH}/equipment", json={"units": UNITS}), 428, "version-required")
    same = client.put(f"{PATH}/equipment", json={"units": UNITS}, headers={"If-Match": '"1"'})
    assert same.json()["version"] == 1
    unknown = client.post(f"{PATH}/quality/control", json=result(1, "CT9"))
    assert "unknown unit 'CT9'" in problem(unknown, 422, "invalid")["detail"]


def test_who_may_see_log_and_change_what(service: Service) -> None:
    stored(service).put(f"{PATH}/equipment", json={"units": UNITS})
    lead, auditor = service.client(Role.LEAD), service.client(Role.AUDITOR)
    assert lead.post(f"{PATH}/quality/control", json=result(1)).status_code == 201
    problem(lead.put(f"{PATH}/equipment", json={"units": UNITS}), 403, "forbidden")
    problem(auditor.post(f"{PATH}/quality/control", json=result(2)), 403, "forbidden")
    assert len(auditor.get(f"{PATH}/quality/log").json()["items"]) == 1
    problem(service.client(Role.STAFF, person="ann").get(f"{PATH}/quality/log"), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{PATH}/equipment"), 404, "not-found")
    keeper = service.client(Role.LEAD, "riverside", areas=("XR",))
    problem(keeper.post(f"{PATH}/quality/control", json=result(3)), 403, "forbidden")
    problem(keeper.post(f"{PATH}/quality/import", json={"csv": "a,b\n1,2\n"}), 403, "forbidden")
