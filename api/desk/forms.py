"""Forms as pages send them: read strictly, and fields left empty count as absent."""

from typing import Generic, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ValidationError

from models.errors import InputError

M = TypeVar("M", bound=BaseModel)
MOST_FIELDS = 50


class FormBody(Generic[M]):
    """A dependency that answers a form as a model: ``Annotated[Order, Depends(FormBody(Order))]``."""

    def __init__(self, model: type[M]) -> None:
        self.model = model

    async def __call__(self, request: Request) -> M:
        """The form; raises `InputError` naming the field that does not fit."""
        return read_form(self.model, await request.body())


def read_form(model: type[M], content: bytes) -> M:
    """The model in a form; what was sent is never repeated in an error."""
    try:
        fields = parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise InputError("the form", "cannot be read.", "Go back, and send it again.") from error
    try:
        return model.model_validate_strings({name: text for name, text in fields if text})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the form"
        raise InputError(place, f"{first['msg'].removeprefix('Value error, ')}.", "Go back, and correct it.") from error
