"""The whole service over a real socket: an empty folder, one command, a month's roster; and its deaths survived."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api.departments.examples import DEPARTMENT
from api.generate import generate_department
from tests.api.running import program
from tests.api.serving.served import PATIENCE, Served, events, first
from tests.processes import alive, wait_for


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    yield one
    for process in one.processes:
        process.kill()
        process.communicate(timeout=PATIENCE)


def begun(client: httpx2.Client, **order: object) -> tuple[str, str]:
    """A roster that takes longer than anybody waits for its proof, and its job."""
    document = json.loads(generate_department(40, 0).department.model_dump_json(exclude_defaults=True))
    assert client.put(f"/v1/departments/{document['id']}", json=document).status_code == 201
    told = client.post("/v1/rosters", json={"department": document["id"], "seconds": 600, **order}).json()
    return told["roster"], told["job"]


def test_one_command_on_an_empty_database_makes_publishes_and_shows_a_roster(served: Served, empty_url: str) -> None:
    served.start(database_url=empty_url)
    with served.client() as client:
        assert client.get("/readyz").json() == {"status": "ready"}
        assert client.put("/v1/departments/riverside", json=DEPARTMENT).status_code == 201
        told = client.post("/v1/rosters", json={"department": "riverside", "seconds": 60, "workers": 1}).json()
        followed = list(events(client, told["job"]))
        assert [number for number, _, _ in followed] == list(range(1, len(followed) + 1))
        assert {"state", "incumbent"} <= {kind for _, kind, _ in followed}
        assert followed[-1][1:] == ("state", {"state": "succeeded"})
        assert list(events(client, told["job"], after=2)) == followed[2:]
        path = f"/v1/rosters/{told['roster']}"
        roster = client.get(path)
        assert (roster.json()["state"], roster.json()["status"], roster.json()["holes"]) == ("candidate", "OPTIMAL", 0)
        published = client.post(f"{path}/publish", headers={"If-Match": roster.headers["etag"]})
        assert published.json()["state"] == "published"
        worker = roster.json()["assignments"][0]["person"]
        assert "BEGIN:VEVENT" in client.get(f"{path}/calendar.ics", params={"person": worker}).text
    assert served.end() in {0, -signal.SIGTERM}
    assert served.token not in served.log
    assert told["roster"] not in served.log


def test_after_the_server_is_killed_a_new_one_goes_on_from_the_best_roster(served: Served) -> None:
    served.start()
    with served.client() as client:
        roster, job = begun(client, workers=2)
        last = first(events(client, job), lambda kind, _: kind == "incumbent")
        others = served.descendants()
        served.kill()
    assert wait_for(lambda: not any(alive(pid) for pid in others))
    served.start()
    with served.client() as client:
        news = events(client, job, after=last)
        again = first(news, lambda kind, said: kind == "state" and said["state"] == "running")
        started = first(news, lambda kind, said: kind == "incumbent" and said["source"] == "start")
        assert last < again < started
        assert client.post(f"/v1/jobs/{job}/cancel").status_code == 200
        assert list(events(client, job))[-1][2] == {"state": "cancelled"}
        kept = client.get(f"/v1/rosters/{roster}").json()
        assert (kept["state"], kept["broken"]) == ("candidate", 0)
        assert client.get(f"/v1/jobs/{job}").json()["attempt"] == 2


def test_a_killed_attempt_and_a_killed_worker_are_replaced(served: Served) -> None:
    served.start()
    with served.client() as client:
        _, job = begun(client, workers=2)
        last = first(events(client, job), lambda kind, _: kind == "incumbent")
        worker, runner = served.descendants()[:2]
        for victim in (runner, worker):
            os.kill(victim, signal.SIGKILL)
            news = events(client, job, after=last)
            first(news, lambda kind, said: kind == "state" and said["state"] == "running")
            last = first(news, lambda kind, said: kind == "incumbent" and said["source"] == "start")
        assert client.get(f"/v1/jobs/{job}").json()["attempt"] == 3
        others = served.descendants()
        client.post(f"/v1/jobs/{job}/cancel")
        assert list(events(client, job))[-1][2] == {"state": "cancelled"}
    served.end()
    assert wait_for(lambda: not any(alive(pid) for pid in others))


def test_a_server_that_ends_gives_its_job_back_at_once(served: Served) -> None:
    served.start()
    with served.client() as client:
        _, job = begun(client, workers=2)
        first(events(client, job), lambda kind, said: kind == "state" and said["state"] == "running")
    served.end()
    served.start(workers=0)
    with served.client() as client:
        assert client.get(f"/v1/jobs/{job}").json()["state"] == "queued"
        *_, (_, kind, said) = events_so_far(client, job)
        assert (kind, said["why"]) == ("state", "its worker was told to end")


def events_so_far(client: httpx2.Client, job: str) -> list[tuple[int, str, dict[str, str]]]:
    """The events of a job that waits: it is cancelled to end the stream, which the last event tells."""
    client.post(f"/v1/jobs/{job}/cancel")
    return list(events(client, job))[:-1]


def test_a_port_that_is_taken_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = program("serve", "--port", str(port), "--database-url", f"sqlite:///{tmp_path}/new.db")
    assert "cannot be listened on" in ran.problem
    assert not (tmp_path / "new.db").exists()
