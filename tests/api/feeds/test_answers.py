"""Answers of feeds are remembered, and never outlive what they were made from; fetches are written by the way."""

import threading

import pytest
from sqlalchemy import event, text

from api.audit.change import SYSTEM, changing
from api.auth.rights import Role
from api.feeds import background, fetches
from api.feeds import service as answers
from api.settings import Settings
from api.storage.database import Database
from tests.api.feeds.test_routes import ANN_OFF, LATER, edit, events, fed, publish
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import Service


def shown(any_service: Service) -> str:
    """The path of a feed that has been asked for once."""
    path = fed(any_service)
    publish(any_service.client(), made_roster(any_service, ANN, LATER).roster)
    assert len(events(any_service, path)) == 2
    return path


def test_as_long_as_nothing_changes_a_feed_costs_one_statement(service: Service) -> None:
    path, asked = shown(service), list[str]()
    client = service.client(None)
    tag = client.get(path).headers["etag"]
    event.listen(service.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for _ in range(3):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(path).headers["etag"] == tag
    assert len(asked) == 6
    assert all(one.startswith("SELECT") for one in asked)


def test_what_another_server_changes_shows_at_once(any_service: Service) -> None:
    path, other = shown(any_service), Database(any_service.database.engine.url.render_as_string(hide_password=False))
    feed = any_service.client(Role.MANAGER).get("/v1/feeds").json()["items"][0]["id"]
    with changing(other, actor=SYSTEM) as change:
        change.session.execute(text("UPDATE feed_events SET cancelled = :yes, sequence = sequence + 1"), {"yes": True})
        change.record("somewhere.else", feed)
    assert [one["status"] for one in events(any_service, path)] == ["CANCELLED", "CANCELLED"]
    with changing(other, actor=SYSTEM) as change:
        change.session.execute(text("UPDATE feeds SET revoked_at = made_at"))
        change.record("feed.revoked", feed)
    other.close()
    assert any_service.client(None).get(path).status_code == 404


def test_an_edit_shows_at_once(service: Service) -> None:
    path = fed(service)
    roster = made_roster(service, ANN, LATER).roster
    publish(service.client(), roster)
    before = service.client(None).get(path)
    edit(service.client(), roster, 2, ANN_OFF, BO)
    after = service.client(None).get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


def last_fetched(database: Database) -> object:
    with database.read() as session:
        return session.scalar(text("SELECT last_fetched_at FROM feeds"))


def test_fetches_are_written_beside_the_server_and_at_its_end(service: Service) -> None:
    shown(service)
    assert last_fetched(service.database) is None
    stop = threading.Event()
    stop.set()
    background.run(service.database, Settings(), stop)
    assert last_fetched(service.database) is not None


def test_fetches_stay_noted_while_the_database_is_busy(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(service)
    monkeypatch.setattr("api.storage.sqlite.BUSY_MILLISECONDS", 20)
    with service.database.write():
        fetches.write(service.database)
    assert last_fetched(service.database) is None
    fetches.write(service.database)
    assert last_fetched(service.database) is not None


def test_a_minute_later_a_feed_is_written_anew(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    path, made = shown(service), list[str]()
    whole = answers._calendar

    def counted(*args: object) -> bytes:
        made.append("made")
        return whole(*args)  # type: ignore[arg-type] # passed on as they are

    monkeypatch.setattr("api.feeds.service._calendar", counted)
    client = service.client(None)
    client.get(path)
    for feed, answer in list(answers._answers._known.items()):
        hash_, minute = answer.state
        answers._answers.put(feed, answer._replace(state=(hash_, minute - 1)))
    before = len(made)
    client.get(path)
    client.get(path)
    assert len(made) == before + 1
