"""What the routes of feeds take and give."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from models.base import Noun

Id = Annotated[str, Field(min_length=1, max_length=200)]


class NewFeed(Noun):
    """A feed that is asked for."""

    department: Id
    person: Id | None = None
    area: Id | None = None
    """Of a person's duties, or of everybody's in an area: one of the two."""
    open_shifts: bool = False
    """Of what is open in the area instead; in the whole department when none is named."""
    label: Annotated[str, Field(max_length=200)] = ""
    """For people: the device, say."""


class Feed(Noun):
    """A feed, without its address."""

    id: str
    department: str
    person: str | None = None
    area: str | None = None
    open_shifts: bool = False
    label: str
    made_at: AwareDatetime
    made_by: str
    revoked_at: AwareDatetime | None = None
    last_fetched_at: AwareDatetime | None = None
    """When a calendar last asked for it, to the minute."""


class MadeFeed(Noun):
    """A feed that was just made; the only time that its address is shown."""

    feed: Feed
    path: str
    """The address at this service; whoever has it can read the feed."""
    url: str
    webcal: str
    """The same with the scheme that calendars subscribe to, where a browser would take a copy."""
    qr: str
    """The same as a QR code for a phone's camera: an SVG picture."""
