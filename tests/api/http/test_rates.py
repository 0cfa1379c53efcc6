"""Calls are counted by caller or by address, and whoever has had enough is told when to come back."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.auth.rights import Role
from api.http.addresses import address_of
from api.http.buckets import Buckets, TooManyError
from api.http.openapi import operations
from api.http.rates import count_feed, count_stranger
from tests.api.service import Service, problem, serving

UNCOUNTED = {"/healthz", "/readyz"}


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def few(service: Service) -> Iterator[Service]:
    """A service that lets three calls a minute through, and six for calendars."""
    yield from serving(service.database, calls_per_minute=3, anonymous_calls_per_minute=3, feed_calls_per_minute=6)


def codes(client: TestClient, path: str, times: int) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_a_bucket_is_full_at_first_and_fills_with_time() -> None:
    clock = Clock()
    buckets = Buckets(size=3, per_minute=6, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 10]
    assert buckets.take("b") == 0
    clock.now = 4
    assert buckets.take("a") == pytest.approx(6)
    clock.now = 10
    assert [buckets.take("a"), buckets.take("a")] == [0, pytest.approx(10)]
    clock.now = 10_000
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 10]


def test_what_is_given_back_can_be_taken_and_no_bucket_overflows() -> None:
    buckets = Buckets(size=2, per_minute=1, clock=Clock())
    for _ in range(5):
        buckets.give_back("a")
    buckets.take("a")
    buckets.take("a")
    assert buckets.take("a") == pytest.approx(60)
    buckets.give_back("a")
    assert buckets.take("a") == 0


def test_buckets_that_nobody_uses_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.buckets.MOST", 2)
    buckets = Buckets(size=1, per_minute=1, clock=Clock())
    for name in ("old", "used", "new"):
        buckets.take(name)
    assert [buckets.take(name) > 0 for name in ("used", "new", "old")] == [True, True, False]


def test_whoever_waits_is_told_whole_seconds_and_at_least_one() -> None:
    assert TooManyError("Too many.", seconds=0.01).headers == {"Retry-After": "1"}
    assert TooManyError("Too many.", seconds=12.3).headers == {"Retry-After": "13"}


def test_each_caller_has_calls_of_its_own(few: Service) -> None:
    busy, other = few.client(Role.LEAD), few.client(Role.LEAD)
    assert codes(busy, "/v1/me", 4) == [200, 200, 200, 429]
    told = problem(busy.get("/v1/me"), 429, "too-many")
    assert "too many calls by key:" in told["detail"]
    assert 1 <= int(busy.get("/v1/me").headers["retry-after"]) <= 20
    assert codes(other, "/v1/me", 1) == [200]


def test_wrong_keys_and_none_are_counted_by_address_and_right_ones_go_on(few: Service) -> None:
    known, nobody = few.client(Role.LEAD), few.client(None)
    wrong = [nobody.get("/v1/me", headers={"Authorization": f"Bearer {word}"}).status_code for word in "ab"]
    assert wrong + codes(nobody, "/v1/me", 2) == [401, 401, 401, 429]
    assert codes(known, "/v1/me", 1) == [200]
    answer = nobody.post("/v1/session", json={"name": "kim", "password": "wrong"})
    problem(answer, 429, "too-many")


def test_calendars_are_counted_apart_and_probes_not_at_all(few: Service) -> None:
    nobody = few.client(None)
    assert codes(nobody, f"/feeds/{'x' * 43}.ics", 7) == [404] * 6 + [429]
    assert codes(nobody, "/healthz", 20) + codes(nobody, "/readyz", 20) == [200] * 40
    assert codes(nobody, "/v1/me", 1) == [401]


def test_none_is_any_number(service: Service) -> None:
    for one in serving(service.database, calls_per_minute=0, anonymous_calls_per_minute=0):
        assert set(codes(one.client(Role.LEAD), "/v1/me", 30)) == {200}
        assert set(codes(one.client(None), "/v1/me", 30)) == {401}


def test_every_route_that_anybody_may_call_is_counted(service: Service) -> None:
    for one in operations(service.app):
        if one.right is None and one.path not in UNCOUNTED:
            assert {count_stranger, count_feed} & set(one.depends_on), f"{one.method} {one.path} is not counted"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_ipv6_is_one_address(host: str, address: str) -> None:
    from starlette.requests import Request

    assert address_of(Request({"type": "http", "client": (host, 4711)})) == address
    assert address_of(Request({"type": "http", "client": None})) == "unknown"
