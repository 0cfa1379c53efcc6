"""How often somebody may call: whoever is known by who it is, everybody else by address."""

import time
from collections.abc import Callable

from fastapi import Request

from api.http.addresses import address_of
from api.http.buckets import Buckets
from api.settings import Settings


class Rates:
    """Calls of late. Nobody waits before as many calls as a minute brings were made at once."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._callers = _buckets(settings.calls_per_minute, clock)
        self._strangers = _buckets(settings.anonymous_calls_per_minute, clock)
        self._feeds = _buckets(settings.feed_calls_per_minute, clock)

    def count_caller(self, caller: str) -> None:
        """Count a call of a key or a user; raises `TooManyError`."""
        _count(self._callers, caller, f"There were too many calls by {caller}.")

    def count_stranger(self, address: str) -> None:
        """Count a call by nobody who is known; raises `TooManyError`."""
        _count(self._strangers, address, "There were too many calls without a key from this address.")

    def count_feed(self, address: str) -> None:
        """Count a call for a calendar, of which a whole hospital may send many from one address; as the others."""
        _count(self._feeds, address, "There were too many calls for calendars from this address.")


def rates_of(request: Request) -> Rates:
    """The counts of the app that a request came to."""
    rates: Rates = request.app.state.rates
    return rates


async def count_stranger(request: Request) -> None:
    """A dependency of routes that anybody may call."""
    rates_of(request).count_stranger(address_of(request))


async def count_feed(request: Request) -> None:
    """A dependency of routes that calendars call."""
    rates_of(request).count_feed(address_of(request))


def _buckets(per_minute: int, clock: Callable[[], float]) -> Buckets | None:
    return Buckets(size=per_minute, per_minute=per_minute, clock=clock) if per_minute else None


def _count(buckets: Buckets | None, name: str, problem: str) -> None:
    if buckets is not None:
        buckets.require(name, problem)
