"""The worker processes of one server: started, started again when they die, and ended with it."""

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from api.jobs.hold import forget_owner
from api.jobs.owners import new_owner
from api.jobs.stalled import Watcher
from api.storage.database import Database, patient

_LOG = logging.getLogger("radroster.jobs")
WORKER = "from api.serving.member import main; main()"
LOOK_SECONDS = 0.5
REST_SECONDS = 2.0
"""How long a worker that dies again and again stays dead each time."""
FAREWELL_SECONDS = 5.0


@dataclass
class Member:
    """A worker process and the name that it takes jobs under."""

    owner: str
    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)


class Crew:
    """As many workers as were asked for, all the time."""

    def __init__(self, database: Database, *, workers: int) -> None:
        self._database, self._workers = database, workers
        self._over = threading.Event()
        self._members: list[Member] = []
        self._thread = threading.Thread(target=self._look_after, daemon=True)

    def start(self) -> None:
        """Start the workers, and a thread that looks after them."""
        self._members = [self._start_one() for _ in range(self._workers)]
        self._thread.start()

    def stop(self) -> None:
        """End the workers; each gives its job back first."""
        self._over.set()
        self._thread.join()
        for member in self._members:
            member.process.terminate()
        until = time.monotonic() + FAREWELL_SECONDS
        for member in self._members:
            try:
                member.process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                member.process.kill()
                member.process.wait()

    def _look_after(self) -> None:
        watcher = Watcher(self._database)  # here, so that no job of a server that died waits for the workers' start
        while not self._over.wait(LOOK_SECONDS):
            with patient(_LOG):
                watcher.look()
                for place, member in enumerate(self._members):
                    if member.process.poll() is not None:
                        self._members[place] = self._replacement(member)

    def _replacement(self, member: Member) -> Member:
        """A new worker for one that died, whose job is put back at once: nobody has to wait for its silence."""
        forget_owner(self._database, member.owner)
        if time.monotonic() - member.began < REST_SECONDS:
            self._over.wait(REST_SECONDS)
        return member if self._over.is_set() else self._start_one()

    def _start_one(self) -> Member:
        """A worker; URL and name go by its environment, since arguments show on the whole machine."""
        owner = new_owner()
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "RADROSTER_DATABASE_URL": self._database.url,
            "RADROSTER_WORKER_OWNER": owner,
            "RADROSTER_WORKER_PARENT": str(os.getpid()),
        }
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", WORKER], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment,
            process_group=0,  # Ctrl-C is for the server, which then ends its workers
        )  # fmt: skip
        return Member(owner, process)
