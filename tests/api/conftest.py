"""Databases and services for the tests of `api`."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from api.storage.database import Database
from api.storage.migrate import migrate
from tests.api.databases import postgres_server, server_program
from tests.api.service import Service, serving
from tests.conftest import need_program

TEMPLATE = "migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server's databases, with ``{name}`` for the name of one."""
    with postgres_server(need_program("initdb", server_program("initdb"))) as url:
        _command(url, f"CREATE DATABASE {TEMPLATE}")
        database = Database(url.format(name=TEMPLATE))
        migrate(database)
        database.close()
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows."""
    path = tmp_path_factory.mktemp("template") / "service.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, one test for each back end."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    url: str = request.getfixturevalue("postgres")
    return _created(url, "CREATE DATABASE {name}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables, one test for each back end."""
    if request.param == "sqlite":
        url = _copied(request, tmp_path)
    else:
        url = _created(request.getfixturevalue("postgres"), f"CREATE DATABASE {{name}} TEMPLATE {TEMPLATE}")
    made = Database(url)
    yield made
    made.close()


@pytest.fixture
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A service in this process, on SQLite."""
    database = Database(_copied(request, tmp_path))
    yield from serving(database)
    database.close()


@pytest.fixture
def any_service(database: Database) -> Iterator[Service]:
    """A service in this process, one test for each back end."""
    yield from serving(database)


def _copied(request: pytest.FixtureRequest, folder: Path) -> str:
    shutil.copy(request.getfixturevalue("sqlite_template"), folder / "service.db")
    return f"sqlite:///{folder}/service.db"


def _created(url: str, statement: str) -> str:
    name = f"test_{secrets.token_hex(6)}"
    _command(url, statement.format(name=name))
    return url.format(name=name)


def _command(url: str, statement: str) -> None:
    engine = create_engine(make_url(url.format(name="postgres")).set(drivername="postgresql+psycopg"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
