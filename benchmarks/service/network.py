"""A network of hospitals: many departments order a roster at once, and some workers make them.

``uv run python benchmarks/service/network.py --departments 40 --workers 2 4``. On PostgreSQL, which runs for the time
being in a folder of its own. The departments have 10 to 40 people, and are solved by one process each.
"""

import argparse
import datetime as dt
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx2

from api.generate import generate_department
from benchmarks.arguments import count
from benchmarks.service.figures import quantile
from benchmarks.service.kill import database_for
from benchmarks.service.load import UNLIMITED
from models.department import Department
from tests.api.serving.served import Served

OVER = {"succeeded", "failed", "cancelled"}
LOOK_SECONDS = 1.0


@dataclass(frozen=True)
class Made:
    """One department's roster."""

    place: int
    """Of its order among all."""
    waited: float
    took: float
    """Seconds until its job began, and from then on until it was over."""
    state: str
    attempts: int


def departments(number: int, sizes: tuple[int, int], seed: int) -> list[Department]:
    """Departments of different sizes and names."""
    draw = Random(seed)
    made = (generate_department(draw.randint(*sizes), seed * 1000 + one).department for one in range(number))
    return [one.revised(id=f"hospital-{place:03d}") for place, one in enumerate(made)]


def run(places: list[Department], *, workers: int, seconds: float, url: str, folder: Path) -> tuple[float, list[Made]]:
    """Seconds until all rosters were made, and each of them, in the order in which they were ordered."""
    served = Served(folder)
    served.start(workers=workers, database_url=url)
    try:
        with served.client() as client:
            for place in places:
                document = place.model_dump_json(exclude_defaults=True)
                client.put(f"/v1/departments/{place.id}", content=document).raise_for_status()
            began = time.monotonic()
            jobs = [_ordered(client, place, seconds) for place in places]
            told = _told(client, jobs)
            while any(one["state"] not in OVER for one in told):
                time.sleep(LOOK_SECONDS)
                told = _told(client, jobs)
            return time.monotonic() - began, [_made(place, one) for place, one in enumerate(told)]
    finally:
        served.end()
        served.process.communicate()


def _ordered(client: httpx2.Client, place: Department, seconds: float) -> str:
    wanted = {"department": place.id, "seconds": seconds, "workers": 1}
    job: str = client.post("/v1/rosters", json=wanted).raise_for_status().json()["job"]
    return job


def _told(client: httpx2.Client, jobs: list[str]) -> list[dict[str, str]]:
    return [client.get(f"/v1/jobs/{job}").raise_for_status().json() for job in jobs]


def _made(place: int, job: dict[str, str]) -> Made:
    made, began, ended = (dt.datetime.fromisoformat(job[f"{name}_at"]) for name in ("made", "began", "ended"))
    waited, took = (began - made).total_seconds(), (ended - began).total_seconds()
    return Made(place, waited, took, job["state"], int(job["attempt"]))


def row(workers: int, total: float, made: list[Made]) -> str:
    """A row of the table."""
    waited, took = [one.waited for one in made], [one.took for one in made]
    begun = sorted(made, key=lambda one: one.waited)
    overtaken = max(abs(one.place - turn) for turn, one in enumerate(begun))
    done = sum(one.state == "succeeded" and one.attempts == 1 for one in made)
    parts = [f"{quantile(waited, share):.0f}" for share in (0.5, 1.0)] + [
        f"{quantile(took, share):.1f}" for share in (0.5, 1.0)
    ]
    busy = sum(took) / (workers * total)
    return f"| {workers} | {done} of {len(made)} | {total:.0f} | {' | '.join(parts)} | {overtaken} | {busy:.0%} |"


def main() -> None:
    """Run the network with each number of workers, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--departments", type=count, default=40)
    parser.add_argument("--people", type=count, nargs=2, default=(10, 40))
    parser.add_argument("--workers", type=count, nargs="+", default=[2, 4])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ.update(UNLIMITED)
    places = departments(asked.departments, (asked.people[0], asked.people[1]), asked.seed)
    print(
        "| workers | made at once | all after s | waited s, median | most | took s, median | most | places off | busy |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for workers in asked.workers:
        with tempfile.TemporaryDirectory(prefix="radroster-net-") as folder:
            with database_for("postgresql", Path(folder)) as url:
                told = run(places, workers=workers, seconds=asked.seconds, url=url, folder=Path(folder))
            print(row(workers, *told), flush=True)


if __name__ == "__main__":
    main()
