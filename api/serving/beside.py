"""What features do beside the server: each in a thread of its own, begun again when it breaks."""

import logging
import threading
from typing import Protocol

from api.features import modules
from api.settings import Settings
from api.storage.database import Database

_LOG = logging.getLogger("radroster.background")
REST_SECONDS = 2.0
FAREWELL_SECONDS = 3.0


class Task(Protocol):
    """What a feature does beside the server (its module ``background``)."""

    def __call__(self, database: Database, settings: Settings, stop: threading.Event) -> None:
        """Go on until `stop`."""


class Background:
    """The threads of every feature that has something to do beside the server."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._stop = threading.Event()
        tasks: list[Task] = [module.run for module in modules("background")]
        self._threads = [
            threading.Thread(target=self._go_on, args=(task, database, settings), daemon=True) for task in tasks
        ]

    def start(self) -> None:
        """Begin all of them."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End them; one that does not end in time is let go with the process."""
        self._stop.set()
        for thread in self._threads:
            thread.join(FAREWELL_SECONDS)

    def _go_on(self, task: Task, database: Database, settings: Settings) -> None:
        while not self._stop.is_set():
            try:
                task(database, settings, self._stop)
            except Exception:  # noqa: BLE001 - whatever breaks a task ends neither the server nor the other tasks
                _LOG.exception("a task beside the server broke; it begins again")
                self._stop.wait(REST_SECONDS)
