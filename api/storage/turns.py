"""Who writes next: the threads of a process take turns in the order in which they came.

SQLite lets one writer in, and the others ask again and again, later each time: under load somebody who came first may
ask so seldom that it is refused after seconds, while those who came last get through.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """One turn at a time, first come, first served."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """A block that no other thread is in; raises `TimeoutError` when it does not come to it in time."""
        self._take(seconds)
        try:
            yield
        finally:
            with self._lock:
                self._pass_on()

    def _take(self, seconds: float) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return
        with self._lock:
            if mine in self._waiting:
                self._waiting.remove(mine)
            else:  # it came to this thread just now
                self._pass_on()
        raise TimeoutError(f"others wrote for {seconds:g} s")

    def _pass_on(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._taken = False
