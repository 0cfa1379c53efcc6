"""A sign-in that has been sent to the provider and has not come back, kept by the browser that began it."""

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest
from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field, ValidationError

from api.users import cookies
from models.base import Noun

NAME: Final = "-sso"
"""What the cookie's name has more than that of the session."""
SECONDS: Final = 600
"""For how long somebody may be busy at the provider."""
LONGEST: Final = 4000
"""A cookie's value, so that browsers keep it."""


class Pending(Noun):
    """The secrets of one sign-in: what comes back has to fit all of them."""

    state: str
    nonce: str
    verifier: str
    """Of which the provider was told a hash (PKCE)."""
    next: Annotated[str, Field(max_length=2000)]
    """Where to go afterwards."""

    def is_of(self, state: str) -> bool:
        """Whether an answer with this state belongs to it."""
        return compare_digest(self.state.encode(), state.encode())


def begun(wanted: str) -> Pending:
    """A new sign-in, of 256 random bits each."""
    return Pending(
        state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48),
        next=wanted,
    )  # fmt: skip


def keep(response: Response, request: Request, pending: Pending) -> None:
    """Have the browser keep it until it comes back."""
    content = urlsafe_b64encode(pending.model_dump_json().encode()).decode()
    cookies.put(response, request, content, seconds=SECONDS, more=NAME)


def kept(request: Request) -> Pending | None:
    """The one that the browser keeps; None for none, or for what is no such thing."""
    content = cookies.secret_in(request, more=NAME) or ""
    try:
        return Pending.model_validate_json(urlsafe_b64decode(content.encode())) if content else None
    except (ValidationError, binascii.Error):
        return None


def forget(response: Response, request: Request) -> None:
    """Have the browser forget it: each is good for one answer."""
    cookies.drop(response, request, more=NAME)
