"""Tables of feeds and of the events in them."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class FeedRow(Table):
    """A feed: whose it is, and everything of its address but the secret, of which only a hash is kept."""

    __tablename__ = "feeds"
    __table_args__ = (UniqueConstraint("secret_hash"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    person: Mapped[str]
    """Empty for the feed of an area."""
    label: Mapped[str]
    secret_hash: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    revoked_at: Mapped[dt.datetime | None]
    last_fetched_at: Mapped[dt.datetime | None]
    area: Mapped[str | None]
    open_shifts: Mapped[bool]
    """Of what is open in the area, or in the department when there is none, rather than of who works there."""


class FeedEventRow(Table):
    """An event of a person's calendar, over all versions of all rosters (`api.exchange.event_ledger.DutyEvent`)."""

    __tablename__ = "feed_events"
    __table_args__ = (
        Index("ix_feed_events_department_person", "department", "person"),
        Index("ix_feed_events_department_area", "department", "area"),
        Index("ix_feed_events_department_date", "department", "date"),
    )

    uid: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    roster: Mapped[str] = mapped_column(ForeignKey("rosters.id"), index=True)
    """The roster that last had the duty; its department says what shift and area are called."""
    person: Mapped[str]
    date: Mapped[dt.date]
    shift: Mapped[str]
    area: Mapped[str]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    sequence: Mapped[int]
    made_at: Mapped[dt.datetime]
    cancelled: Mapped[bool]


class OpenEventRow(Table):
    """An event of a duty that is or was open, in whichever roster (`api.exchange.event_ledger.OpenEvent`)."""

    __tablename__ = "open_events"
    __table_args__ = (Index("ix_open_events_department_date", "department", "date"),)

    uid: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    roster: Mapped[str] = mapped_column(ForeignKey("rosters.id"), index=True)
    """The roster in which it was last open."""
    date: Mapped[dt.date]
    shift: Mapped[str]
    area: Mapped[str]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    minutes: Mapped[int]
    people: Mapped[int | None]
    note: Mapped[str]
    sequence: Mapped[int]
    made_at: Mapped[dt.datetime]
    cancelled: Mapped[bool]
