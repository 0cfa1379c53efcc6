"""Feeds of areas: who works there, by name; and the code that a phone reads an address from."""

import xml.etree.ElementTree as ET

import segno

from api.auth.rights import Role
from tests.api.feeds.calendars import read
from tests.api.feeds.test_routes import edit, publish
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

WANTED = {"department": "riverside", "area": "CT"}


def test_an_areas_feed_tells_who_works_there(any_service: Service) -> None:
    client = any_service.client()
    client.put("/v1/departments/riverside", json=RIVERSIDE)
    made = any_service.client(Role.MANAGER).post("/v1/feeds", json=WANTED).json()
    assert (made["feed"]["person"], made["feed"]["area"]) == (None, "CT")
    nobody = any_service.client(None)
    assert read(nobody.get(made["path"]).content) == []
    roster = made_roster(any_service, ANN).roster
    publish(client, roster)
    (before,) = read(nobody.get(made["path"]).content)
    assert (before["summary"], before["status"]) == ("Ann: CT D", "CONFIRMED")
    edit(client, roster, 2, {"person": "ann", "date": "2027-02-01"}, BO)
    answer = nobody.get(made["path"])
    events = {event["summary"]: event["status"] for event in read(answer.content)}
    assert events == {"Ann: Cancelled: CT D": "CANCELLED", "Bo: CT D": "CONFIRMED"}
    assert nobody.get(made["path"], headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_feed_is_of_a_person_or_of_an_area(service: Service) -> None:
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    manager = service.client(Role.MANAGER)
    for wanted in ({"department": "riverside"}, WANTED | {"person": "ann"}):
        assert "Name one of the two" in problem(manager.post("/v1/feeds", json=wanted), 422, "invalid")["detail"]
    refused = manager.post("/v1/feeds", json=WANTED | {"area": "CX"})
    assert "Maybe you meant CT" in problem(refused, 422, "invalid")["detail"]


def test_the_code_is_that_of_the_address(service: Service) -> None:
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    made = service.client(Role.MANAGER).post("/v1/feeds", json=WANTED).json()
    assert made["webcal"] == made["url"].replace("http:", "webcal:")
    assert made["qr"] == segno.make(made["webcal"], micro=False).svg_inline(scale=4)
    assert ET.fromstring(made["qr"]).tag.endswith("svg")  # noqa: S314 - made by ourselves
