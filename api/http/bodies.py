"""Request bodies: JSON read strictly, without keys that stand twice, and never repeated in an error."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, JsonValue

from models.json_text import read_json

M = TypeVar("M", bound=BaseModel)
SOURCE = "body"


class JsonBody(Generic[M]):
    """A dependency that answers the body as a model: ``Annotated[Order, Depends(JsonBody(Order, example))]``.

    FastAPI's own bodies are checked as Python objects, for which strict models refuse dates written as text.
    """

    def __init__(self, model: type[M], example: JsonValue) -> None:
        self.model, self.example = model, example

    async def __call__(self, request: Request) -> M:
        """The body; raises `FormatError` where it does not fit."""
        return read_json(self.model, await request.body(), SOURCE)


class DocumentBody:
    """A dependency that answers the body as it came, for documents that have a reader of their own."""

    def __init__(self, model: type[BaseModel], example: JsonValue) -> None:
        self.model, self.example = model, example

    async def __call__(self, request: Request) -> bytes:
        """The body's bytes."""
        return await request.body()


class FileBody:
    """A dependency that answers the bytes of a body that is no JSON document: lines, a table, a file.

    `examples` has a text for each media type that is understood; what a body is, its content tells.
    """

    def __init__(self, examples: Mapping[str, str]) -> None:
        self.examples = examples

    async def __call__(self, request: Request) -> bytes:
        """The body's bytes."""
        return await request.body()
