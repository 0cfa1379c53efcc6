"""Bringing a database to the tables that this version of the code works with.

Every feature has its own line of revisions, in its folder ``migrations``; one that needs another's table says so by
``depends_on``. All that are missing run in one transaction: a database is of the old version or of the new one.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.features import folders
from api.storage.database import Database
from models.errors import InputError

LOCK = 0x726F7374
"""Number of the PostgreSQL advisory lock under which one process at a time migrates; SQLite's writer lock does too."""


def migrate(database: Database) -> None:
    """Run every revision that the database lacks; raises `InputError` for one made by newer code."""
    with database.write() as session:
        connection = session.connection()
        if database.kind == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
        _refuse_the_future(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "heads")


def missing(database: Database) -> tuple[str, ...]:
    """Names of the revisions that the database still lacks."""
    scripts = ScriptDirectory.from_config(_config())
    with database.read() as session:
        done = set(MigrationContext.configure(session.connection()).get_current_heads())
    known = {one.revision for head in done for one in scripts.iterate_revisions(head, "base")}
    return tuple(sorted({one.revision for one in scripts.walk_revisions()} - known))


def require_current(database: Database) -> None:
    """Raise `InputError` for a database that is not there, lacks revisions, or is not one of ours."""
    if database.file is not None and not database.file.exists():
        raise InputError(str(database.file), "there is no such file.", "Check --database-url.")
    lacking = missing(database)
    if lacking:
        told = f"it lacks the revisions {', '.join(lacking)}."
        raise InputError("database", told, "Check --database-url; radroster serve brings a database up to date.")


def _refuse_the_future(connection: Connection) -> None:
    known = {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}
    strange = sorted(set(MigrationContext.configure(connection).get_current_heads()) - known)
    if strange:
        advice = "Run the newer version of radroster that made it, or restore a backup from before."
        raise InputError("database", f"it has revisions that this version does not know: {', '.join(strange)}.", advice)


def _config() -> Config:
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", str(Path(__file__).parent / "alembic"))
    config.set_main_option("version_locations", "\n".join(map(str, folders("migrations"))))
    return config
