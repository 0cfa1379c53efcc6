"""JSON as text: what every document owes before its fields are looked at."""

import json

from models.errors import FormatError


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
