"""A worker: takes jobs from the queue, one after another, and looks after those of workers that died."""

import logging
import os
import secrets
import socket
import threading
import time

from api.jobs.attendant import attend
from api.jobs.hold import claim
from api.jobs.stalled import Watcher
from api.storage.database import Database

_LOG = logging.getLogger("radroster.jobs")
IDLE_SECONDS = 0.25
WATCH_SECONDS = 1.0


def new_owner() -> str:
    """A name that no other worker has or had."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


def work(database: Database, stop: threading.Event, *, owner: str | None = None) -> None:
    """Take jobs until `stop`; the one at work is then given back at once."""
    name, watcher = owner or new_owner(), Watcher(database)
    looked = 0.0

    def watch() -> None:
        for job in watcher.look():
            _LOG.warning("a job was put back", extra={"fields": {"job": job, "by": name}})

    while not stop.is_set():
        if time.monotonic() - looked >= WATCH_SECONDS:
            looked = time.monotonic()
            watch()
        claimed = claim(database, name)
        if claimed is None:
            stop.wait(IDLE_SECONDS)
            continue
        job, hold = claimed
        _LOG.info("job begun", extra={"fields": {"job": job.id, "kind": job.kind, "attempt": job.attempt}})
        attend(hold, stop, meanwhile=watch)
