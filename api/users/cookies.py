"""The cookie of a session: out of reach for scripts, and sent along by our own pages alone.

Over HTTPS its name begins with ``__Host-``, which browsers take only from the very host, for all of its paths, and
secure. Which of both a connection is, the server knows, or a proxy before it says by ``X-Forwarded-Proto``.
"""

from fastapi import Request, Response

NAME, SECURE_NAME = "radroster", "__Host-radroster"


def secret_in(request: Request) -> str | None:
    """The session's secret that a request carries."""
    return request.cookies.get(_name(request))


def put(response: Response, request: Request, secret: str, *, seconds: int) -> None:
    """Have the browser keep a secret."""
    response.set_cookie(
        _name(request), secret, max_age=seconds, path="/", secure=_is_secure(request), httponly=True, samesite="lax"
    )


def drop(response: Response, request: Request) -> None:
    """Have the browser forget it."""
    response.delete_cookie(_name(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax")


def _name(request: Request) -> str:
    return SECURE_NAME if _is_secure(request) else NAME


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
