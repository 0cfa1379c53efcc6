"""The real program on a real socket, and what a client does with it."""

import json
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.api.running import PROGRAM
from tests.processes import children

PATIENCE = 120.0
"""Seconds after which a test gives up; nothing takes so long on a machine that has nothing else to do."""


@dataclass
class Served:
    """`radroster serve` on a free port, with one database over all its lives."""

    folder: Path
    url: str = ""
    token: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *, workers: int = 1, database_url: str = "") -> None:
        """Start the program and wait until it says where it listens."""
        command = [str(PROGRAM), "serve", "--port", "0", "--workers", str(workers)]
        command += ["--database-url", database_url or f"sqlite:///{self.folder}/service.db"]
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=self.folder)
        self.processes.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if key := re.search(r"rr_live_\S+", line):
                self.token = key[0]
            if place := re.search(r"http://\S+(?=,)", line):
                self.url = place[0]
                return
        raise AssertionError(f"the server ended:\n{self.log}")

    @property
    def process(self) -> subprocess.Popen[str]:
        """The server that runs now."""
        return self.processes[-1]

    @property
    def log(self) -> str:
        """What all its lives have logged."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def client(self) -> httpx2.Client:
        """A client with the first key."""
        return httpx2.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.token}"}, timeout=PATIENCE)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)

    def end(self) -> int:
        """Ask the server to end; answers its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    def descendants(self) -> list[int]:
        """The processes that the server started, and those that they started."""
        return [pid for child in children(self.process.pid) for pid in (child, *children(child))]


def events(client: httpx2.Client, job: str, *, after: int = 0) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The events of a job as they come: number, kind, and what was said."""
    headers = {"Last-Event-ID": str(after)} if after else {}
    with client.stream("GET", f"/v1/jobs/{job}/events", headers=headers) as stream:
        assert stream.status_code == 200
        told: dict[str, str] = {}
        for line in stream.iter_lines():
            name, _, value = line.partition(": ")
            if line and name:
                told[name] = value
            elif "id" in told:
                yield int(told["id"]), told["event"], json.loads(told["data"])
                told = {}


def first(found: Iterator[tuple[int, str, dict[str, Any]]], fits: Callable[[str, dict[str, Any]], bool]) -> int:
    """The number of the first event that fits."""
    return next(number for number, kind, said in found if fits(kind, said))
