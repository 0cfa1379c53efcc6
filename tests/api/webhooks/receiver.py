"""A receiver of webhooks on a free port of this machine: answers what it is told to, and remembers what came."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

from tests.processes import wait_for


@dataclass(frozen=True)
class Arrived:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The ``webhook-id``."""
        return self.headers["webhook-id"]

    def read(self, secret: str) -> dict[str, Any]:
        """The message, its signature verified by the reference library."""
        found: dict[str, Any] = Webhook(secret).verify(self.body, self.headers)
        return found


@dataclass
class Receiver:
    """What a tiny server was sent, and what it answers next."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    """Statuses of the next answers; 204 once there are none left."""
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with each answer."""
    arrived: list[Arrived] = field(default_factory=list)

    def wait_for(self, number: int, *, seconds: float = 60) -> list[Arrived]:
        """What has come once it is so many, or after so many seconds."""
        wait_for(lambda: len(self.arrived) >= number, seconds=seconds)
        return self.arrived


@contextmanager
def receiving(*answers: int) -> Iterator[Receiver]:
    """A receiver that answers these statuses first."""
    receiver = Receiver(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.answers.pop(0) if receiver.answers else 204
            receiver.arrived.append(Arrived(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hooks?for=radroster"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
