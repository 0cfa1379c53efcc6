"""Token buckets: how much somebody may do at once, and how soon again.

They are kept in the memory of one process, which is all that answers requests of one `radroster serve`; a second one on
the same database counts for itself.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from math import ceil

from api.errors import ServiceError

MOST = 100_000
"""Buckets kept; beyond that the ones not used for longest are forgotten, and so are full again."""


class TooManyError(ServiceError):
    """Somebody does more than is let through; raised before anything else is done."""

    status, kind, title = HTTPStatus.TOO_MANY_REQUESTS, "too-many", "Too many"

    def __init__(self, problem: str, *, seconds: float) -> None:
        whole = max(1, ceil(seconds))
        super().__init__(problem, f"Come back in {whole} s.", headers={"Retry-After": str(whole)})


class Buckets:
    """One bucket for each name: full at first, emptied by one for each thing done, and filled with time."""

    def __init__(self, *, size: int, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.size, self.per_second, self._clock = size, per_minute / 60, clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str) -> float:
        """Take one out of a bucket; answers 0, or the seconds until there is one to take."""
        with self._lock:
            level = self._level(name)
            if level < 1:
                return (1 - level) / self.per_second
            self._keep(name, level - 1)
            return 0

    def give_back(self, name: str) -> None:
        """Put one back that was not needed."""
        with self._lock:
            self._keep(name, min(self.size, self._level(name) + 1))

    def require(self, name: str, problem: str) -> None:
        """Take one, or raise `TooManyError`."""
        seconds = self.take(name)
        if seconds:
            raise TooManyError(problem, seconds=seconds)

    def _level(self, name: str) -> float:
        level, at = self._held.get(name, (float(self.size), self._clock()))
        return min(self.size, level + (self._clock() - at) * self.per_second)

    def _keep(self, name: str, level: float) -> None:
        self._held[name] = level, self._clock()
        self._held.move_to_end(name)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
