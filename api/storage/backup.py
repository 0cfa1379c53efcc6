"""Backups through the database's own interface: a copy of a file that somebody writes to is no backup.

SQLite: its online backup, into a file that is checked before it takes its name. PostgreSQL: `pg_dump` and `pg_restore`.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import func, make_url, select
from sqlalchemy.exc import DatabaseError

from api.audit.chain import flaws
from api.audit.tables import AuditHeadRow
from api.storage.database import Database
from api.storage.migrate import migrate, require_current
from models.errors import InputError, RadrosterError

STOPPED = "Stop the service, name an empty database, or say --replace."


class BackupError(RadrosterError):
    """The database's own program refused; raised with what it said."""


def back_up(database: Database, file: Path) -> None:
    """Write everything to a file, while the service runs; the file is there whole, or not at all."""
    require_current(database)
    with _beside(file) as draft:
        if database.file is not None:
            _copy(database.file, draft)
        else:
            _program(database, "pg_dump", "--format=custom", "--file", str(draft))


def restore(database: Database, file: Path, *, replace: bool = False) -> None:
    """Bring a database to what a backup holds, and to this version's tables; refused before anything is touched."""
    if not file.is_file():
        raise InputError(str(file), "there is no such file.", "Name a backup.")
    if not replace and not _is_empty(database):
        raise InputError("database", "there is something in it.", STOPPED)
    if database.file is not None:
        _require_whole(file)
        database.close()
        _copy(file, database.file)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _program(database, "pg_restore", *options, "--dbname", str(make_url(database.url).database), str(file))
    migrate(database)


def _copy(source: Path, target: Path) -> None:
    with closing(_opened(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _opened(file: Path) -> sqlite3.Connection:
    """A connection that only reads, and makes no file where there is none."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _require_whole(file: Path) -> None:
    """Refuse a backup that is damaged or whose audit trail was touched."""
    try:
        with closing(_opened(file)) as backup:
            (said,) = backup.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise InputError(str(file), f"is no backup of SQLite: {error}.", "Name another file.") from error
    if said != "ok":
        raise InputError(str(file), f"is damaged: {said}.", "Take an older backup.")
    with closing(Database(f"sqlite:///{file}")) as kept, kept.read() as session:
        found = next(flaws(session), None)
    if found:
        raise InputError(str(file), f"its audit trail does not hold: {found}.", "Take an older backup.")


def _is_empty(database: Database) -> bool:
    """Whether nothing was ever done in a database."""
    try:
        with database.read() as session:
            return not session.scalar(select(func.sum(AuditHeadRow.number)))
    except DatabaseError:  # no table yet
        return True


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A place for a draft that takes the file's name when the block has ended well."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".radroster-", dir=file.parent))
    except OSError as error:
        raise InputError(str(file), f"cannot be written: {error.strerror}.", "Name a place that can be.") from error
    try:
        yield folder / "draft"
        with (folder / "draft").open("rb") as draft:
            os.fsync(draft.fileno())
        (folder / "draft").replace(file)
    finally:
        shutil.rmtree(folder)


def _program(database: Database, name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL; where the database is goes by the environment, for it may hold a password."""
    program = shutil.which(name)
    if program is None:
        raise InputError(name, "is not installed.", "Install PostgreSQL's client programs, of the server's version.")
    url = make_url(database.url)
    host = url.host or url.query.get("host")
    known = {
        "PGHOST": host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }  # fmt: skip
    environment = os.environ | {key: str(value) for key, value in known.items() if value}
    done = subprocess.run(  # noqa: S603 - the program found above, with our own arguments
        [program, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{name} refused: {done.stderr.strip()}")
