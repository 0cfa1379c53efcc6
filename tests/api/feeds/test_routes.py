"""Feeds over HTTP: secret addresses at which calendars find the duties in force, and what becomes of those that go."""

import datetime as dt
import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from sqlalchemy import text

from api.auth.rights import Role
from api.feeds import service as answers
from api.http.logs import JsonLines
from tests.api.feeds.calendars import read, settle_with
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem

ANN_OFF = {"person": "ann", "date": "2027-02-01"}
LATER = {**ANN, "date": "2027-02-03"}


def fed(service: Service, person: str = "ann") -> str:
    """The path of a new feed."""
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    answer = service.client(Role.MANAGER).post("/v1/feeds", json={"department": "riverside", "person": person})
    assert answer.status_code == 201, answer.text
    path: str = answer.json()["path"]
    return path


def events(service: Service, path: str) -> list[dict[str, Any]]:
    """The events of a feed as a calendar reads them."""
    answer = service.client(None).get(path)
    assert answer.status_code == 200, answer.text
    return read(answer.content)


def publish(client: TestClient, roster: str, version: int = 1) -> None:
    answer = client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


def edit(client: TestClient, roster: str, version: int, *cells: dict[str, str]) -> None:
    path = f"/v1/rosters/{roster}/edits?why=swap"
    answer = client.post(path, json={"cells": cells}, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


def test_a_feed_follows_its_persons_duties_from_version_to_version(any_service: Service) -> None:
    client, path = any_service.client(), fed(any_service)
    roster = made_roster(any_service, ANN, LATER).roster
    assert events(any_service, path) == [], "nobody but planners sees it yet"
    publish(client, roster)
    first, second = events(any_service, path)
    assert (first["start"], first["end"]) == (
        dt.datetime(2027, 2, 1, 13, tzinfo=dt.UTC), dt.datetime(2027, 2, 1, 21, tzinfo=dt.UTC)
    )  # fmt: skip
    assert (first["status"], first["sequence"], first["summary"]) == ("CONFIRMED", 0, "CT D")
    edit(client, roster, 2, ANN_OFF, BO)
    gone, same = events(any_service, path)
    assert (gone["uid"], gone["status"], gone["sequence"]) == (first["uid"], "CANCELLED", 1)
    assert same == second
    edit(client, roster, 3, ANN, {"person": "bo", "date": "2027-02-01"})
    back, same = events(any_service, path)
    assert (back["uid"], back["status"], back["sequence"]) == (first["uid"], "CONFIRMED", 2)
    assert same == second


def test_a_roster_that_replaces_another_keeps_the_events_that_stay(any_service: Service) -> None:
    client, path = any_service.client(), fed(any_service)
    one, two = (made_roster(any_service, *duties).roster for duties in ((ANN, LATER), (LATER,)))
    publish(client, one)
    before = events(any_service, path)
    publish(client, two)
    gone, same = events(any_service, path)
    assert same == before[1], "a duty that stays is not touched"
    assert (gone["uid"], gone["status"], gone["sequence"]) == (before[0]["uid"], "CANCELLED", 1)
    client.post(f"/v1/rosters/{two}/withdraw", headers={"If-Match": '"2"'})
    assert [(event["status"], event["sequence"]) for event in events(any_service, path)] == [
        ("CANCELLED", 1), ("CANCELLED", 1)
    ]  # fmt: skip


def test_days_that_the_replacement_does_not_have_are_cancelled(service: Service) -> None:
    client, path = service.client(), fed(service)
    one = made_roster(service, ANN, LATER).roster
    publish(client, one)
    horizon = {**RIVERSIDE["horizon"], "days": 2}
    client.put("/v1/departments/riverside", json=RIVERSIDE | {"horizon": horizon}, headers={"If-Match": '"1"'})
    told = client.post("/v1/rosters", json={"department": "riverside", "seconds": 5}).json()
    settle_with(service, ANN, days=2)
    publish(client, told["roster"])
    assert [event["status"] for event in events(service, path)] == ["CONFIRMED", "CANCELLED"]


def test_cancelled_duties_are_shown_for_thirty_days(service: Service) -> None:
    client, path = service.client(), fed(service)
    roster = made_roster(service, ANN, LATER).roster
    publish(client, roster)
    edit(client, roster, 2, ANN_OFF)
    for age, shown in ((29, ["CANCELLED", "CONFIRMED"]), (31, ["CONFIRMED"])):
        made_at = (dt.datetime.now(dt.UTC) - dt.timedelta(days=age)).replace(tzinfo=None)
        with service.database.write() as session:
            session.execute(text("UPDATE feed_events SET made_at = :at WHERE cancelled"), {"at": str(made_at)})
        answers._answers.forget()  # as a minute later
        assert [event["status"] for event in events(service, path)] == shown


def test_a_feed_is_the_same_bytes_until_something_changes(service: Service) -> None:
    client, nobody, path = service.client(), service.client(None), fed(service)
    roster = made_roster(service, ANN).roster
    publish(client, roster)
    first, second = nobody.get(path), nobody.get(path)
    assert first.content == second.content
    assert (first.headers["cache-control"], first.headers["referrer-policy"]) == ("private, no-cache", "no-referrer")
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in first.content
    assert b"UID" not in first.content.partition(b"BEGIN:VEVENT")[0]
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for sent in (tag, f'"other", W/{tag}'):
        same = nobody.get(path, headers={"If-None-Match": sent})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    edit(client, roster, 2, ANN_OFF)
    changed = nobody.get(path, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.headers["etag"] == tag) == (200, False)


def test_a_feed_holds_one_persons_duties(service: Service) -> None:
    ann, bo = fed(service), fed(service, "bo")
    publish(service.client(), made_roster(service, ANN, {**BO, "date": "2027-02-02"}).roster)
    assert [event["start"].day for event in events(service, ann)] == [1]
    assert [event["start"].day for event in events(service, bo)] == [2]


def test_a_renamed_person_with_hostile_characters_breaks_nothing(service: Service) -> None:
    client, path = service.client(), fed(service)
    staff = [{**RIVERSIDE["staff"][0], "name": "Ann\r\nBEGIN:VEVENT\u202e;,\\"}, RIVERSIDE["staff"][1]]
    client.put("/v1/departments/riverside", json=RIVERSIDE | {"staff": staff}, headers={"If-Match": '"1"'})
    for _ in range(2):
        content = service.client(None).get(path).content
        assert "Ann BEGIN:VEVENT" in str(Calendar.from_ical(content)["NAME"])
        told = client.post("/v1/rosters", json={"department": "riverside", "seconds": 5}).json()
        settle_with(service, ANN, days=7)
        publish(client, told["roster"])
    assert len(events(service, path)) == 1


def test_an_address_that_leads_nowhere_says_the_same_whatever_it_was(service: Service) -> None:
    manager = service.client(Role.MANAGER)
    path = fed(service)
    (made,) = manager.get("/v1/feeds").json()["items"]
    assert manager.delete(f"/v1/feeds/{made['id']}?why=lost").json()["revoked_at"]
    assert manager.delete(f"/v1/feeds/{made['id']}").json()["revoked_at"]
    nobody, told = service.client(None), []
    for asked in (
        path,
        "/feeds/" + "A" * 43 + ".ics",
        "/feeds/none.ics",
        "/feeds/%ff%00.ics",
        f"/feeds/{'x' * 900}.ics",
    ):
        refused = problem(nobody.get(asked), 404, "not-found")
        told.append({name: value for name, value in refused.items() if name != "request_id"})
    assert all(one == told[0] for one in told)
    actions = [event["action"] for event in service.client().get("/v1/audit").json()["items"]]
    assert actions.count("feed.made") == actions.count("feed.revoked") == 1


def test_the_secret_is_in_no_list_no_log_no_count_and_no_table(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="radroster")
    path = fed(service)
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    service.client(None).get(path)
    admin = service.client()
    said = [JsonLines().format(record) for record in caplog.records]
    said += [admin.get(place).text for place in ("/metrics", "/v1/feeds", "/v1/audit")]
    assert len(secret) == 43
    assert not any(secret in one for one in said)
    assert '"route": "/feeds/{token}.ics"' in "".join(said)
    assert secret.encode() not in (service.database.file or caplog).read_bytes()  # type: ignore[union-attr] # SQLite


def test_managers_see_when_a_calendar_last_asked(service: Service) -> None:
    manager, path = service.client(Role.MANAGER), fed(service)
    assert manager.get("/v1/feeds").json()["items"][0]["last_fetched_at"] is None
    service.client(None).get(path)
    first = manager.get("/v1/feeds").json()["items"][0]["last_fetched_at"]
    assert dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(first) < dt.timedelta(minutes=5)
    service.client(None).get(path)
    assert manager.get("/v1/feeds").json()["items"][0]["last_fetched_at"] == first, "noted to the minute"


def test_feeds_are_for_people_of_the_callers_departments(service: Service) -> None:
    fed(service)
    manager, stranger = service.client(Role.MANAGER), service.client(Role.MANAGER, "elsewhere")
    refused = manager.post("/v1/feeds", json={"department": "riverside", "person": "anne"})
    assert "Maybe you meant ann" in problem(refused, 422, "invalid")["detail"]
    problem(manager.post("/v1/feeds", json={"department": "nowhere", "person": "ann"}), 404, "not-found")
    (made,) = manager.get("/v1/feeds?department=riverside").json()["items"]
    problem(stranger.delete(f"/v1/feeds/{made['id']}"), 404, "not-found")
    problem(stranger.post("/v1/feeds", json={"department": "riverside", "person": "ann"}), 404, "not-found")
    problem(stranger.get("/v1/feeds?department=riverside"), 404, "not-found")
    assert stranger.get("/v1/feeds").json()["items"] == []


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    for _ in range(3):
        fed(service)
    client = service.client()
    first = client.get("/v1/feeds?limit=2").json()
    rest = client.get("/v1/feeds", params={"limit": 2, "cursor": first["next"]}).json()
    assert len({one["id"] for one in (*first["items"], *rest["items"])}) == 3
