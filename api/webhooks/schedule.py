"""When a message is tried again, and when an address is given up."""

import datetime as dt
import random

DELAYS = tuple(
    dt.timedelta(seconds=seconds)
    for seconds in (1, 5, 30, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
)
"""From one attempt to the next; after them all, nearly three days, the message is given up."""
JITTER = 0.2
"""Each delay is up to this share shorter or longer, so that many messages do not come back at the same moment."""
LONGEST_WISH = dt.timedelta(hours=24)
"""The most that a receiver's Retry-After is heeded for."""
DISABLED_AFTER = dt.timedelta(days=5)
"""An address at which nothing has arrived for so long is disabled."""
_DICE = random.SystemRandom()


def delay(attempts: int, wished: int | None = None) -> dt.timedelta | None:
    """How long to wait after so many failed attempts; None when it is given up.

    `wished` are the seconds that the receiver asks to be left alone for.
    """
    if attempts > len(DELAYS):
        return None
    planned = DELAYS[attempts - 1] * _DICE.uniform(1 - JITTER, 1 + JITTER)
    asked = min(dt.timedelta(seconds=wished or 0), LONGEST_WISH)
    return max(planned, asked)
