"""The cookie of a session: out of reach for scripts, and sent along by our own pages alone.

Over HTTPS its name begins with ``__Host-``, which browsers take only from the very host, for all of its paths, and
secure. Which of both a connection is, the server knows, or a proxy before it says by ``X-Forwarded-Proto``.
"""

from fastapi import Request, Response

NAME, SECURE_NAME = "radroster", "__Host-radroster"


def secret_in(request: Request, *, more: str = "") -> str | None:
    """The session's secret that a request carries; of another cookie of ours, whose name has `more`."""
    return request.cookies.get(_name(request) + more)


def put(response: Response, request: Request, secret: str, *, seconds: int, more: str = "") -> None:
    """Have the browser keep a secret."""
    response.set_cookie(
        _name(request) + more, secret, max_age=seconds, path="/", secure=_is_secure(request), httponly=True,
        samesite="lax",
    )  # fmt: skip


def drop(response: Response, request: Request, *, more: str = "") -> None:
    """Have the browser forget it."""
    name, secure = _name(request) + more, _is_secure(request)
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")


def _name(request: Request) -> str:
    return SECURE_NAME if _is_secure(request) else NAME


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
