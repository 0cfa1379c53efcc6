"""JSON as text: what every document owes before its fields are looked at, and reading it as a model."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from models.errors import FormatError

M = TypeVar("M", bound=BaseModel)


def read_json(model: type[M], text: str | bytes, source: str, *, advice: str = "") -> M:
    """JSON as a model; raises `FormatError` for broken JSON and for fields that do not fit, naming their places."""
    refuse_broken_json(text, source)
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise FormatError(source, _first_mistakes(error), advice) from error


def refuse_broken_json(text: str | bytes, source: str) -> None:
    """Raise `FormatError` for text that is not JSON, or in which one object has a key twice.

    Readers keep the last of two values, and people look at the first.
    """
    try:
        json.loads(text, object_pairs_hook=_without_twins)
    except (ValueError, RecursionError) as error:
        raise FormatError(source, f"not valid JSON: {error}.", "Export it again, or check the named place.") from error


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        message = f"the key {twin!r} stands twice in one object"
        raise ValueError(message)
    return found


def _first_mistakes(error: ValidationError, most: int = 5) -> str:
    lines = []
    for mistake in error.errors(include_url=False, include_input=False)[:most]:
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in mistake["loc"]).lstrip(".")
        lines.append(f"{place or 'document'}: {mistake['msg'].removeprefix('Value error, ')}")
    more = error.error_count() - most
    return "; ".join(lines) + (f"; and {more} more" if more > 0 else "") + "."
