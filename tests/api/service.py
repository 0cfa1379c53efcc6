"""A service in this process: its database, a client for each role, and a department that solves in no time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth.rights import Role
from api.auth.schemas import NewKey
from api.auth.service import CONSOLE, make_key
from api.departments.examples import DEPARTMENT
from api.settings import Settings
from api.storage.database import Database

assert isinstance(DEPARTMENT, dict)
RIVERSIDE: dict[str, Any] = DEPARTMENT


@dataclass(frozen=True)
class Service:
    """An app and its database."""

    app: FastAPI
    database: Database

    def token(self, role: Role, *departments: str, **more: Any) -> str:  # noqa: ANN401 - fields of NewKey
        """A key of that role, for some departments or for all; a person is of Riverside unless another is named."""
        of = departments or (("riverside",) if "person" in more else None)
        wanted = NewKey(name=f"a {role}", role=role, departments=of, **more)
        return make_key(self.database, CONSOLE, wanted).token

    def client(self, role: Role | None = Role.ADMIN, *departments: str, **more: Any) -> TestClient:  # noqa: ANN401 - fields of NewKey
        """A client with a key of that role; without any when None. A broken service answers, and does not raise."""
        client = TestClient(self.app, raise_server_exceptions=False)
        if role is not None:
            client.headers["Authorization"] = f"Bearer {self.token(role, *departments, **more)}"
        return client


def serving(database: Database, **settings: Any) -> Iterator[Service]:  # noqa: ANN401 - fields of Settings
    """A service on a database, ended when the iterator is."""
    app = create_app(Settings(**settings), database)
    with TestClient(app):  # runs what an app does at its beginning and end
        yield Service(app, database)


def match(version: int) -> dict[str, str]:
    """The header that names the version that was seen."""
    return {"If-Match": f'"{version}"'}


def problem(answer: httpx2.Response, status: int, kind: str) -> dict[str, Any]:
    """The problem of an answer, which is of that status and kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["type"]) == (status, f"urn:radroster:problem:{kind}")
    assert told["request_id"] == answer.headers["x-request-id"]
    return told
