"""Signing in: a cookie that scripts cannot read, that ends, and that vouches for our own pages alone."""

import datetime as dt

import pytest
from sqlalchemy import text

from api.audit.chain import events
from api.auth.rights import RIGHTS, Role
from tests.api.service import Service, problem
from tests.api.users.signed import PASSWORD, browser, user


def aged(service: Service, **columns: dt.timedelta) -> None:
    """Move instants of every session into the past."""
    with service.database.write() as session:
        for name, by in columns.items():
            at = (dt.datetime.now(dt.UTC) - by).replace(tzinfo=None).isoformat(" ")
            session.execute(text(f"UPDATE user_sessions SET {name} = '{at}'"))  # noqa: S608 - names of this file


def test_whoever_signs_in_is_known_by_the_cookie_from_then_on(service: Service) -> None:
    kim = user(service, departments=("riverside",), areas=("CT",))
    client = browser(service)
    answer = client.post("/v1/session", json={"name": " Kim ", "password": PASSWORD})
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    me = client.get("/v1/me").json()
    assert me == answer.json()
    assert me["caller"] == {
        "id": f"user:{kim.id}", "name": "kim", "role": "manager", "departments": ["riverside"], "areas": ["CT"],
        "person": None, "expires": None,
    }  # fmt: skip
    assert set(me["rights"]) == {str(right) for right in RIGHTS[Role.MANAGER]}


@pytest.mark.parametrize(
    ("base", "name", "secure"), [("http://x", "radroster", False), ("https://x", "__Host-radroster", True)]
)
def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    service: Service, base: str, name: str, *, secure: bool
) -> None:
    user(service)
    answer = browser(service, base=base).post("/v1/session", json={"name": "kim", "password": PASSWORD})
    given, *attributes = answer.headers["set-cookie"].split("; ")
    assert given.partition("=")[0] == name
    assert {one.lower() for one in attributes} == {"httponly", "max-age=43200", "path=/", "samesite=lax"} | (
        {"secure"} if secure else set()
    )


def test_the_secret_is_kept_nowhere_and_the_trail_tells_who_came_and_went(service: Service) -> None:
    kim = user(service)
    client = browser(service, "kim")
    (secret,) = client.cookies.values()
    assert client.delete("/v1/session").json() == {"signed_out": True}
    with service.database.read() as session:
        kept = "".join(str(row) for row in session.execute(text("SELECT * FROM user_sessions, users")))
        trail = events(session)
    assert secret not in kept + str(trail)
    assert PASSWORD not in kept + str(trail)
    assert [(one.action, one.actor) for one in trail] == [
        ("user.made", "system"), ("session.begun", f"user:{kim.id}"), ("session.ended", f"user:{kim.id}"),
    ]  # fmt: skip


def test_a_session_that_was_signed_out_of_is_over_wherever_its_secret_is(service: Service) -> None:
    user(service)
    client = browser(service, "kim")
    thief = browser(service)
    thief.cookies.update(client.cookies)
    assert thief.get("/v1/me").status_code == 200
    client.delete("/v1/session")
    assert client.cookies.get("radroster") is None
    problem(thief.get("/v1/me"), 401, "unauthenticated")
    assert client.delete("/v1/session").json() == {"signed_out": False}


@pytest.mark.parametrize(
    "past", [{"expires_at": dt.timedelta()}, {"seen_at": dt.timedelta(minutes=61)}], ids=["in all", "while idle"]
)
def test_a_session_ends_with_its_time(service: Service, past: dict[str, dt.timedelta]) -> None:
    user(service)
    client = browser(service, "kim")
    aged(service, **past)
    assert "over" in problem(client.get("/v1/me"), 401, "unauthenticated")["detail"]
    browser(service, "kim")
    with service.database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM user_sessions")) == 1


def test_a_session_in_use_does_not_become_idle(service: Service) -> None:
    user(service)
    client = browser(service, "kim")
    aged(service, seen_at=dt.timedelta(minutes=59))
    assert client.get("/v1/me").status_code == 200
    with service.database.read() as session:
        seen = str(session.scalar(text("SELECT seen_at FROM user_sessions")))
    assert dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(seen).replace(tzinfo=dt.UTC) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "\x00" * 43, "é" * 43])
def test_a_made_up_cookie_is_no_session(service: Service, secret: str) -> None:
    answer = browser(service).get("/v1/me", headers={b"Cookie": f"radroster={secret}".encode()})
    problem(answer, 401, "unauthenticated")


def test_the_cookie_of_plain_http_is_none_over_https(service: Service) -> None:
    user(service)
    (secret,) = browser(service, "kim").cookies.values()
    answer = browser(service, base="https://testserver").get("/v1/me", headers={"Cookie": f"radroster={secret}"})
    problem(answer, 401, "unauthenticated")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "HTTP://TESTSERVER"}, 200),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://testserver:8080"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_cookie_vouches_for_changes_from_our_own_pages_alone(
    service: Service, said: dict[str, str], status: int
) -> None:
    user(service, role=Role.ADMIN)
    client = browser(service, "kim")
    del client.headers["Sec-Fetch-Site"]
    assert client.get("/v1/me", headers=said).status_code == 200
    key = service.token(Role.LEAD).split("_")[2]
    answer = client.delete(f"/v1/keys/{key}", headers=said)
    assert answer.status_code == status, answer.text
    if status == 403:
        assert "page of this service" in problem(answer, 403, "forbidden")["detail"]


def test_nobody_is_signed_in_or_out_by_a_page_elsewhere(service: Service) -> None:
    user(service)
    client = browser(service, "kim")
    for method in ("POST", "DELETE"):
        answer = client.request(
            method, "/v1/session", json={"name": "kim", "password": PASSWORD}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        problem(answer, 403, "forbidden")
    assert client.get("/v1/me").status_code == 200
    del client.headers["Sec-Fetch-Site"]
    assert client.post("/v1/session", json={"name": "kim", "password": PASSWORD}).status_code == 201


def test_a_key_in_the_header_goes_before_the_cookie_even_a_wrong_one(service: Service) -> None:
    user(service)
    client = browser(service, "kim")
    token = service.token(Role.STAFF)
    assert client.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).json()["caller"]["role"] == "staff"
    problem(client.get("/v1/me", headers={"Authorization": "Bearer wrong"}), 401, "unauthenticated")


@pytest.mark.parametrize("role", Role)
def test_a_user_may_do_what_a_key_of_the_same_role_may(service: Service, role: Role) -> None:
    user(service, role=role)
    by_cookie, by_key = browser(service, "kim"), service.client(role)
    for path in ("/v1/me", "/v1/keys", "/v1/departments", "/v1/rosters", "/v1/jobs", "/v1/audit", "/metrics"):
        assert by_cookie.get(path).status_code == by_key.get(path).status_code, path
