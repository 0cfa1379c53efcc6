"""The process of one worker that a server started; it ends with the server."""

import os
import threading
import time

from api.commands.interrupt import stop_on_signal
from api.http.logs import log_to_stderr
from api.jobs.worker import work
from api.storage.database import Database

FOLLOW_SECONDS = 0.5


def main() -> None:
    """Take jobs under the name that the server gave, until told to end or the server is gone."""
    database = Database(os.environ["RADROSTER_DATABASE_URL"])
    log_to_stderr()
    with stop_on_signal() as stop:
        follower = threading.Thread(
            target=_follow, args=(int(os.environ["RADROSTER_WORKER_PARENT"]), stop), daemon=True
        )
        follower.start()
        work(database, stop, owner=os.environ["RADROSTER_WORKER_OWNER"])
    database.close()


def _follow(server: int, stop: threading.Event) -> None:
    while os.getppid() == server:
        time.sleep(FOLLOW_SECONDS)
    stop.set()
