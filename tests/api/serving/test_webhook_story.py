"""Webhooks over real sockets: a receiver that fails twice, and a server that dies while a message waits."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.departments.examples import DEPARTMENT
from api.webhooks.courier import LEASE
from tests.api.serving.served import Served, events
from tests.api.webhooks.receiver import receiving
from tests.processes import wait_for


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("RADROSTER_WEBHOOK_NETWORKS", "127.0.0.0/8")
    one = Served(tmp_path)
    one.start()
    yield one
    for process in one.processes:
        process.kill()
        process.communicate()


def test_a_receiver_that_fails_twice_hears_of_the_roster_once_it_is_well_again(served: Served) -> None:
    with receiving(500, 503) as receiver:
        with served.client() as client:
            client.put("/v1/departments/riverside", json=DEPARTMENT)
            wanted = {"url": receiver.url, "department": "riverside"}
            made = client.post("/v1/webhooks", json=wanted).json()
            begun = client.post("/v1/rosters", json={"department": "riverside", "seconds": 60, "workers": 1}).json()
            assert list(events(client, begun["job"]))[-1][2] == {"state": "succeeded"}
            path = f"/v1/rosters/{begun['roster']}"
            assert client.post(f"{path}/publish", headers={"If-Match": '"1"'}).status_code == 200
            listed = f"/v1/webhooks/{made['endpoint']['id']}/deliveries"
            assert wait_for(lambda: client.get(listed).json()["items"][0]["status"] == 500)
        served.kill()
        served.start()
        with served.client() as client:
            # What was under way when the server died belongs to it until its lease is over.
            first, second, third, *more = receiver.wait_for(3, seconds=60 + LEASE.total_seconds())
            told = third.read(made["secret"])
            assert (told["type"], told["data"]["roster"]) == ("roster.published", begun["roster"])
            assert {one.body for one in (first, second)} == {third.body}
            assert {one.id for one in (first, second)} == {third.id}
            assert int(third.headers["webhook-timestamp"]) >= int(first.headers["webhook-timestamp"])
            assert wait_for(lambda: client.get(listed).json()["items"][0]["state"] == "delivered")
            assert more == []
    served.end()
    logged = [json.loads(line) for line in served.log.splitlines() if '"webhook"' in line]
    assert {one["status"] for one in logged} >= {503, 204}
    assert made["secret"] not in served.log
    assert receiver.url not in served.log
