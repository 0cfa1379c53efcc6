"""One database or the other: the same promises."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from api.auth.tables import ApiKeyRow
from api.departments.tables import DepartmentRow, DepartmentVersionRow
from api.storage.database import Database
from models.errors import InputError

NOON = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)


def department(key: str = "riverside") -> DepartmentRow:
    return DepartmentRow(id=key, name="Riverside", version=1, changed_at=NOON)


def test_what_is_written_is_read_again(database: Database) -> None:
    with database.write() as session:
        session.add(department())
    with database.read() as session:
        found = session.get_one(DepartmentRow, "riverside")
    assert (found.name, found.version, found.changed_at) == ("Riverside", 1, NOON)


def test_instants_come_back_in_utc_whatever_zone_they_had(database: Database) -> None:
    row = department()
    row.changed_at = NOON.astimezone(dt.timezone(dt.timedelta(hours=-6)))
    with database.write() as session:
        session.add(row)
    with database.read() as session:
        found = session.get_one(DepartmentRow, "riverside").changed_at
    assert (found, found.tzinfo) == (NOON, dt.UTC)


def test_a_failing_block_leaves_nothing(database: Database) -> None:
    def halfway() -> None:
        with database.write() as session:
            session.add(department())
            session.flush()
            raise KeyError("halfway")

    with pytest.raises(KeyError):
        halfway()
    with database.read() as session:
        assert session.get(DepartmentRow, "riverside") is None


def test_a_transaction_that_reads_keeps_nothing(database: Database) -> None:
    with database.read() as session:
        session.add(department())
        session.flush()
    with database.read() as session:
        assert session.get(DepartmentRow, "riverside") is None


def test_references_are_checked(database: Database) -> None:
    row = DepartmentVersionRow(department="nobody", version=1, document="{}", digest="", made_at=NOON, made_by="me")
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(row)


def test_lists_and_absent_lists_are_told_apart(database: Database) -> None:
    for key, departments in (("a", None), ("b", []), ("c", ["riverside"])):
        row = ApiKeyRow(
            id=key, name="", role="lead", departments=departments, person=None, secret_hash="", made_at=NOON,
            made_by="", expires=None, revoked_at=None,
        )  # fmt: skip
        with database.write() as session:
            session.add(row)
    with database.read() as session:
        assert [session.get_one(ApiKeyRow, key).departments for key in "abc"] == [None, [], ["riverside"]]


def test_writers_wait_for_each_other_and_lose_nothing(database: Database) -> None:
    with database.write() as session:
        session.add(department())

    def add_some() -> None:
        for _ in range(5):
            with database.write() as session:
                session.get_one(DepartmentRow, "riverside", with_for_update=True).version += 1

    threads = [threading.Thread(target=add_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert session.get_one(DepartmentRow, "riverside").version == 21


def test_sqlite_is_set_to_survive_a_power_cut(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/one.db")
    with database.read() as session:
        told = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert told == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1}


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.storage.sqlite.BUSY_MILLISECONDS", 50)
    database = Database(f"sqlite:///{tmp_path}/one.db")
    with database.write(), pytest.raises(OperationalError, match="database is locked"), database.write():
        pass
    database.close()


@pytest.mark.parametrize(
    ("url", "problem"),
    [("nonsense", "Could not parse"), ("mysql://host/name", "no back end 'mysql'")],
)
def test_an_address_that_leads_nowhere_is_refused(url: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        Database(url)
