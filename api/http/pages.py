"""Lists in pages: each page ends with a cursor from which the next one goes on."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from models.base import Noun
from models.errors import InputError

T = TypeVar("T")
MOST = 200
MOST_NUMBER = 2**31 - 1
"""The largest number of a version or an event."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items on a page.")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before.")]


class Page(Noun, Generic[T]):
    """Some items, and where the rest begins."""

    items: tuple[T, ...]
    next: str | None = None
    """Cursor of the next page; absent on the last one."""


def page_of(found: Sequence[T], *, limit: int, key: Callable[[T], str]) -> Page[T]:
    """A page of what was found for `limit` + 1 items: the one too many says that there is more."""
    items = tuple(found[:limit])
    more = len(found) > limit
    return Page(items=items, next=_write(key(items[-1])) if more else None)


def after(cursor: str | None) -> str:
    """The key behind a cursor, empty for the first page; raises `InputError` for one that was made up."""
    if not cursor:
        return ""
    try:
        return base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise InputError("cursor", "is not one of this service.", "Send `next` of the page before.") from error


def after_number(cursor: str | None) -> int | None:
    """The number behind a cursor of a list in order of numbers; None for the first page."""
    key = after(cursor)
    if key and not (key.isascii() and key.isdecimal() and len(key) < len(str(MOST_NUMBER))):
        raise InputError("cursor", "is not one of this list.", "Send `next` of the page before.")
    return int(key) if key else None


def _write(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()
