"""The process in which one attempt at a job runs: it can be ended at any time, and takes nothing with it.

Started by an attendant with the order on standard input. It ends with its attendant.
"""

import json
import os
import sys
import threading
import time

from api.jobs.ending import settle
from api.jobs.handlers import handlers, work_of
from api.jobs.hold import Hold, LostHoldError
from api.jobs.schemas import JobState
from api.storage.database import Database
from models.errors import InputError, RadrosterError

FOLLOW_SECONDS = 0.5
NICE = 10
"""How much less an attempt, and the solvers that it starts, count for a processor than the server and its workers:
they take what is left, and an answer does not wait for them."""
LOST = 3
"""Exit code of an attempt that noticed that the job is no longer its own."""


def main() -> None:
    """Run the attempt that standard input names."""
    os.nice(NICE)
    order = json.load(sys.stdin)
    threading.Thread(target=_follow, args=(order["attendant"],), daemon=True).start()
    database = Database(order["url"])
    hold = Hold(database, order["job"], order["owner"], order["attempt"])
    try:
        run(hold)
    except LostHoldError:
        os._exit(LOST)
    os._exit(0)  # solver threads that still wind down are not waited for


def run(hold: Hold) -> None:
    """Do the job and end it; wrong input ends it as failed, with the reason."""
    work = work_of(hold)
    try:
        result = handlers()[work.job.kind].run(work)
        settle(hold, JobState.SUCCEEDED, result=result)
    except InputError as error:
        settle(hold, JobState.FAILED, error=str(error))
    except RadrosterError as error:
        settle(hold, JobState.FAILED, error=f"radroster itself is wrong: {error}")


def _follow(attendant: int) -> None:
    while os.getppid() == attendant:
        time.sleep(FOLLOW_SECONDS)
    os._exit(1)
