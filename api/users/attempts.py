"""Wrong passwords of late: whoever guesses is slowed down."""

from collections.abc import Callable
from time import monotonic

from api.http.buckets import Buckets


class Attempts:
    """Wrong passwords of late, whether or not there is such a user.

    For one name from one address few are let through, so that nobody can keep others out of their own account from
    afar; for one name from anywhere a hundred, as NIST SP 800-63B-4 has it (3.2.2), and then one a minute.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.here = Buckets(size=10, per_minute=1, clock=clock)
        self.names = Buckets(size=100, per_minute=1, clock=clock)
        self.addresses = Buckets(size=30, per_minute=6, clock=clock)

    def begin(self, name: str, address: str) -> None:
        """Count an attempt as wrong for now; raises `TooManyError` after too many of them."""
        for buckets, counted in self._counted(name, address):
            buckets.require(counted, "There were too many wrong passwords.")

    def succeed(self, name: str, address: str) -> None:
        """It was right, and does not count."""
        for buckets, counted in self._counted(name, address):
            buckets.give_back(counted)

    def _counted(self, name: str, address: str) -> tuple[tuple[Buckets, str], ...]:
        return (self.addresses, address), (self.here, f"{address} {name}"), (self.names, name)
