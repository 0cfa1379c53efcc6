"""Every error as one RFC 9457 problem; the only place where errors become HTTP statuses."""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import JsonValue
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.errors import BusyError, ServiceError
from models.base import Noun
from models.errors import InputError

TYPE = "urn:radroster:problem:"
MEDIA_TYPE = "application/problem+json"
_SHOWN = 10
_LOG = logging.getLogger("radroster.http")


class Mistake(Noun):
    """One thing that is wrong with a request."""

    place: str
    problem: str
    advice: str = ""


class Problem(Noun):
    """An error as RFC 9457 writes it."""

    type: str
    """``urn:radroster:problem:`` and a kind; programs tell errors apart by it."""
    title: str
    status: int
    detail: str = ""
    request_id: str = ""
    """Names the request in the service's log."""
    errors: tuple[Mistake, ...] = ()
    """What is wrong with the request's content, by place."""


PageOf = Callable[[Request, Problem, Mapping[str, str]], Response]
"""Makes a page of a problem and the headers that go with it."""


def shown_as_page(request: Request, page: PageOf) -> None:
    """Have whatever goes wrong with this request shown by a page: somebody looks at it, not a program."""
    request.state.problem_page = page


def install(app: FastAPI) -> None:
    """Answer every error of the app as a problem."""
    app.add_exception_handler(InputError, _input)
    app.add_exception_handler(ServiceError, _service)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(Exception, _unexpected)


def problem_response(
    request: Request,
    status: HTTPStatus,
    *,
    kind: str,
    title: str,
    detail: str = "",
    errors: tuple[Mistake, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem as a response; text that UTF-8 cannot carry is written in escapes."""
    problem = Problem(
        type=TYPE + kind, title=title, status=status, detail=_plain(detail), errors=errors,
        request_id=getattr(request.state, "request_id", ""),
    )  # fmt: skip
    page: PageOf | None = getattr(request.state, "problem_page", None)
    if page is not None:
        return page(request, problem, headers or {})
    content: dict[str, JsonValue] = problem.model_dump(mode="json")
    if not errors:
        del content["errors"]
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


async def _input(request: Request, error: Exception) -> Response:
    assert isinstance(error, InputError)  # noqa: S101 - registered for it
    mistake = Mistake(place=_plain(error.place), problem=_plain(error.problem), advice=_plain(error.advice))
    return problem_response(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, kind="invalid", title="Wrong input", detail=str(error),
        errors=(mistake,),
    )  # fmt: skip


async def _service(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)  # noqa: S101 - registered for it
    return problem_response(
        request, error.status, kind=error.kind, title=error.title, detail=str(error), headers=error.headers
    )


async def _validation(request: Request, error: Exception) -> Response:
    """Parameters that do not fit. What was sent is not repeated: it may be secret, or no valid text."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    found = error.errors()[:_SHOWN]
    mistakes = tuple(Mistake(place=_plain(".".join(map(str, one["loc"]))), problem=_plain(one["msg"])) for one in found)
    told = "; ".join(f"{one.place}: {one.problem}" for one in mistakes)
    return problem_response(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, kind="invalid", title="Wrong input", detail=told, errors=mistakes
    )


async def _http(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such path, no such method, a body too large."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    status = HTTPStatus(error.status_code)
    too_large = status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE  # whose name HTTP and Python have changed
    kind = "too-large" if too_large else status.phrase.lower().replace(" ", "-")
    told = "" if error.detail == status.phrase else error.detail
    if status is HTTPStatus.NOT_FOUND and not told:
        told = "There is nothing at this address. /v1/openapi.json lists every operation."
    headers = dict(error.headers or {})
    return problem_response(
        request, status, kind=kind, title="Too large" if too_large else status.phrase, detail=told, headers=headers
    )


async def _database(request: Request, error: Exception) -> Response:
    """A database that is locked, full or gone: nothing was committed, and later it may work."""
    assert isinstance(error, DBAPIError)  # noqa: S101 - registered for it
    if isinstance(error, DataError):
        return await _input(
            request, InputError("the request", "holds text or numbers that cannot be kept.", "Is there a NUL in it?")
        )
    if not isinstance(error, OperationalError):
        return await _unexpected(request, error)
    _LOG.warning("the database refused a transaction", extra={"reason": str(error.orig)})
    return await _service(request, BusyError("The database cannot take this just now; nothing was changed.", "Retry."))


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("unexpected error", exc_info=error)
    told = "The log of the service has the details, under this request's id."
    return problem_response(
        request, HTTPStatus.INTERNAL_SERVER_ERROR, kind="internal", title="Something is broken here", detail=told
    )
