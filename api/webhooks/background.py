"""The courier runs beside the server."""

import threading

from api.settings import Settings
from api.storage.database import Database
from api.webhooks.addresses import networks
from api.webhooks.courier import Courier


def run(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Deliver messages until `stop`."""
    Courier(database, networks(settings.webhook_networks)).run(stop)
