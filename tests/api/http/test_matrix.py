"""Every role at every route, for what is their own, a colleague's, another department's, and not there."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.auth.rights import RIGHTS, Role
from api.http.openapi import Operation, operations
from api.http.origins import SAFE
from tests.api.http.matrix import ROUTES, About, Kind, Owner
from tests.api.http.world import COLLEAGUE, OTHER, OWN, World, ahead, made_world

OWNERS = {
    Kind.OPEN: (Owner.OWN,),
    Kind.CALLER: (Owner.OWN,),
    Kind.LIST: (Owner.OWN,),
    Kind.THING: tuple(Owner),
    Kind.DEPARTMENT: (Owner.OWN, Owner.OTHER, Owner.NOBODY),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[World]:
    file = tmp_path_factory.mktemp("world") / "service.db"
    shutil.copy(sqlite_template, file)
    with made_world(file) as made:
        yield made


@dataclass(frozen=True)
class Case:
    """One request: who asks for whose."""

    one: Operation
    about: About
    role: Role | None
    owner: Owner

    @property
    def allowed(self) -> bool:
        """Whether the role has the route's right."""
        return self.role is not None and self.one.right in RIGHTS[self.role]

    def fits(self, status: int) -> bool:
        """Whether the table of rights and the owner lead to this status."""
        about, done = self.about, range(200, 300)
        if about.kind is Kind.OPEN:
            return status in {*done, 401, 404, 422}
        if self.role is None:
            return status == 401
        if not self.allowed:
            return status == 403
        if self.owner in {Owner.OTHER, Owner.NOBODY} or (self.owner is Owner.COLLEAGUE and self.role is Role.STAFF):
            return status == 404
        told = about.otherwise.get(self.role, about.own)
        return status == told if told else status in done


def name_of(one: Operation) -> str:
    return f"{one.method} {one.path}"


def cases(world: World, role: Role | None) -> Iterator[Case]:
    for one in operations(world.service.app):
        about = ROUTES.get(name_of(one))
        if about is None:  # one test tells
            continue
        for owner in OWNERS[about.kind]:
            if owner is not Owner.COLLEAGUE or about.personal:
                yield Case(one, about, role, owner)


def ask(world: World, client: TestClient, case: Case) -> httpx2.Response:
    """The operation's own example, asked about what the case is about."""
    told = world.service.app.openapi()["paths"][case.one.path][case.one.method.lower()]
    given = {name: thing_of(world, case.owner, thing) for name, thing in case.about.things.items()}
    path = re.sub(r"\{(\w+)\}", lambda found: given.get(found[1], "nobody"), case.one.path)
    needed = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query" and each["required"]]
    content = told.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("example")
    if body is not None:
        body = ahead(filled(world, case.owner, body | dict(case.about.body)))
    sent: dict[str, Any] = {"json": body}
    if content and body is None:
        sent = {"content": ahead(next(iter(content.values()))["example"])}
    return client.request(
        case.one.method, path, params={name: given.get(name, "nobody") for name in needed},
        headers={"If-Match": f'"{case.about.version}"'}, **sent,
    )  # fmt: skip


def thing_of(world: World, owner: Owner, thing: str) -> str:
    """The id of a thing that is of the owner."""
    if owner is Owner.NOBODY:
        return "nobody"
    things = world.things[OTHER if owner is Owner.OTHER else OWN]
    return things.get(COLLEAGUE + thing, things[thing]) if owner is Owner.COLLEAGUE else things[thing]


def filled(world: World, owner: Owner, part: Any) -> Any:  # noqa: ANN401 - JSON
    """The body, about things of that owner."""
    if isinstance(part, dict):
        named = part | ({"department": "{department}"} if "department" in part else {})
        return {name: filled(world, owner, value) for name, value in named.items()}
    if isinstance(part, list):
        return [filled(world, owner, one) for one in part]
    found = re.fullmatch(r"\{(.+)\}", part) if isinstance(part, str) else None
    return thing_of(world, owner, found[1]) if found else part


def test_every_route_says_what_it_is_about(world: World) -> None:
    there = {name_of(one) for one in operations(world.service.app)}
    assert there - ROUTES.keys() == set(), "say in tests/api/http/matrix.py what these routes are about"
    assert ROUTES.keys() - there == set(), "these routes are no more"
    for one in operations(world.service.app):
        about = ROUTES[name_of(one)]
        assert (one.right is None) == (about.kind is Kind.OPEN), name_of(one)
        wanted = set(re.findall(r"\{(\w+)\}", one.path))
        assert wanted <= about.things.keys() or about.kind is Kind.OPEN, f"{name_of(one)} does not say whose it is"


@pytest.mark.parametrize("role", [*Role, None])
def test_a_role_gets_what_is_its_own_and_nothing_of_others(world: World, role: Role | None) -> None:
    world.restore()
    client, wrong, asked = world.client(role), [], 0
    for case in cases(world, role):
        answer = ask(world, client, case)
        asked += 1
        if not case.fits(answer.status_code):
            wrong.append(f"{name_of(case.one)}, {case.owner}: {answer.status_code} {answer.text[:200]}")
        if case.one.method not in SAFE and answer.status_code < 300:
            world.restore()
    assert not wrong, "\n".join([f"{role}:", *wrong])
    assert asked > 2 * len(ROUTES)


@pytest.mark.parametrize("role", Role)
def test_what_is_of_others_is_answered_like_what_is_not_there(world: World, role: Role) -> None:
    world.restore()
    client = world.client(role)
    told: dict[str, set[str]] = {}
    for case in cases(world, role):
        if case.allowed and case.owner in {Owner.OTHER, Owner.NOBODY}:
            detail = ask(world, client, case).json()["detail"]
            for thing in (*sorted(world.things[OTHER].values(), key=len, reverse=True), "nobody"):
                detail = detail.replace(thing, "…")
            told.setdefault(name_of(case.one), set()).add(detail)
    assert {name: details for name, details in told.items() if len(details) != 1} == {}


@pytest.mark.parametrize("role", Role)
def test_lists_hold_what_is_of_the_own_department_and_nothing_else(world: World, role: Role) -> None:
    world.restore()
    client, looked = world.client(role), 0
    for case in cases(world, role):
        if case.about.kind is not Kind.LIST or not case.allowed:
            continue
        looked += 1
        items = client.get(case.one.path, params={"limit": 200}).json()["items"]
        assert items, name_of(case.one)
        assert OTHER not in str(items), f"{name_of(case.one)} shows {role} what is of others"
        if role is Role.STAFF:
            theirs = {key for name, key in world.things[OWN].items() if name.startswith(COLLEAGUE)}
            assert not [one for one in items if {one.get("id"), one.get("remote_id")} & theirs], name_of(case.one)
        parameters = world.service.app.openapi()["paths"][case.one.path]["get"].get("parameters", ())
        if "department" in {one["name"] for one in parameters}:
            mine, others = (client.get(case.one.path, params={"department": name}) for name in (OWN, OTHER))
            assert (mine.status_code, others.status_code) == (200, 404), name_of(case.one)
    assert looked >= 1
