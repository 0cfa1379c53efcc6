"""Units closed over HTTP: by what the log lacks, by what a roster lacks, once, and felt by the next roster."""

from typing import Any

from api.auth.rights import Role
from tests.api.quality.test_routes import CT, PATH, UNITS, asked, result, stored
from tests.api.rosters.made import ANN, made_roster
from tests.api.service import Service, problem

CLOSE = f"{PATH}/quality/closings"
ONE, TWO = {"If-Match": '"1"'}, {"If-Match": '"2"'}
QC = {
    "team_requirements": [
        {"id": "qc-ct", "areas": ["CT"], "requires": {"all_of": []}, "start": "07:00", "end": "08:00", "count": 1}
    ],
    "policy": [
        *CT["policy"],
        {"id": "qc-ct", "family": "team_skill", "level": "priced", "price": 120, "limits": {"requirements": ["qc-ct"]}},
    ],
}


def days(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["unit"], one["start"][:10]) for one in told["outages"]]


def logged(client: Any, *entries: dict[str, Any]) -> None:  # noqa: ANN401 - a client
    for entry in entries:
        assert client.post(f"{PATH}/quality/control", json=entry).status_code == 201


def test_a_day_that_the_log_lacks_closes_the_unit_and_becomes_an_outage_once(any_service: Service) -> None:
    client = stored(any_service)
    client.put(f"{PATH}/equipment", json={"units": UNITS})
    logged(client, result(1), result(1, "CT2"), result(2, "CT2"), result(3), result(3, "CT2"))
    dry = client.post(CLOSE, json={"dry_run": True}).json()
    assert (days(dry), dry["version"]) == ([("CT1", "2027-02-02")], 1)
    problem(client.post(CLOSE, json={}), 428, "version-required")
    told = client.post(f"{CLOSE}?why=phantom", json={}, headers=ONE)
    assert (days(told.json()), told.headers["etag"]) == ([("CT1", "2027-02-02")], '"2"')
    assert client.get(f"{PATH}/equipment").json()["outages"] == told.json()["outages"]
    assert days(client.post(CLOSE, json={}, headers=TWO).json()) == [], "what is closed already is not closed again"
    assert [max(asked(any_service, day)) for day in (1, 2, 3)] == [2, 1, 2]


def test_days_on_which_nobody_is_rostered_for_it_close_units_after_the_logs_last_entry(service: Service) -> None:
    client = service.client(Role.MANAGER)
    assert client.put(PATH, json=CT | QC).status_code == 201
    client.put(f"{PATH}/equipment", json={"units": UNITS[:1]})
    roster = made_roster(service, ANN).roster
    logged(client, result(1), result(2))
    told = client.post(CLOSE, json={"roster": roster}, headers=ONE).json()
    assert days(told) == [("CT1", f"2027-02-0{day}") for day in range(3, 8)], "done on the second, whoever was there"
    assert all("nobody is rostered" in one["reason"] for one in told["outages"])
    assert [max(asked(service, day)) for day in (2, 3)] == [2, 1]


def test_closing_units_is_for_those_who_keep_the_equipment(service: Service) -> None:
    client = stored(service)
    problem(service.client(Role.LEAD).post(CLOSE, json={}), 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").post(CLOSE, json={}), 404, "not-found")
    problem(service.client(Role.MANAGER, "riverside", areas=("CT",)).post(CLOSE, json={}), 403, "forbidden")
    problem(client.post(CLOSE, json={"roster": "ros_nobody"}), 404, "not-found")
