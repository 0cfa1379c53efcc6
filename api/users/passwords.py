"""Passwords: which are taken, how they are kept, and how they are compared.

Length is all that is asked, after NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where nothing else is needed to
sign in, no rules of composition, and none of the words that everybody would try for this user.
"""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from models.errors import InputError

SHORTEST, LONGEST = 15, 1024
FEWEST_LETTERS = 5
"""Different characters; a password of fewer is a pattern."""
_HASHER = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each comparison takes 64 MiB; a crowd that signs in waits instead of filling the memory."""


def plain_name(name: str) -> str:
    """The name to sign in with, written in one way however it is typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def hashed(password: str, *, name: str, place: str) -> str:
    """What is kept of a new password; raises `InputError` for one that is easily guessed."""
    plain = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise InputError(place, f"has {len(plain)} characters.", f"Take {SHORTEST} to {LONGEST}: a few words, say.")
    folded = plain.casefold()
    tried_first = {"radroster", "password"} | ({name} if len(name) >= FEWEST_LETTERS else set())
    if len(set(folded)) < FEWEST_LETTERS or any(word in folded for word in tried_first):
        raise InputError(place, "is easily guessed.", "Take a few words that have nothing to do with you or with this.")
    with _AT_ONCE:
        return _HASHER.hash(plain)


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one that is kept; takes as long when there is none."""
    nobody = _of_nobody()
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or nobody, unicodedata.normalize("NFKC", password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def renewed(kept: str, password: str) -> str:
    """The hash of a password that was just found right, made anew if today's parameters are other ones."""
    if not _HASHER.check_needs_rehash(kept):
        return kept
    with _AT_ONCE:
        return _HASHER.hash(unicodedata.normalize("NFKC", password))


@cache
def _of_nobody() -> str:
    return _HASHER.hash("nobody has this password")
