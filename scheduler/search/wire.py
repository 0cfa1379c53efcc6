"""Messages between the supervisor and its workers: one JSON line each, rosters as base64; nothing is unpickled."""

import base64
import json
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
