"""Every role at every route of the service: what the table of rights says, and nothing else."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.auth.rights import RIGHTS, Right, Role
from api.http.openapi import Operation, operations
from tests.api.service import Service

OPEN = {
    ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/feeds/{token}.ics"), ("POST", "/v1/session"),
    ("DELETE", "/v1/session"),
}  # fmt: skip
"""What may be asked by nobody in particular; the address of a feed is a key, and a password is one."""


def ask(client: TestClient, one: Operation, document: dict[str, Any]) -> int:
    """The status of the operation's own example, asked about things that are not there."""
    path = re.sub(r"\{\w+\}", "nobody", one.path)
    told = document["paths"][one.path][one.method.lower()]
    needed = {
        each["name"]: "nobody" for each in told.get("parameters", ()) if each["in"] == "query" and each["required"]
    }
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    return client.request(one.method, path, params=needed, json=body).status_code


def test_only_the_signs_of_life_and_feeds_are_open(service: Service) -> None:
    assert {(one.method, one.path) for one in operations(service.app) if one.right is None} == OPEN


def test_the_table_of_rights_knows_every_role_and_gives_every_right_to_somebody() -> None:
    assert set(RIGHTS) == set(Role)
    assert frozenset().union(*(RIGHTS[role] for role in Role if role is not Role.ADMIN)) | RIGHTS[Role.ADMIN] == set(
        Right
    )


def test_every_right_opens_a_route(service: Service) -> None:
    assert {one.right for one in operations(service.app)} - {None} == set(Right)


@pytest.mark.parametrize("role", [*Role, None])
def test_a_role_may_do_what_the_table_says_and_nothing_else(service: Service, role: Role | None) -> None:
    client, document = service.client(role), service.app.openapi()
    asked = [one for one in operations(service.app) if one.right is not None]
    assert len(asked) > 20
    for one in asked:
        status = ask(client, one, document)
        if role is None:
            expected = status == 401
        else:
            expected = (status != 403) == (one.right in RIGHTS[role]) and status not in {401, 405} and status < 500
        assert expected, f"{role} at {one.method} {one.path}, which needs {one.right!r}: {status}"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_departments_of_others_are_as_good_as_not_there(service: Service, role: Role) -> None:
    """Each operation on a thing that exists is answered to a stranger as it is on one that does not exist."""
    from tests.api.rosters.made import made_roster

    theirs = made_roster(service)
    stranger, document = service.client(role, "elsewhere"), service.app.openapi()
    names = {"department": "riverside", "roster": theirs.roster, "job": theirs.job}
    looked = 0
    for one in operations(service.app):
        wanted = re.findall(r"\{(\w+)\}", one.path)
        if one.right is None or one.right not in RIGHTS[role] or not wanted or not names.keys() >= set(wanted):
            continue
        looked += 1
        told = document["paths"][one.path][one.method.lower()]
        params = {
            each["name"]: "ann" for each in told.get("parameters", ()) if each["in"] == "query" and each["required"]
        }
        body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        path = one.path.format(**names)
        answer = stranger.request(one.method, path, params=params, json=body, headers={"If-Match": '"1"'})
        assert answer.status_code == 404, f"{one.method} {path}: {answer.status_code} {answer.text}"
    assert looked > 5
    for path in ("/v1/departments", "/v1/rosters", "/v1/jobs"):
        assert stranger.get(path).json()["items"] == []
