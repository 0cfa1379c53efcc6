"""Processes that a test starts or kills, and waiting for what becomes of them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def wait_for(condition: Callable[[], T], *, seconds: float = 60) -> T:
    """What the condition answers once it is true, or after so many seconds in which it was not."""
    until = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def children(process: int) -> list[int]:
    """The processes that any thread of a process has started and that are still there."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for listed in threads for one in listed.read_text(encoding="utf-8").split()]


def alive(process: int) -> bool:
    """Whether a process is there and runs; one that nobody has waited for yet does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
