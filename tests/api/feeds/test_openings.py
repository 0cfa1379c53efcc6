"""Feeds of open shifts: what is a hole or posted, to the version, and gone once somebody has it."""

from typing import Any

from fastapi.testclient import TestClient
from icalendar import Calendar

from api.auth.rights import Role
from tests.api.feeds.calendars import read
from tests.api.feeds.test_routes import edit
from tests.api.self_service.clinic import date, duty, in_force
from tests.api.service import Service, problem

NEED = {"minimum": 1, "target": 1}
NEEDS = [{"area": "CT", "shift": "D", "date": date(1), **NEED}, {"area": "MR", "shift": "D", "date": date(2), **NEED}]
OPEN = {"department": "riverside", "open_shifts": True}


def path_of(service: Service, **wanted: Any) -> str:  # noqa: ANN401 - fields of the feed
    answer = service.client(Role.MANAGER).post("/v1/feeds", json=OPEN | wanted)
    assert answer.status_code == 201, answer.text
    path: str = answer.json()["path"]
    return path


def shown(client: TestClient, path: str) -> list[tuple[str, str, int]]:
    """Summary, status and SEQUENCE of each event, in order of their start."""
    found = read(client.get(path).content)
    return [(event["summary"], event["status"], event["sequence"]) for event in found]


def test_holes_are_open_until_somebody_has_them(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 3), shift_needs=NEEDS)
    client, nobody, path = any_service.client(), any_service.client(None), path_of(any_service)
    of_ct = path_of(any_service, area="CT")
    assert shown(nobody, path) == [("Open: CT D", "CONFIRMED", 0), ("Open: MR D", "CONFIRMED", 0)]
    assert shown(nobody, of_ct) == [("Open: CT D", "CONFIRMED", 0)]
    edit(client, roster, 2, duty("bo", 1))
    assert shown(nobody, of_ct) == [("Open: Cancelled: CT D", "CANCELLED", 1)]
    edit(client, roster, 3, {"person": "bo", "date": date(1)})
    again = read(nobody.get(of_ct).content)
    assert [(one["status"], one["sequence"]) for one in again] == [("CONFIRMED", 2)]
    answer = client.post(f"/v1/rosters/{roster}/withdraw", headers={"If-Match": '"4"'})
    assert answer.status_code == 200, answer.text
    assert [status for _, status, _ in shown(nobody, path)] == ["CANCELLED", "CANCELLED"]


def test_posts_are_open_with_their_note_and_people(any_service: Service) -> None:
    roster = in_force(any_service, duty("ann", 1))
    nobody, path, lead = any_service.client(None), path_of(any_service), any_service.client(Role.MANAGER)
    assert shown(nobody, path) == []
    wanted = {"roster": roster, "date": date(4), "shift": "N", "area": "CT", "people": 2, "note": "Trauma, please"}
    post = lead.post("/v1/open-shifts", json=wanted).json()["id"]
    (event,) = Calendar.from_ical(nobody.get(path).content).events
    assert (str(event["SUMMARY"]), str(event["TRANSP"])) == ("Open: CT N", "TRANSPARENT")
    assert str(event["DESCRIPTION"]).splitlines()[-2:] == ["2 people are wanted.", "Trauma, please"]
    assert lead.delete(f"/v1/open-shifts/{post}").status_code == 200
    assert [status for _, status, _ in shown(nobody, path)] == ["CANCELLED"]


def test_a_hole_tells_how_much_is_missing_and_the_same_bytes_until_it_changes(service: Service) -> None:
    in_force(service, duty("ann", 3), shift_needs=NEEDS[:1])
    nobody, path = service.client(None), path_of(service)
    answer = nobody.get(path)
    assert "Somebody on it fills 8 h of least cover that are missing." in str(Calendar.from_ical(answer.content).events)
    assert b"UID" not in answer.content.partition(b"BEGIN:VEVENT")[0]
    same = nobody.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


def test_duties_that_have_begun_are_not_shown(service: Service) -> None:
    client, start = service.client(), "2020-02-03"
    horizon = {"start": start, "days": 7, "zone": "America/Chicago"}
    in_force(service, shift_needs=[{**NEEDS[0], "date": start}], horizon=horizon)
    assert shown(client, path_of(service)) == []


def test_whoever_keeps_some_areas_makes_feeds_of_these(service: Service) -> None:
    in_force(service, duty("ann", 3))
    limited = service.client(Role.MANAGER, "riverside", areas=("CT",))
    assert limited.post("/v1/feeds", json=OPEN | {"area": "CT"}).status_code == 201
    problem(limited.post("/v1/feeds", json=OPEN | {"area": "MR"}), 403, "forbidden")
    problem(limited.post("/v1/feeds", json=OPEN), 403, "forbidden")
    refused = problem(service.client(Role.MANAGER).post("/v1/feeds", json=OPEN | {"person": "ann"}), 422, "invalid")
    assert "Name an area, or neither" in refused["detail"]
    wrong = problem(service.client(Role.MANAGER).post("/v1/feeds", json=OPEN | {"area": "CX"}), 422, "invalid")
    assert "Maybe you meant CT" in wrong["detail"]
    problem(service.client(Role.STAFF, person="ann").post("/v1/feeds", json=OPEN), 403, "forbidden")
    (kept,) = service.client().get("/v1/feeds").json()["items"]
    assert (kept["open_shifts"], kept["area"], kept["person"]) == (True, "CT", None)
