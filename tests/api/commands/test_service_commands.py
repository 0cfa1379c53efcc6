"""`audit verify`, `backup`, `restore` and `worker` as they are typed."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from api.storage.database import Database
from tests.api.running import Line


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


@pytest.fixture
def url(tmp_path: Path, sqlite_template: Path) -> str:
    (tmp_path / "kept.db").write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{tmp_path}/kept.db"


def test_a_trail_that_was_touched_is_told_with_exit_code_1(line: Line, url: str, tmp_path: Path) -> None:
    whole = line("audit", "verify", "--database-url", url, "--json")
    assert (whole.code, whole.told) == (0, {"whole": True, "events": 0, "flaws": []})
    with closing(sqlite3.connect(tmp_path / "kept.db")) as touched:
        touched.execute("UPDATE audit_head SET number = 3")
        touched.commit()
    broken = line("audit", "verify", "--database-url", url)
    assert broken.code == 1
    assert "events are missing at its end" in broken.out


def test_a_backup_is_written_and_brought_back(line: Line, url: str, tmp_path: Path) -> None:
    assert line("backup", tmp_path / "backup", "--database-url", url).code == 0
    other = f"sqlite:///{tmp_path}/other.db"
    assert line("restore", tmp_path / "backup", "--database-url", other).code == 0
    assert line("audit", "verify", "--database-url", other).code == 0


@pytest.mark.parametrize("command", [("audit", "verify"), ("backup", "somewhere")])
def test_a_database_that_is_not_there_is_told_and_not_made(
    line: Line, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = line(*command, "--database-url", f"sqlite:///{tmp_path}/nothing.db")
    assert "there is no such file" in ran.problem
    assert list(tmp_path.iterdir()) == []


def test_a_setting_that_does_not_fit_is_told_by_its_name(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADROSTER_WORKERS", "many")
    assert "RADROSTER_WORKERS: Input should be a valid integer" in line("serve").problem


def test_a_worker_makes_its_tables_and_takes_jobs_until_it_is_told_to_stop(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[tuple[str, bool]] = []

    def work(database: Database, stop: threading.Event) -> None:
        worked.append((database.url, stop.is_set()))

    monkeypatch.setattr("api.jobs.worker.work", work)
    assert line("worker", "--database-url", f"sqlite:///{tmp_path}/new.db").code == 0
    assert worked == [(f"sqlite:///{tmp_path}/new.db", False)]
    with closing(sqlite3.connect(tmp_path / "new.db")) as made:
        assert made.execute("SELECT count(*) FROM jobs").fetchone() == (0,)
