"""Ids of rows: unguessable, and in the order in which they were made."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: digits and letters that nobody confuses, in the order of their bytes."""
_TIME_BITS, _RANDOM_BITS = 48, 80


def new_id(kind: str) -> str:
    """``ros_`` and 26 characters: milliseconds since 1970, then 80 random bits."""
    number = (time.time_ns() // 10**6 % (1 << _TIME_BITS)) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return f"{kind}_" + "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -5, -5))
