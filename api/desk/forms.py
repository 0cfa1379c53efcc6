"""Forms as pages send them, files among them: read strictly, and fields left empty count as absent."""

from collections.abc import Mapping
from email import policy
from email.parser import BytesParser
from typing import Generic, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ValidationError

from models.errors import InputError

M = TypeVar("M", bound=BaseModel)
MOST_FIELDS = 50
MULTIPART = "multipart/form-data"
"""How browsers send a form that has a file."""


class FormBody(Generic[M]):
    """A dependency that answers a form as a model: ``Annotated[Order, Depends(FormBody(Order))]``.

    A file is a field like others: the text in it.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model

    async def __call__(self, request: Request) -> M:
        """The form; raises `InputError` naming the field that does not fit."""
        return read_form(self.model, await request.body(), request.headers.get("content-type", ""))


def read_form(model: type[M], content: bytes, content_type: str = "") -> M:
    """The model in a form; what was sent is never repeated in an error."""
    try:
        multipart = content_type.lower().startswith(MULTIPART)
        fields = _parts(content, content_type) if multipart else _pairs(content)
    except ValueError as error:
        raise InputError("the form", "cannot be read.", "Go back, and send it again.") from error
    try:
        return model.model_validate_strings({name: text for name, text in fields if text})
    except ValidationError as error:
        raise _refusal(error) from error


def filled(model: type[M], fields: Mapping[str, object]) -> M:
    """The model of what a form came to; raises `InputError` naming the field that does not fit."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise _refusal(error) from error


def _refusal(error: ValidationError) -> InputError:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"])) or "the form"
    return InputError(place, f"{first['msg'].removeprefix('Value error, ')}.", "Go back, and correct it.")


def _pairs(content: bytes) -> list[tuple[str, str]]:
    return parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")


def _parts(content: bytes, content_type: str) -> list[tuple[str, str]]:
    """Name and text of each part; raises `ValueError` where it is not whole, or not UTF-8."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=policy.HTTP).parsebytes(head + content)
    parts = [part for part in message.iter_parts() if not part.is_multipart()] if message.is_multipart() else []
    if message.defects or not 0 < len(parts) <= MOST_FIELDS:
        raise ValueError(content_type)
    found = []
    for part in parts:
        text = part.get_payload(decode=True)
        if isinstance(text, bytes):
            found.append((str(part.get_param("name", header="content-disposition")), text.decode("utf-8")))
    return found
