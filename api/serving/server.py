"""Running the service until it is told to end."""

import contextlib
import socket
import sys
from collections.abc import Iterator

from api.auth.service import make_first_key
from api.http.logs import log_to_stderr
from api.serving.beside import Background
from api.serving.crew import Crew
from api.settings import Settings
from api.storage.database import Database
from api.storage.migrate import migrate
from models.errors import InputError

GOODBYE_SECONDS = 5
"""Answers that take longer, such as streams of events, are cut off at the end."""


def run(settings: Settings) -> None:
    """Bring the database up to date, print a first key where there is none, and serve."""
    with _listening(settings) as listener, contextlib.closing(Database(settings.database_url)) as database:
        migrate(database)
        made = make_first_key(database)
        if made is not None:
            _say(f"First key, for an admin, shown this once: {made.token}")
        log_to_stderr()
        crew = Crew(database, workers=settings.workers)
        crew.start()
        beside = Background(database, settings)
        beside.start()
        try:
            _serve(settings, database, listener)
        finally:
            beside.stop()
            crew.stop()


def _serve(settings: Settings, database: Database, listener: socket.socket) -> None:
    """Answer until told to end. The web framework loads here, while the workers are on their way already."""
    import uvicorn

    from api.app import create_app

    app = create_app(settings, database)
    host, port = listener.getsockname()[:2]
    _say(f"Serving on http://{host}:{port}, workers: {settings.workers}")
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="on",
        timeout_graceful_shutdown=GOODBYE_SECONDS, timeout_keep_alive=30,
    )  # fmt: skip
    uvicorn.Server(config).run([listener])


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """The socket to serve on, taken before anything else is done."""
    try:
        listener = socket.create_server((settings.host, settings.port))
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise InputError(place, f"cannot be listened on: {error.strerror}.", "Name another --port.") from error
    with listener:
        # asyncio does this for sockets of its own making alone; without it answers wait 40 ms for the caller's ACK.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield listener


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
