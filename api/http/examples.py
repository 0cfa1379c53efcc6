"""Examples for the OpenAPI document, so that every operation shows what goes in and what comes out."""

from typing import Any

from pydantic import JsonValue


def shows(status: int, example: JsonValue, *, described: str = "Done", headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - what FastAPI's `responses` takes
    """``responses`` of an operation: its answer by an example, and the headers that come with it."""
    told: dict[str, Any] = {"description": described, "content": {"application/json": {"example": example}}}
    if headers:
        told["headers"] = {name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()}
    return {status: told}


def shows_file(media_type: str, example: str, *, described: str) -> Any:  # noqa: ANN401 - what FastAPI's `responses` takes
    """``responses`` of an operation that answers a file."""
    return {200: {"description": described, "content": {media_type: {"example": example}}}}


ETAG = {"ETag": "The version, to be sent as If-Match with the next change."}
PROBLEM: JsonValue = {
    "type": "urn:radroster:problem:not-found",
    "title": "Not found",
    "status": 404,
    "detail": "There is no department 'riverside'.",
    "request_id": "req_01m86p485v5c3tpt3n137vr21p",
}
