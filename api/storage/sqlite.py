"""How SQLite is opened: durable on power loss, one writer at a time, foreign keys checked.

A rollback journal with ``synchronous=EXTRA``: the write-ahead log of SQLite before 3.51.3 can lose commits, and
``FULL`` does not sync the folder after the journal is deleted, which a power cut can undo.
"""

import sqlite3

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 5000
"""How long a transaction waits for another one before the caller is told to come back."""
WRITES = "radroster_writes"
"""Execution option of connections that will write."""


GLANCES = "radroster_glances"
"""Execution option of connections that ask once, which SQLite answers as it is then, without a transaction."""


def prepare(engine: Engine) -> None:
    """Set every connection up, and begin transactions in the way that their purpose needs."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would begin transactions by itself, and too late
    for pragma in (
        "journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: taken at the first write, it may have to give up what it has read."""
    options = connection.get_execution_options()
    if options.get(GLANCES, False):
        return
    writes = options.get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
