"""Keys as text: ``rr_live_<id>_<secret>``.

The prefix lets scanners for leaked secrets find them. The secret has 256 random bits, so that a plain hash keeps it:
there is nothing to guess that a slow hash would slow down.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

PREFIX = "rr_live_"
_TOKEN = re.compile(r"rr_live_([0-9a-f]{12})_([0-9A-Za-z_-]{43})")


@dataclass(frozen=True)
class Token:
    """A key's id and its secret. Shown once, when it is made."""

    id: str
    secret: str

    @property
    def text(self) -> str:
        """What a caller sends."""
        return f"{PREFIX}{self.id}_{self.secret}"

    @property
    def secret_hash(self) -> str:
        """What is stored of the secret."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def matches(self, stored: str) -> bool:
        """Whether the stored hash is of this secret; takes as long for a wrong one."""
        return hmac.compare_digest(self.secret_hash, stored)


def new_token() -> Token:
    """A key that nobody had before."""
    return Token(secrets.token_hex(6), secrets.token_urlsafe(32))


def read_token(text: str) -> Token | None:
    """The key in a text; None when it is not one."""
    found = _TOKEN.fullmatch(text)
    return Token(found[1], found[2]) if found else None
