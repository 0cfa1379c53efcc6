"""Kills the service again and again while people work with it, and looks whether anything is gone afterwards.

``uv run python benchmarks/service/kill.py --rounds 50 --who both --during publish --database postgresql``

Each round orders a roster, lets HR and a planner write, and at a random moment kills -9 a worker (or its attempt, or
one of its solvers), the server, or every process of the service. Then the server is started again, where it is gone,
and: whatever was answered is there, the audit trail holds, the database is sound, the job ends by itself with a roster
that breaks no rule, and calendars show the roster in force. Ends with 1 when one of these is not so.
"""

import argparse
import json
import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import httpx2
from sqlalchemy import create_engine, make_url, text

from api.audit.chain import flaws
from api.generate import generate_department
from api.storage.database import Database
from benchmarks.arguments import count
from benchmarks.service.acknowledged import Acknowledged, feeds_astray
from benchmarks.service.writers import HumanResources, Planner, Writer, at_work, publish
from tests.api.databases import postgres_server, server_program
from tests.api.serving.served import Served, events
from tests.processes import children

HEADER = (
    "database",
    "killed",
    "during",
    "rounds",
    "job running then",
    "listens after (s)",
    "runs again after (s)",
    "later than 10 s",
    "answered",
    "wrong",
)
WHO, DURING, DATABASES = ("worker", "server", "both"), ("solve", "publish"), ("sqlite", "postgresql")
PEOPLE, SEED = 10, 3
SOLVE_SECONDS, FIRST_SECONDS = 2.0, 20.0
ANEW = 0.25
"""Share of orders that go on from no roster."""
LOOK_SECONDS = 0.02
PUBLISH_SECONDS = 0.6
"""A publish begins at most so long before the kill."""
NEWEST_EDITS = 40
"""How many edits are looked at after each round; all are after the last one."""
PATIENCE = 120.0
AIM_SECONDS = 10.0
"""Within so many seconds of the restart a job is to run again, on a machine that has nothing else to do."""


@dataclass(frozen=True)
class Round:
    """What happened in one round."""

    victim: str
    after: float
    """Seconds from the order to the kill."""
    state: str
    """The job's, right before."""
    listening: float | None
    """Seconds from the restart until the server listened."""
    again: float | None
    """Seconds until the job ran again: from the restart, or from the kill where the server lived. None when it had
    ended before, or never stopped."""
    problems: tuple[str, ...]


class Killing:
    """One service over all its lives, and what it has acknowledged."""

    def __init__(self, folder: Path, url: str, draw: Random) -> None:
        self.served, self.url, self.draw = Served(folder), url, draw
        self.department = generate_department(PEOPLE, SEED).department
        self.kept = Acknowledged()
        self.people = HumanResources(self.department, self.kept, draw)
        self.feeds: dict[str, str] = {}
        self.candidate = ""

    def begin(self) -> None:
        """A department, a calendar for everybody, and a roster in force."""
        self.served.start(database_url=self.url)
        with self.served.client() as client:
            document = self.department.model_dump_json(exclude_defaults=True)
            client.put(f"/v1/departments/{self.department.id}", content=document).raise_for_status()
            for person in self.department.staff:
                made = client.post("/v1/feeds", json={"department": self.department.id, "person": person.id})
                self.feeds[person.id] = made.raise_for_status().json()["path"]
            self.candidate, job = self.order(client, seconds=FIRST_SECONDS)
            self.ended(client, job)
            if publish(client, self.kept, self.candidate) != httpx2.codes.OK:
                raise RuntimeError("the first roster could not be published")
            self.candidate, job = self.order(client)
            self.ended(client, job)

    def order(self, client: httpx2.Client, *, seconds: float = SOLVE_SECONDS) -> tuple[str, str]:
        """A roster that is made for as long as it takes, and its job."""
        wanted: dict[str, Any] = {
            "department": self.department.id,
            "seconds": seconds,
            "workers": self.draw.choice((1, 2)),
        }
        if self.candidate and self.draw.random() >= ANEW:
            wanted["base"] = self.candidate
        told = client.post("/v1/rosters", json=wanted).raise_for_status().json()
        self.kept.jobs.append(told["job"])
        return told["roster"], told["job"]

    def round(self, who: str, during: str, *, last: bool) -> Round:
        """Kill once, and look."""
        with self.served.client() as client:
            roster, job = self.order(client)
        began, after = time.monotonic(), self.draw.uniform(0.0, SOLVE_SECONDS + 1.0)
        writers: list[Writer] = [self.people, Planner(self.department, self.kept, self.draw)]
        if during == "publish":
            writers.append(self._publisher(after))
        with at_work(self.served.client, *writers):
            time.sleep(max(0.0, began + after - time.monotonic()))
            state, attempt = self._state(job)
            victim, killed = self._kill(who)
            again = self._again(job, attempt, since=killed) if who == "worker" else None
        listening = None
        if who != "worker":
            restarted = time.monotonic()
            self.served.start(database_url=self.url)
            listening = round(time.monotonic() - restarted, 2)
            again = self._again(job, attempt, since=restarted)
        problems = tuple(self.problems(roster, job, last=last))
        return Round(victim, round(after, 3), state, listening, again and round(again, 2), problems)

    def _publisher(self, killed_after: float) -> Writer:
        """Publishes the candidate a moment before the kill, so that the kill may come at any moment of it."""
        roster, wait = self.candidate, max(0.0, killed_after - self.draw.uniform(0.0, PUBLISH_SECONDS))

        def run(client: httpx2.Client, _stop: threading.Event) -> None:
            time.sleep(wait)
            publish(client, self.kept, roster)

        return run

    def _state(self, job: str) -> tuple[str, int]:
        with self.served.client() as client:
            told = client.get(f"/v1/jobs/{job}").raise_for_status().json()
        return told["state"], told["attempt"]

    def _kill(self, who: str) -> tuple[str, float]:
        """Kill; answers whom, and when."""
        server = self.served.process.pid
        while not (workers := children(server)):  # the one that died last has no successor yet
            time.sleep(LOOK_SECONDS)
        attempts = [one for worker in workers for one in children(worker)]
        solvers = [one for attempt in attempts for one in children(attempt)]
        if who == "worker":
            ranks = {"worker": workers, "attempt": attempts, "solver": solvers}
            victim = self.draw.choice([name for name, found in ranks.items() if found])
            doomed = [self.draw.choice(ranks[victim])]
        else:
            victim, doomed = who, [server] if who == "server" else [server, *workers, *attempts, *solvers]
        for process in doomed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        killed = time.monotonic()
        if who != "worker":
            self.served.process.wait(timeout=PATIENCE)
        return victim, killed

    def _again(self, job: str, attempt: int, *, since: float) -> float | None:
        """Seconds until a later attempt ran; None when the job was over, or ended, without one."""
        with self.served.client() as client:
            while time.monotonic() < since + PATIENCE:
                told = client.get(f"/v1/jobs/{job}").raise_for_status().json()
                if told["attempt"] > attempt and told["state"] == "running":
                    return time.monotonic() - since
                if told["state"] not in {"queued", "running"}:
                    return None
                time.sleep(LOOK_SECONDS)
        return float("inf")

    def ended(self, client: httpx2.Client, job: str) -> dict[str, Any]:
        """The job once it is over."""
        until = time.monotonic() + PATIENCE
        while True:
            told: dict[str, Any] = client.get(f"/v1/jobs/{job}").raise_for_status().json()
            if told["state"] not in {"queued", "running"} or time.monotonic() > until:
                return told
            time.sleep(LOOK_SECONDS)

    def problems(self, roster: str, job: str, *, last: bool) -> Iterator[str]:
        """Everything that is not as it should be."""
        with self.served.client() as client:
            ended = self.ended(client, job)
            made = client.get(f"/v1/rosters/{roster}").json()
            found = any(kind == "incumbent" for _, kind, _ in events(client, job))
            wanted = ("candidate", 0) if found else ("draft", None)  # in so short a time maybe none is found
            if ended["state"] != "succeeded" or (made["state"], made["broken"]) != wanted:
                yield f"the job is {ended['state']}, its roster {made['state']}, hard rules broken: {made['broken']}"
            state = client.get(f"/v1/rosters/{self.candidate}").json()["state"]
            if state == "candidate" and publish(client, self.kept, self.candidate) != httpx2.codes.OK:
                yield f"the roster {self.candidate} was left as a candidate and cannot be published"
            self.candidate = roster if found else self.candidate
            yield from self.kept.lost(client, self.department.id, edits=None if last else NEWEST_EDITS)
            yield from feeds_astray(client, self.department, self.feeds)
        with closing(Database(self.url)) as database, database.read() as session:
            yield from flaws(session)
        yield from unsound(self.url)


def unsound(url: str) -> Iterator[str]:
    """What SQLite finds wrong with its file."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(str(make_url(url).database))) as file:
            for check in ("integrity_check", "foreign_key_check"):
                yield from (f"{check}: {row}" for row in file.execute(f"PRAGMA {check}") if row != ("ok",))


@contextmanager
def database_for(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/service.db"
        return
    with postgres_server(server_program("initdb")) as url:
        engine = create_engine(make_url(url.format(name="postgres")).set(drivername="postgresql+psycopg"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE kill"))
        engine.dispose()
        yield url.format(name="kill")


def kill(kind: str, who: str, during: str, *, rounds: int, seed: int, folder: Path) -> tuple[list[Round], Acknowledged]:
    """So many rounds on one database; the folder has its log, and where it is SQLite's the database."""
    folder.mkdir(parents=True)
    with database_for(kind, folder) as url:
        killing = Killing(folder, url, Random(f"{kind} {who} {during} {seed}"))
        done: list[Round] = []
        try:
            killing.begin()
            for number in range(rounds):
                done.append(killing.round(who, during, last=number == rounds - 1))
                print(
                    f"{kind} {who} {during} {number + 1}: {json.dumps(asdict(done[-1]))}", file=sys.stderr, flush=True
                )
        finally:
            killing.served.end()
            for process in killing.served.processes:
                process.communicate()
        return done, killing.kept


def told(rounds: list[Round], kept: Acknowledged) -> str:
    """A row of the table."""
    times = [figures([getattr(one, name) for one in rounds]) for name in ("listening", "again")]
    running = sum(one.state == "running" for one in rounds)
    late = sum((one.again or 0.0) > AIM_SECONDS for one in rounds)
    wrong = sum(len(one.problems) for one in rounds)
    return f"{len(rounds)} | {running} | {' | '.join(times)} | {late} | {kept.writes} | {wrong}"


def figures(seconds: list[float | None]) -> str:
    """Median and most."""
    known = [one for one in seconds if one is not None]
    return f"{median(known):.1f}, {max(known):.1f}" if known else "–"


def main() -> int:
    """Kill, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=count, default=2)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--who", choices=WHO, nargs="+", default=WHO)
    parser.add_argument("--during", choices=DURING, nargs="+", default=DURING)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where logs and databases stay; nothing does when absent")
    asked = parser.parse_args()
    with nullcontext(asked.folder) if asked.folder else tempfile.TemporaryDirectory(prefix="radroster-kill-") as folder:
        return kill_all(asked, Path(folder))


def kill_all(asked: argparse.Namespace, folder: Path) -> int:
    """A row for each way to die."""
    print(f"| {' | '.join(HEADER)} |\n|{'---|' * len(HEADER)}", flush=True)
    wrong = 0
    for who, during in product(asked.who, asked.during):
        done, kept = kill(
            asked.database, who, during, rounds=asked.rounds, seed=asked.seed, folder=folder / f"{who}-{during}"
        )
        print(f"| {asked.database} | {who} | {during} | {told(done, kept)} |", flush=True)
        wrong += sum(len(one.problems) for one in done)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
