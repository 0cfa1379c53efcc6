"""What this process has worked out before: a bounded number of values, those made first forgotten first."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Values by what they were made of, which must tell everything that they depend on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[K, V] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value, if it is remembered."""
        return self._known.get(key)

    def put(self, key: K, value: V) -> V:
        """Remember a value, and answer it."""
        with self._lock:
            while len(self._known) >= self._most and key not in self._known:
                del self._known[next(iter(self._known))]
            self._known[key] = value
        return value

    def get_or_make(self, key: K, make: Callable[[], V]) -> V:
        """The value, made now if it is not remembered; several threads that ask at once may each make it."""
        found = self._known.get(key)
        return self.put(key, make()) if found is None else found

    def forget(self) -> None:
        """Remember nothing any more."""
        with self._lock:
            self._known.clear()
