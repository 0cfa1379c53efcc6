"""Versions in HTTP: an ETag on what is read, If-Match on what is changed (RFC 9110, section 13)."""

import re
from typing import Annotated

from fastapi import Header, Query

from models.errors import InputError

IfMatch = Annotated[
    str | None,
    Header(description='The ETag of the version that the change is made from, such as `"3"`.', examples=['"3"']),
]
Version = Annotated[int | None, Query(ge=1, le=10**9, description="A version; the newest when absent.")]
_TAG = re.compile(r'"(\d{1,9})"')


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'


def expected_version(if_match: str | None) -> int | None:
    """The version that a header names; None without a header. Raises `InputError` for one that is no ETag of ours."""
    if if_match is None:
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise InputError("If-Match", "is not an ETag of this service.", 'Send the ETag of the last answer, as "3".')
    return int(found[1])
