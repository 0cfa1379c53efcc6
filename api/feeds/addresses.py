"""The address of a feed in each form in which people take it to their calendar."""

from dataclasses import dataclass

import segno
from starlette.datastructures import URL


@dataclass(frozen=True, slots=True)
class Address:
    """Where a feed is read: whoever has it can read the feed, and it is shown once."""

    path: str
    """At this service."""
    url: str
    webcal: str
    """The same with the scheme that calendars subscribe to, where a browser would take a copy."""

    def code(self, **drawn: int | bool) -> str:
        """The address as a QR code for phones, an SVG picture; `drawn` are options of segno's."""
        return segno.make(self.webcal, micro=False).svg_inline(**drawn)


def address_at(base: URL, secret: str) -> Address:
    """The address of the feed with a secret, at the service that a request came to."""
    path = f"/feeds/{secret}.ics"
    url = base.replace(path=path)
    return Address(path, str(url), str(url.replace(scheme="webcal")))
