"""Attending to one attempt at a job: starts its process, says that it lives, and ends it when somebody wants that."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from api.jobs.ending import settle
from api.jobs.handlers import handlers, work_of
from api.jobs.hold import Hold, LostHoldError
from api.jobs.schemas import JobState
from api.storage.database import patient
from models.errors import RadrosterError

_LOG = logging.getLogger("radroster.jobs")
BEAT_SECONDS = 1.0
PREPARE_SECONDS = 2.0
"""How often what is kept is made ready for the end of the job."""
LOOK_SECONDS = 0.05
"""How often is looked whether the job is to end: the longest that a cancelled one goes on, but for killing it."""
MOST_DEATHS = 5
"""After so many attempts that died by themselves the next one would, too; ends of servers and workers are none."""
RUNNER = "from scheduler.search.light import without_pandas; without_pandas(); from api.jobs.runner import main; main()"


def attend(hold: Hold, stop: threading.Event, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Have the attempt run to its end; `meanwhile` is called with each beat. `stop` gives the job back."""
    over = threading.Event()
    preparing = threading.Thread(target=_prepare, args=(hold, over), daemon=True)
    preparing.start()
    try:
        reason, code = _run(hold, stop, meanwhile)
        over.set()
        if reason == "stopped":
            hold.give_back()
        elif reason == "cancelled":
            settle(hold, JobState.CANCELLED)
        elif reason == "died":
            _bury(hold, code)
    except LostHoldError:
        _LOG.info("the job was another's by then", extra={"fields": {"job": hold.job, "attempt": hold.attempt}})
    finally:
        over.set()
        preparing.join()


def _run(hold: Hold, stop: threading.Event, meanwhile: Callable[[], None]) -> tuple[str, int]:
    """Why the attempt is over, and its exit code."""
    process = _start(hold)
    try:
        reason = _until_over(hold, process, stop, meanwhile)
    finally:
        process.kill()
        code = process.wait()
    return reason, code


def _start(hold: Hold) -> subprocess.Popen[bytes]:
    order = {
        "url": hold.database.url, "job": hold.job, "owner": hold.owner, "attempt": hold.attempt,
        "attendant": os.getpid(),
    }  # fmt: skip
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with tempfile.TemporaryFile() as file:  # the URL may hold a password, which arguments would show to everybody
        file.write(json.dumps(order).encode())
        file.seek(0)
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", RUNNER], stdin=file, stdout=subprocess.DEVNULL, env=environment, process_group=0
        )


def _prepare(hold: Hold, over: threading.Event) -> None:
    """Make ready for the end, now and then: cancelling a job is not to wait for what can be done beforehand."""
    while not over.wait(PREPARE_SECONDS):
        with patient(_LOG), suppress(RadrosterError):  # what is wrong with it shows at the end
            work = work_of(hold)
            handlers()[work.job.kind].prepare(work)


def _until_over(
    hold: Hold, process: subprocess.Popen[bytes], stop: threading.Event, meanwhile: Callable[[], None]
) -> str:
    """Why the attempt is over: ``done``, ``died``, ``cancelled`` or ``stopped``. Raises `LostHoldError`."""
    beaten = time.monotonic()
    while process.poll() is None:
        if stop.wait(LOOK_SECONDS):
            return "stopped"
        with patient(_LOG):
            if hold.cancelling():
                return "cancelled"
            if time.monotonic() - beaten >= BEAT_SECONDS:
                hold.beat()
                beaten = time.monotonic()
                meanwhile()
    return "died" if process.returncode else "done"


def _bury(hold: Hold, code: int) -> None:
    """An attempt that died by itself: begun anew unless that has happened too often."""
    told = f"its process died (exit code {code}; -9 often means that memory ran out)"
    _LOG.error("an attempt died", extra={"fields": {"job": hold.job, "attempt": hold.attempt, "code": code}})
    if hold.deaths() + 1 >= MOST_DEATHS:
        settle(hold, JobState.FAILED, error=f"{told}, for the {MOST_DEATHS}th time")
    else:
        hold.give_back(told, code=code)
