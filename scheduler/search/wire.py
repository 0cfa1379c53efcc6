"""Messages between the supervisor and its workers: one JSON line each, rosters as base64; nothing is unpickled."""

import base64
import json
import queue
import threading
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from scheduler.problem import Grid

Message = dict[str, Any]


def send(connection: Connection, message: Message) -> None:
    """Send a message; a peer that is gone is no error, since the supervisor notices by itself."""
    try:
        connection.send_bytes(json.dumps(message).encode())
    except (BrokenPipeError, OSError):
        return


class Outbox:
    """Sends from a thread of its own, so that a peer that does not read holds nobody up.

    Of messages that the peer has not taken yet only the last one is kept: each replaces the one before it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: queue.Queue[Message | None] = queue.Queue(maxsize=1)
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def put(self, message: Message | None) -> None:
        """Leave a message to be sent; returns at once."""
        with self._lock:
            while not self._waiting.empty():
                try:
                    self._waiting.get_nowait()
                except queue.Empty:
                    break
            self._waiting.put(message)

    def close(self) -> None:
        """Send nothing more, and close the connection; the peer must be gone, or a message to it may be stuck."""
        self.put(None)
        self._thread.join()
        self._connection.close()

    def _carry(self) -> None:
        while (message := self._waiting.get()) is not None:
            send(self._connection, message)


def receive(connection: Connection) -> Message | None:
    """The next message that has arrived, or None; raises `EOFError` when the peer is gone."""
    if not connection.poll():
        return None
    message: Message = json.loads(connection.recv_bytes())
    return message


def pack(grid: Grid) -> Message:
    """A grid for a message."""
    return {"shape": list(grid.shape), "cells": base64.b64encode(np.ascontiguousarray(grid).tobytes()).decode()}


def unpack(packed: Message) -> Grid:
    """The grid of a message."""
    cells = np.frombuffer(base64.b64decode(packed["cells"]), dtype=np.int16)
    return cells.reshape(packed["shape"]).copy()
