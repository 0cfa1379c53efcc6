"""The database as the service sees it: transactions that read, transactions that write, and its migrations."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from api.storage import sqlite
from api.storage.turns import Turns
from models.errors import InputError

POOL = 20
"""Connections kept at most: as many as requests are answered at the same time, and some for what runs beside them."""
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Database:
    """One database by its URL. Services take it; only repositories speak SQL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writers = self.engine.execution_options(**{sqlite.WRITES: True})
        self._glancers = self.engine.execution_options(**{sqlite.GLANCES: True})
        self._turns = Turns()

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def file(self) -> Path | None:
        """The file that SQLite keeps everything in; None on PostgreSQL."""
        name = self.engine.url.database
        return Path(name) if self.kind == "sqlite" and name else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that changes nothing: rolled back at its end, whatever was done in it."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for a single statement that reads: rows without objects, in a third of the time of `read`."""
        with self._glancers.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction committed at the end of the block, rolled back by an exception.

        For upkeep that nobody has to answer for, such as heartbeats. What people do goes through
        `api.audit.change.changing`, which leaves a trace in the same transaction.
        """
        with self._turn(), Session(self._writers, expire_on_commit=False) as session, session.begin():
            session.connection()  # begins now: a session would wait for its first statement
            yield session

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The one writer that SQLite lets in, of this process; PostgreSQL keeps a queue itself."""
        if self.kind != "sqlite":
            yield
            return
        with ExitStack() as stack:
            try:
                stack.enter_context(self._turns.turn(sqlite.BUSY_MILLISECONDS / 1000))
            except TimeoutError as error:
                locked = sqlite3.OperationalError(f"database is locked: {error}")
                raise OperationalError("BEGIN IMMEDIATE", None, locked) from error
            yield

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def patient(log: logging.Logger) -> Iterator[None]:
    """A block that is given up when the database is busy, full or gone: whoever tries again later comes to no harm."""
    try:
        yield
    except OperationalError as error:
        log.warning("the database refused a transaction", extra={"fields": {"reason": str(error.orig)}})


def _engine(url: str) -> Engine:
    place = "the database's URL"
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InputError(place, f"{error}.", "Write it as sqlite:///FILE or postgresql://USER@HOST/NAME.") from error
    name = parsed.get_backend_name()
    if name not in DRIVERS:
        raise InputError(place, f"there is no back end {name!r}.", "Take sqlite or postgresql.")
    if not parsed.database or parsed.database == ":memory:":
        raise InputError(place, "names no database.", "Write it as sqlite:///FILE or postgresql://USER@HOST/NAME.")
    parsed = parsed.set(drivername=DRIVERS[name])
    ours = DRIVERS[name].startswith("sqlite")
    options = {} if ours else {"options": f"-c lock_timeout={sqlite.BUSY_MILLISECONDS} -c timezone=UTC"}
    try:
        engine = create_engine(parsed, pool_size=POOL, max_overflow=0, pool_pre_ping=not ours, connect_args=options)
    except ModuleNotFoundError as error:
        advice = "Install radroster with its extra: radroster[postgres]."
        raise InputError(place, f"{name} needs {error.name}, which is not installed.", advice) from error
    if ours:
        sqlite.prepare(engine)
    return engine
