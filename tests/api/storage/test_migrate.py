"""Revisions lead to the tables that the code works with, from every state that was released."""

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Table, inspect, text

from api.features import modules
from api.storage import base
from api.storage.database import Database
from api.storage.migrate import migrate, missing
from models.errors import InputError


def test_an_empty_database_gets_every_table(empty_url: str) -> None:
    database = Database(empty_url)
    assert set(missing(database)) >= {"audit_0001", "departments_0001", "rosters_0001", "jobs_0001"}
    migrate(database)
    assert missing(database) == ()
    assert set(inspect(database.engine).get_table_names()) >= set(base.Table.metadata.tables)
    migrate(database)
    assert missing(database) == ()
    database.close()


def test_revisions_and_tables_say_the_same(database: Database) -> None:
    assert modules("tables")
    with database.read() as session:
        differences = compare_metadata(MigrationContext.configure(session.connection()), base.Table.metadata)
    assert differences == []


def test_a_database_of_newer_code_is_left_alone(database: Database) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO alembic_version VALUES ('rosters_9999')"))
    with pytest.raises(InputError, match="revisions that this version does not know: rosters_9999"):
        migrate(database)


def test_a_revision_that_fails_changes_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCut(Exception):  # noqa: N818 - an accident, not an error of ours
        pass

    made: list[str] = []
    create = op.create_table

    def accident(name: str, *columns: Column[object]) -> Table:
        made.append(name)
        if len(made) > 3:
            raise PowerCut
        return create(name, *columns)

    database = Database(empty_url)
    monkeypatch.setattr(op, "create_table", accident)
    with pytest.raises(PowerCut):
        migrate(database)
    assert len(made) == 4
    assert inspect(database.engine).get_table_names() == []
    database.close()
