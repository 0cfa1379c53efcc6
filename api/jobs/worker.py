"""A worker: takes jobs from the queue, one after another, and looks after those of workers that died."""

import datetime as dt
import logging
import math
import threading
import time

from api.features import modules
from api.idempotency.once import forget
from api.jobs.attendant import attend
from api.jobs.handlers import handlers
from api.jobs.hold import claim
from api.jobs.owners import new_owner, surely_gone
from api.jobs.stalled import Watcher
from api.storage.database import Database, patient

_LOG = logging.getLogger("radroster.jobs")
IDLE_SECONDS = 0.25
WATCH_SECONDS = 1.0
TIDY_SECONDS = 3600.0


def tidy(database: Database) -> None:
    """Drop what is kept for a time only."""
    with database.write() as session:
        forget(session, now=dt.datetime.now(dt.UTC))


def _load() -> None:
    """What ends jobs, loaded beside the first claim: neither that, nor the first job to be cancelled, waits for it."""
    handlers()
    modules("reactions")


def work(database: Database, stop: threading.Event, *, owner: str | None = None) -> None:
    """Take jobs until `stop`, or until the server that gave the name is gone; the one at work is given back."""
    name, watcher = owner or new_owner(), Watcher(database)
    threading.Thread(target=_load, daemon=True).start()
    looked = tidied = -math.inf

    def watch() -> None:
        if surely_gone(name):  # its own job would be one of those, and be taken by the next to end
            return
        for job in watcher.look():
            _LOG.warning("a job was put back", extra={"fields": {"job": job, "by": name}})

    while not stop.is_set() and not surely_gone(name):
        with patient(_LOG):
            if time.monotonic() - looked >= WATCH_SECONDS:
                looked = time.monotonic()
                watch()
            if time.monotonic() - tidied >= TIDY_SECONDS:
                tidied = time.monotonic()
                tidy(database)
            claimed = claim(database, name)
            if claimed is not None:
                job, hold = claimed
                _LOG.info("job begun", extra={"fields": {"job": job.id, "kind": job.kind, "attempt": job.attempt}})
                attend(hold, stop, meanwhile=watch)
                continue
        stop.wait(IDLE_SECONDS)
