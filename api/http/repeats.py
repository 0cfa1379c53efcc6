"""``Idempotency-Key``, after draft-ietf-httpapi-idempotency-key-header-07: expired, and what callers do anyway."""

from typing import Annotated

from fastapi import Depends, Header, Request

from api.audit.events import digest
from api.idempotency.once import Once
from models.errors import InputError

LONGEST = 255
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description="The same key with the same request again: done once, answered alike."),
]


async def _once(request: Request, key: Key = None) -> Once:
    if key is not None and not 0 < len(key) <= LONGEST:
        raise InputError("Idempotency-Key", f"has {len(key)} characters.", f"Send 1 to {LONGEST}, such as a UUID.")
    place = f"{request.method} {request.url.path}?{request.url.query}"
    asked = b"\n".join((place.encode(), await request.body()))
    return Once(key=key, fingerprint=digest(asked))


OnceOf = Annotated[Once, Depends(_once)]
