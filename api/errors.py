"""The errors of the service, each with the HTTP status that it is answered with.

::

    RadrosterError
    ├── InputError                422  (models.errors)
    └── ServiceError
        ├── UnauthenticatedError  401  neither key nor session, or not one that is known
        ├── ForbiddenError        403  the key's roles do not allow it
        ├── NotFoundError         404  nothing there, or nothing that the caller may know of
        ├── ConflictError         409  the thing is in a state in which this cannot be done
        ├── VersionConflictError  412  somebody else changed it since the caller read it
        ├── KeyReusedError        422  an idempotency key that came with another request before
        ├── MissingVersionError   428  a change of something that exists without If-Match
        ├── MissingExtraError     501  needs a package that is not installed here
        └── BusyError             503  come back in a moment
"""

from http import HTTPStatus
from typing import ClassVar

from models.errors import RadrosterError


class ServiceError(RadrosterError):
    """What a request is refused with: `problem` says why, `advice` what to do about it."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    kind: ClassVar[str]
    """Last part of the problem's type."""
    title: ClassVar[str]

    def __init__(self, problem: str, advice: str = "", *, headers: dict[str, str] | None = None) -> None:
        self.problem, self.advice, self.headers = problem, advice, headers or {}
        super().__init__(f"{problem} {advice}".strip())


class UnauthenticatedError(ServiceError):
    """Neither key nor session came with the request, or one that is not known."""

    status, kind, title = HTTPStatus.UNAUTHORIZED, "unauthenticated", "A key or a sign-in is needed"

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(problem, advice, headers={"WWW-Authenticate": "Bearer"})


class ForbiddenError(ServiceError):
    """The caller is known and may not do this; raised by the guard of a route or by a service."""

    status, kind, title = HTTPStatus.FORBIDDEN, "forbidden", "Not allowed"


class NotFoundError(ServiceError):
    """Nothing of that id; raised alike for what the caller may not know of."""

    status, kind, title = HTTPStatus.NOT_FOUND, "not-found", "Not found"

    @classmethod
    def of(cls, kind: str, key: str) -> "NotFoundError":
        """The error for a thing of that kind and id."""
        return cls(f"There is no {kind} {key!r}.")


class ConflictError(ServiceError):
    """The thing is in a state in which this cannot be done."""

    status, kind, title = HTTPStatus.CONFLICT, "conflict", "Not possible in this state"


class VersionConflictError(ServiceError):
    """The thing has another version than the caller thinks; raised before anything is written."""

    status, kind, title = HTTPStatus.PRECONDITION_FAILED, "version-conflict", "Changed by somebody else"


class KeyReusedError(ServiceError):
    """The same idempotency key came with another request before."""

    status, kind, title = HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency-key-reused", "Idempotency key reused"


class MissingVersionError(ServiceError):
    """Something that exists is to be changed, and the request does not say which version of it."""

    status, kind, title = HTTPStatus.PRECONDITION_REQUIRED, "version-required", "The version is needed"


class MissingExtraError(ServiceError):
    """It needs a package that comes with an extra, and the extra is not installed here."""

    status, kind, title = HTTPStatus.NOT_IMPLEMENTED, "not-installed", "Not installed here"

    @classmethod
    def of(cls, extra: str, problem: str) -> "MissingExtraError":
        """The error for an extra of that name."""
        return cls(problem, f'Install the extra: pip install "radroster[{extra}]".')


class BusyError(ServiceError):
    """The service cannot do it just now and will be able to."""

    status, kind, title = HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Busy"

    def __init__(self, problem: str, advice: str = "", *, seconds: int = 2) -> None:
        super().__init__(problem, advice, headers={"Retry-After": str(seconds)})
