"""What people do to a service while it is killed: HR reports time off, a planner edits and publishes.

Each of them writes down what was answered, and gives up at the first request that is not.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import httpx2

from benchmarks.service.acknowledged import OFF, Acknowledged, Place, in_force
from models.department import Department

Connect = Callable[[], httpx2.Client]
Writer = Callable[[httpx2.Client, threading.Event], None]
PAUSE_SECONDS = 0.02
BEYOND_DAYS = 60
"""Approved time off begins so long after the roster, since a roster that it breaks could not be published."""
REPEATS = 0.4
"""Share of messages about an absence that was reported before."""


class HumanResources:
    """Reports time off: new absences, later words on earlier ones, and the same message again."""

    def __init__(self, department: Department, kept: Acknowledged, draw: Random) -> None:
        self._department, self._kept, self._draw = department, kept, draw
        self._number = 0
        self._now = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(hours=12)

    def __call__(self, client: httpx2.Client, stop: threading.Event) -> None:
        """Report until told to stop."""
        while not stop.wait(PAUSE_SECONDS):
            self._number += 1
            self._now += dt.timedelta(milliseconds=100)
            known = list(self._kept.time_off)
            remote_id = self._draw.choice(known) if known and self._draw.random() < REPEATS else f"off-{self._number}"
            self._report(client, remote_id)

    def _report(self, client: httpx2.Client, remote_id: str) -> None:
        kept, message = self._kept, self._message()
        kept.unsure[remote_id] = message
        answer = client.put(f"/v1/time-off/hr/{remote_id}", json=message)
        if answer.is_success:
            kept.time_off[remote_id] = message
            del kept.unsure[remote_id]

    def _message(self) -> dict[str, Any]:
        horizon, draw = self._department.horizon, self._draw
        status, day = "REQUESTED", draw.randrange(horizon.days)
        if draw.random() < 0.5:
            status, day = "APPROVED", horizon.days + BEYOND_DAYS + draw.randrange(30)
        date = horizon.date_of(day).isoformat()
        return {
            "department": self._department.id, "employee": draw.choice(self._department.staff).id, "status": status,
            "start_time": date, "end_time": date, "employee_note": f"word {self._number}",
            "modified_at": self._now.isoformat().replace("+00:00", "Z"),
        }  # fmt: skip


class Planner:
    """Takes duties out of the roster in force, one by one, and puts each back."""

    def __init__(self, department: Department, kept: Acknowledged, draw: Random) -> None:
        self._department, self._kept, self._draw = department, kept, draw

    def __call__(self, client: httpx2.Client, stop: threading.Event) -> None:
        """Edit until told to stop."""
        while not stop.wait(PAUSE_SECONDS):
            for roster in in_force(client, self._department.id):
                told = client.get(f"/v1/rosters/{roster}").json()
                duty = self._draw.choice(told["assignments"])
                person, date, place = duty["person"], duty["date"], (duty["shift"], duty["area"])
                version = self._edit(client, roster, told["version"], (person, date, OFF))
                if version is not None:
                    self._edit(client, roster, version, (person, date, place))

    def _edit(self, client: httpx2.Client, roster: str, version: int, wanted: tuple[str, str, Place]) -> int | None:
        person, date, (shift, area) = wanted
        one = {"person": person, "date": date} | ({"shift": shift, "area": area} if shift else {})
        answer = client.post(
            f"/v1/rosters/{roster}/edits", params={"why": "a test"}, json={"cells": [one]},
            headers={"If-Match": f'"{version}"'},
        )  # fmt: skip
        if not answer.is_success:  # somebody else was first, or it was withdrawn meanwhile
            return None
        made: int = answer.json()["roster"]["version"]
        self._kept.edits[roster, made] = wanted
        return made


def publish(client: httpx2.Client, kept: Acknowledged, roster: str) -> int:
    """Publish a candidate; answers the status."""
    version = client.get(f"/v1/rosters/{roster}").json()["version"]
    answer = client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": f'"{version}"'})
    if answer.is_success:
        kept.published.append((roster, answer.json()["version"]))
    return answer.status_code


@contextmanager
def at_work(connect: Connect, *writers: Writer) -> Iterator[threading.Event]:
    """Each of them at work in a thread with a client of its own until the block, or the service, ends."""
    stop = threading.Event()

    def run(writer: Writer) -> None:
        try:
            with connect() as client:
                writer(client, stop)
        except httpx2.TransportError:
            return  # the service is dead

    threads = [threading.Thread(target=run, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield stop
    finally:
        stop.set()
        for thread in threads:
            thread.join()
