"""Backups: taken while the service writes, refused when damaged, and everything back again."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from api.audit.chain import events, flaws
from api.audit.change import changing
from api.storage.backup import back_up, restore
from api.storage.database import Database
from api.storage.migrate import migrate, missing
from models.errors import InputError
from tests.conftest import need_program


def do(database: Database, *subjects: str) -> None:
    for subject in subjects:
        with changing(database, actor="key:a") as change:
            change.record("thing.made", subject)


def done(database: Database) -> list[str]:
    with database.read() as session:
        assert list(flaws(session)) == []
        return [event.subject for event in events(session)]


@pytest.fixture
def programs(database: Database) -> None:
    if database.kind == "postgresql":
        need_program("pg_dump")
        need_program("pg_restore")


@pytest.mark.usefixtures("programs")
def test_what_was_backed_up_comes_back_and_what_came_later_goes(database: Database, tmp_path: Path) -> None:
    do(database, "one", "two")
    file = tmp_path / "new" / "backup"
    back_up(database, file)
    assert [path.name for path in file.parent.iterdir()] == ["backup"]
    do(database, "three")
    with pytest.raises(InputError, match="there is something in it"):
        restore(database, file)
    assert done(database) == ["one", "two", "three"]
    restore(database, file, replace=True)
    assert done(database) == ["one", "two"]
    do(database, "four")
    assert done(database) == ["one", "two", "four"]


def test_an_empty_place_is_brought_to_the_tables_of_this_version(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/first.db")) as first:
        migrate(first)
        do(first, "one")
        back_up(first, tmp_path / "backup")
    with closing(Database(f"sqlite:///{tmp_path}/second.db")) as second:
        restore(second, tmp_path / "backup")
        assert (done(second), missing(second)) == (["one"], ())


def test_a_backup_taken_while_others_write_is_of_one_moment(tmp_path: Path, sqlite_template: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/busy.db")) as database:
        restore(database, sqlite_template)
        writer = threading.Thread(target=do, args=(database, *map(str, range(30))))
        writer.start()
        for number in range(3):
            back_up(database, tmp_path / f"backup {number}")
        writer.join()
        for number in range(3):
            restore(database, tmp_path / f"backup {number}", replace=True)
            found = done(database)
            assert found == [str(one) for one in range(len(found))]


@pytest.mark.parametrize(
    ("damage", "told"),
    [(lambda _: b"no database at all" * 100, "is no backup"), (lambda content: content[:3000], "is")],
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    tmp_path: Path, sqlite_template: Path, damage: object, told: str
) -> None:
    file = tmp_path / "backup"
    file.write_bytes(damage(sqlite_template.read_bytes()))  # type: ignore[operator] # one of those above
    with closing(Database(f"sqlite:///{tmp_path}/kept.db")) as database:
        with pytest.raises(InputError, match=told):
            restore(database, file)
        with pytest.raises(InputError, match="there is no such file"):
            restore(database, tmp_path / "nothing")
    assert not (tmp_path / "kept.db").exists() or (tmp_path / "kept.db").stat().st_size == 0


def test_a_backup_with_a_touched_trail_is_refused(tmp_path: Path, sqlite_template: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/first.db")) as database:
        restore(database, sqlite_template)
        do(database, "one", "two")
        back_up(database, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as touched:
        touched.execute("UPDATE audit_events SET actor = 'nobody' WHERE number = 1")
        touched.commit()
    with closing(Database(f"sqlite:///{tmp_path}/second.db")) as database, pytest.raises(InputError, match="event 1"):
        restore(database, tmp_path / "backup")
