"""Whether a request comes from a page of this service: the defence against pages elsewhere that use our cookies.

Browsers say it by ``Sec-Fetch-Site``, and older ones by ``Origin`` (W3C Fetch Metadata; RFC 6454). No page can forge
either, and forms without scripts send them too, so that no token has to be carried along.
"""

from urllib.parse import urlsplit

from starlette.requests import Request

from api.errors import ForbiddenError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, 9.2.1)."""
_OURS = frozenset({"same-origin", "none"})
"""From a page of ours, or typed by the user."""


def from_elsewhere(request: Request) -> bool | None:
    """Whether a page of somebody else's sent the request; None when no browser says."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site.lower() not in _OURS
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    return None


def require_ours(request: Request) -> None:
    """Raise `ForbiddenError` for a change that a cookie alone vouches for, unless a page of ours asks for it."""
    if request.method not in SAFE and from_elsewhere(request) is not False:
        told = "A change by cookie has to come from a page of this service, and the browser does not say so."
        raise ForbiddenError(told, "Send Origin or Sec-Fetch-Site, or use a key.")


def refuse_elsewhere(request: Request) -> None:
    """Raise `ForbiddenError` when a page elsewhere sent the request; programs, which say nothing, may go on."""
    if from_elsewhere(request):
        raise ForbiddenError("A page of somebody else's sent this.", "Sign in at this service's own page.")
