"""How long a solve goes on after somebody cancelled it, and whether the best roster until then is there.

``uv run python benchmarks/service/cancel.py --times 20 --technologists 105``. The database is SQLite's, in a
folder that goes afterwards. A trivial request of the same service and the same moment stands beside each time.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import httpx2

from api.generate import generate_department
from benchmarks.arguments import count
from benchmarks.service.figures import row
from tests.api.serving.served import Served, events, first
from tests.processes import alive, children

SEED = 1
LOOK_SECONDS = 0.005
TRIVIAL = 20


@dataclass(frozen=True)
class Cancelled:
    """One solve that was cancelled."""

    answered: float
    """Seconds until the request was answered."""
    over: float
    """Seconds until the job was over and its roster there."""
    stopped: float
    """Seconds until no process of the attempt was left."""
    trivial: float
    """Seconds for a trivial request, median of some right before."""
    lost: int
    """Cents by which the roster that is there costs more than the best one that was told of."""


def cancel_once(served: Served, client: httpx2.Client, department: str, wait: float) -> Cancelled:
    """Order a roster, and cancel some seconds after the first one was found."""
    wanted = {"department": department, "seconds": 3600, "workers": 2}
    told = client.post("/v1/rosters", json=wanted).raise_for_status().json()
    job = f"/v1/jobs/{told['job']}"
    first(events(client, told["job"]), lambda kind, _: kind == "incumbent")
    time.sleep(wait)
    trivial = median(_seconds(client, "/healthz") for _ in range(TRIVIAL))
    attempts = [one for worker in children(served.process.pid) for one in children(worker)]
    doomed = [*attempts, *(one for attempt in attempts for one in children(attempt))]
    began = time.monotonic()
    client.post(f"{job}/cancel").raise_for_status()
    answered = over = stopped = time.monotonic() - began
    state = ""
    while state != "cancelled" or any(alive(one) for one in doomed):
        time.sleep(LOOK_SECONDS)
        if state != "cancelled":
            state = client.get(job).raise_for_status().json()["state"]
            over = time.monotonic() - began
        if any(alive(one) for one in doomed):
            stopped = time.monotonic() - began
    costs = [said["cost"] for _, kind, said in events(client, told["job"]) if kind == "incumbent"]
    made = client.get(f"/v1/rosters/{told['roster']}").raise_for_status().json()
    return Cancelled(answered, over, stopped, trivial, made["cost"] - min(costs))


def _seconds(client: httpx2.Client, path: str) -> float:
    began = time.monotonic()
    client.get(path).raise_for_status()
    return time.monotonic() - began


def main() -> None:
    """Cancel some times, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=count, default=20)
    parser.add_argument("--technologists", type=count, default=105)
    parser.add_argument("--most-wait", type=float, default=4.0, help="seconds of search after the first roster")
    asked = parser.parse_args()
    department, draw = generate_department(asked.technologists, SEED).department, Random(SEED)
    with tempfile.TemporaryDirectory(prefix="radroster-cancel-") as folder:
        served = Served(Path(folder))
        served.start()
        try:
            with served.client() as client:
                document = department.model_dump_json(exclude_defaults=True)
                client.put(f"/v1/departments/{department.id}", content=document).raise_for_status()
                wait = [draw.uniform(0.0, asked.most_wait) for _ in range(asked.times)]
                done = [cancel_once(served, client, department.id, one) for one in wait]
        finally:
            served.end()
            served.process.communicate()
    print("| seconds until | median | 95 % | most |\n|---|---|---|---|")
    for name, told in (
        ("a trivial request was answered", "trivial"), ("the cancelling request was answered", "answered"),
        ("the job was over", "over"), ("no process was left", "stopped"),
    ):  # fmt: skip
        print(f"| {name} | {row([getattr(one, told) for one in done])} |")
    print(f"cancelled: {len(done)}; worse than the best roster told of: {sum(one.lost > 0 for one in done)}")


if __name__ == "__main__":
    main()
