"""Users who sign in, for tests."""

from typing import Any

from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.auth.service import CONSOLE
from api.users import service as users
from api.users.schemas import NewUser, User
from tests.api.service import Service

PASSWORD = "four words nobody said"  # noqa: S105 - of made-up users
OURS = {"Sec-Fetch-Site": "same-origin"}
"""What browsers send with a request from one of our own pages."""


def user(service: Service, name: str = "kim", role: Role = Role.MANAGER, **more: Any) -> User:  # noqa: ANN401 - fields of NewUser
    """A user with that role."""
    wanted = {"name": name, "password": PASSWORD, "role": role, **more}
    return users.make(service.database, CONSOLE, NewUser.model_validate(wanted))


def browser(service: Service, name: str | None = None, *, base: str = "http://testserver") -> TestClient:
    """A browser at one of our pages, in which a user is signed in if one is named."""
    client = TestClient(service.app, base_url=base, raise_server_exceptions=False, headers=OURS)
    if name is not None:
        answer = client.post("/v1/session", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
    return client
