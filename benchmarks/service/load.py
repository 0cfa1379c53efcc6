"""Requests a second of calendar feeds beside a trivial endpoint of the same server, and time-off posts during a solve.

``uv run python benchmarks/service/load.py --technologists 105``. The kinds of requests take turns of a second each, so
that whatever else the machine does meets all of them; what one request costs the server is told in its own processor
time, which does not depend on that. Client and server share the machine: the client's share is told, too.
"""

import argparse
import asyncio
import itertools
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import httpx2

from api.generate import generate_department
from benchmarks.arguments import count
from benchmarks.service.figures import quantile
from benchmarks.service.plain_http import Connection, request
from models.department import Department
from tests.api.serving.served import Served, events, first

UNLIMITED = {f"RADROSTER_{kind}CALLS_PER_MINUTE": "0" for kind in ("", "ANONYMOUS_", "FEED_")}
CONNECTIONS = 4
POST_CONNECTIONS = 32
TICKS = os.sysconf("SC_CLK_TCK")
SOLVE_FIRST = 60.0
BAD = 400
"""Statuses from here on refuse a request."""


@dataclass
class Turns:
    """What one kind of request did in its turns."""

    rates: list[float] = field(default_factory=list)
    """Requests a second."""
    costs: list[float] = field(default_factory=list)
    """The server's processor seconds for one request."""
    client: list[float] = field(default_factory=list)
    """The client's processor seconds for one request."""


def cpu_of(process: int) -> float:
    """Processor seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def turn(connections: list[Connection], wanted: Iterator[bytes], status: int, seconds: float) -> int:
    """Ask for so long on all connections; answers how many requests were answered with the status."""
    until, done = time.monotonic() + seconds, 0

    async def ask(connection: Connection) -> None:
        nonlocal done
        while time.monotonic() < until:
            found, content = await connection.ask(next(wanted))
            if found != status:
                raise RuntimeError(f"answered {found} instead of {status}: {content[:200]!r}")
            done += 1

    await asyncio.gather(*(ask(one) for one in connections))
    return done


async def take_turns(served: Served, kinds: dict[str, tuple[list[bytes], int]], rounds: int) -> dict[str, Turns]:
    """Each kind of request in turn, so many times."""
    connections = [await Connection.to(served.url) for _ in range(CONNECTIONS)]
    found = {name: Turns() for name in kinds}
    for _ in range(rounds):
        for name, (requests, status) in kinds.items():
            began, server, client = time.monotonic(), cpu_of(served.process.pid), time.process_time()
            done = await turn(connections, itertools.cycle(requests), status, 1.0)
            found[name].rates.append(done / (time.monotonic() - began))
            found[name].costs.append((cpu_of(served.process.pid) - server) / done)
            found[name].client.append((time.process_time() - client) / done)
    for connection in connections:
        connection.close()
    return found


async def post(served: Served, requests: list[bytes], per_second: float) -> tuple[list[float], Counter[int]]:
    """Seconds from the moment at which each request was due to its answer, and how many had which status."""
    free: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()  # the one used last, so that none idles until it is cut
    for _ in range(POST_CONNECTIONS):
        free.put_nowait(await Connection.to(served.url))
    began, times, statuses = time.monotonic(), list[float](), Counter[int]()

    async def one(number: int) -> None:
        due = began + number / per_second
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        connection = await free.get()
        try:
            status, _ = await connection.ask(requests[number])
        except (ConnectionError, asyncio.IncompleteReadError):  # cut off after all
            connection = await Connection.to(served.url)
            status, _ = await connection.ask(requests[number])
        free.put_nowait(connection)
        times.append(time.monotonic() - due)
        statuses[status] += 1

    await asyncio.gather(*(one(number) for number in range(len(requests))))
    return times, statuses


def feeds(client: httpx2.Client, department: Department) -> tuple[list[bytes], list[bytes]]:
    """Requests for everybody's calendar: anew, and with the tag of the last answer."""
    anew, again = [], []
    for person in department.staff:
        made = client.post("/v1/feeds", json={"department": department.id, "person": person.id}).raise_for_status()
        path = made.json()["path"]
        anew.append(request("GET", path))
        again.append(request("GET", path, If_None_Match=client.get(path).raise_for_status().headers["etag"]))
    return anew, again


def messages(department: Department, token: str, number: int, draw: Random) -> list[bytes]:
    """Time off of one day in the roster's days, each a new absence."""
    found = []
    for one in range(number):
        date = department.horizon.date_of(draw.randrange(department.horizon.days)).isoformat()
        body = {
            "department": department.id, "employee": draw.choice(department.staff).id, "status": "REQUESTED",
            "start_time": date, "end_time": date, "modified_at": "2026-11-01T08:00:00Z",
        }  # fmt: skip
        path = f"/v1/time-off/hr/{draw.getrandbits(32)}-{one}"
        found.append(request("PUT", path, body=body, Authorization=f"Bearer {token}"))
    return found


@contextmanager
def published(technologists: int) -> Iterator[tuple[Served, Department]]:
    """A service with a department whose roster staff see."""
    os.environ.update(UNLIMITED)
    department = generate_department(technologists, 1).department
    with tempfile.TemporaryDirectory(prefix="radroster-load-") as folder:
        served = Served(Path(folder))
        served.start()
        try:
            with served.client() as client:
                document = department.model_dump_json(exclude_defaults=True)
                client.put(f"/v1/departments/{department.id}", content=document).raise_for_status()
                told = ordered(client, department, SOLVE_FIRST)
                first(events(client, told["job"]), lambda kind, _: kind == "incumbent")
                client.post(f"/v1/jobs/{told['job']}/cancel").raise_for_status()
                list(events(client, told["job"]))
                client.post(f"/v1/rosters/{told['roster']}/publish", headers={"If-Match": '"1"'}).raise_for_status()
            yield served, department
        finally:
            served.end()
            served.process.communicate()


def ordered(client: httpx2.Client, department: Department, seconds: float) -> dict[str, str]:
    """A roster that is being made, and its job."""
    wanted = {"department": department.id, "seconds": seconds, "workers": 2}
    told: dict[str, str] = client.post("/v1/rosters", json=wanted).raise_for_status().json()
    return told


def show_turns(found: dict[str, Turns]) -> None:
    """The table of requests a second."""
    base = found["trivial"]
    print(
        "| request | a second, median | of trivial, median of rounds | server ms each | of trivial | client ms each |"
    )
    print("|---|---|---|---|---|---|")
    for name, one in found.items():
        shares = [mine / theirs for mine, theirs in zip(one.rates, base.rates, strict=True)]
        cost, least = median(one.costs), median(base.costs)
        print(
            f"| {name} | {median(one.rates):.0f} | {median(shares):.0%} | {1000 * cost:.2f} | {least / cost:.0%} "
            f"| {1000 * median(one.client):.2f} |"
        )


def show_posts(name: str, times: list[float], statuses: Counter[int], server: float) -> None:
    """A row of the table of posts; 429 would be the key's own bucket, which this program has switched off."""
    refused = ", ".join(f"{number} × {status}" for status, number in sorted(statuses.items()) if status >= BAD) or "0"
    parts = " | ".join(f"{1000 * quantile(times, share):.0f}" for share in (0.5, 0.9, 0.99, 1.0))
    print(f"| {name} | {len(times)} | {refused} | {parts} | {1000 * server / len(times):.1f} |")


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--technologists", type=count, default=105)
    parser.add_argument("--rounds", type=count, default=10)
    parser.add_argument("--per-second", type=float, default=83.0)
    parser.add_argument("--seconds", type=float, default=15.0, help="of posts")
    asked = parser.parse_args()
    with published(asked.technologists) as (served, department), served.client() as client:
        anew, again = feeds(client, department)
        key = {"Authorization": f"Bearer {served.token}"}
        kinds = {
            "trivial": ([request("GET", "/healthz")], 200), "feed, unchanged": (again, 304), "feed, whole": (anew, 200),
            "one department's jobs": ([request("GET", "/v1/jobs?limit=1", **key)], 200),
        }  # fmt: skip
        show_turns(asyncio.run(take_turns(served, kinds, asked.rounds)))
        print("\n| posts | number | refused | median ms | 90 % | 99 % | most | server ms each |")
        print("|---|---|---|---|---|---|---|---|")
        for name in ("nothing else", "a solve runs"):
            job = ordered(client, department, 3600)["job"] if name != "nothing else" else ""
            if job:
                first(events(client, job), lambda kind, _: kind == "incumbent")
            sent = messages(department, served.token, int(asked.per_second * asked.seconds), Random(name))
            before = cpu_of(served.process.pid)
            times, statuses = asyncio.run(post(served, sent, asked.per_second))
            show_posts(name, times, statuses, cpu_of(served.process.pid) - before)


if __name__ == "__main__":
    main()
