"""Changes and their trace: together, or not at all; and a trail that tells when it was touched."""

import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from api.audit.chain import events, flaws
from api.audit.change import Change, changing
from api.audit.events import Event
from api.departments.tables import DepartmentRow
from api.storage.database import Database
from models.errors import BrokenInvariantError


def record(database: Database, *subjects: str, actor: str = "key:a") -> None:
    for subject in subjects:
        with changing(database, actor=actor, why="a test") as change:
            change.record("thing.made", subject, department="riverside", after={"weight": 1.5, "name": "Zoë"})


def found(database: Database) -> list[str]:
    with database.read() as session:
        return list(flaws(session))


def test_events_stand_in_order_and_say_who_what_and_why(database: Database) -> None:
    record(database, "one", "two")
    with database.read() as session:
        first, second = events(session)
    assert (first.number, first.previous, second.number, second.previous) == (1, "", 2, first.hash)
    assert (second.actor, second.action, second.subject, second.why) == ("key:a", "thing.made", "two", "a test")
    assert (second.department, second.before, second.after) == ("riverside", None, {"weight": 1.5, "name": "Zoë"})
    assert found(database) == []


def test_a_change_without_a_record_is_not_made(database: Database) -> None:
    with pytest.raises(BrokenInvariantError, match="without a record"), changing(database, actor="key:a"):
        pass
    with changing(database, actor="key:a") as change:
        change.session.add(DepartmentRow(id="d", name="", version=1, changed_at=change.at))
        change.session.flush()
        change.idle = True
    with database.read() as session:
        assert events(session) == []
        assert session.get(DepartmentRow, "d") is None


def test_a_change_that_fails_leaves_no_record(database: Database) -> None:
    def halfway() -> None:
        with changing(database, actor="key:a") as change:
            change.record("thing.made", "one")
            raise KeyError("halfway")

    with pytest.raises(KeyError):
        halfway()
    assert found(database) == []
    with database.read() as session:
        assert events(session) == []


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        (
            "UPDATE audit_events SET why = 'another' WHERE number = 2",
            "event 2, thing.made of two by key:a, was changed",
        ),
        ("UPDATE audit_events SET actor = 'key:b' WHERE number = 3", "event 3"),
        ("DELETE FROM audit_events WHERE number = 2", "events 2 to 2 are missing"),
        ("DELETE FROM audit_events WHERE number = 3", "events are missing at its end"),
        ("DELETE FROM audit_head", "its head names nothing"),
        ("UPDATE audit_head SET number = 4", "its head names event 4"),
    ],
)
def test_tampering_is_told_with_its_place(database: Database, tampering: str, told: str) -> None:
    record(database, "one", "two", "three")
    with database.write() as session:
        session.execute(text(tampering))
    assert any(told in flaw for flaw in found(database)), found(database)


def test_many_at_once_make_one_chain(database: Database) -> None:
    threads = [threading.Thread(target=record, args=(database, *(f"{name}{n}" for n in range(5)))) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found(database) == []
    with database.read() as session:
        assert sorted(event.subject for event in events(session)) == sorted(f"{a}{n}" for a in "abcd" for n in range(5))


def test_features_react_in_the_same_transaction(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def react(change: Change, event: Event) -> None:
        if event.action == "thing.made":
            change.record("thing.noticed", event.subject)

    monkeypatch.setattr("api.audit.change.modules", lambda _name: (SimpleNamespace(react=react),))
    record(database, "one")
    with database.read() as session:
        assert [event.action for event in events(session)] == ["thing.made", "thing.noticed"]
