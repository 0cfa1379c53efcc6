"""A roster's whole way on both back ends, and several people at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from api.audit.chain import flaws
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import Service

T = TypeVar("T")
MANY = 6


def at_once(ask: Callable[[int], T]) -> list[T]:
    """What some people are answered who all ask at the same time."""
    with ThreadPoolExecutor(MANY) as people:
        return list(people.map(ask, range(MANY)))


def test_the_whole_way_of_a_roster(any_service: Service) -> None:
    client = any_service.client()
    first, second = (f"/v1/rosters/{made_roster(any_service, duty).roster}" for duty in (ANN, BO))
    client.post(f"{first}/publish", headers={"If-Match": '"1"'})
    client.post(f"{first}/edits?why=sick", json={"cells": [BO]}, headers={"If-Match": '"2"'})
    client.post(f"{second}/publish", headers={"If-Match": '"1"'})
    assert [client.get(path).json()["state"] for path in (first, second)] == ["withdrawn", "published"]
    assert [one["version"] for one in client.get(f"{first}/versions").json()["items"]] == [4, 3, 2, 1]
    actions = [event["action"] for event in client.get("/v1/audit?limit=200").json()["items"]]
    assert [one for one in actions if one in {"roster.published", "roster.edited", "roster.withdrawn"}] == [
        "roster.published", "roster.edited", "roster.withdrawn", "roster.published",
    ]  # fmt: skip
    with any_service.database.read() as session:
        assert list(flaws(session)) == []


def test_of_many_who_publish_the_same_version_one_wins(any_service: Service) -> None:
    path = f"/v1/rosters/{made_roster(any_service).roster}/publish"
    clients = [any_service.client() for _ in range(MANY)]
    found = at_once(lambda number: clients[number].post(path, headers={"If-Match": '"1"'}).status_code)
    assert sorted(found) == [200, *[412] * (MANY - 1)]


def test_the_same_order_from_many_at_once_begins_one_job(any_service: Service) -> None:
    made_roster(any_service)
    client = any_service.client()
    order, key = {"department": "riverside", "seconds": 5}, {"Idempotency-Key": "once"}
    found = at_once(lambda _: client.post("/v1/rosters", json=order, headers=key).text)
    assert len(set(found)) == 1
    assert len(client.get("/v1/jobs").json()["items"]) == 2
