"""Writes beside the server when calendars last asked."""

import threading

from api.feeds import fetches
from api.settings import Settings
from api.storage.database import Database

EVERY_SECONDS = 5.0


def run(database: Database, settings: Settings, stop: threading.Event) -> None:  # noqa: ARG001 - a task takes both
    """Go on until `stop`, and once more then."""
    while not stop.wait(EVERY_SECONDS):
        fetches.write(database)
    fetches.write(database)
