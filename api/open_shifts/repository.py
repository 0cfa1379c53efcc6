"""Duties posted as open, and claims, in the database."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.errors import NotFoundError
from api.open_shifts.schemas import NewClaim, NewPost, OpenDuty, Post
from api.open_shifts.tables import ClaimRow, OpenShiftRow
from api.self_service.schemas import TradeState
from api.storage.ids import new_id


def add_post(change: Change, department: str, wanted: NewPost) -> OpenShiftRow:
    """Keep a post."""
    row = OpenShiftRow(
        id=new_id("opn"), department=department, made_at=change.at, made_by=change.actor, closed_at=None,
        **wanted.model_dump(),
    )  # fmt: skip
    change.session.add(row)
    return row


def post_of(session: Session, post: str) -> OpenShiftRow:
    """The post of that id; raises `NotFoundError`."""
    row = session.get(OpenShiftRow, post)
    if row is None:
        raise NotFoundError.of("open shift", post)
    return row


def posts(session: Session, roster: str) -> list[OpenShiftRow]:
    """What is posted as open in a roster and not closed."""
    wanted = select(OpenShiftRow).where(OpenShiftRow.roster == roster, OpenShiftRow.closed_at.is_(None))
    return list(session.scalars(wanted.order_by(OpenShiftRow.date, OpenShiftRow.id)))


def post_for(session: Session, roster: str, duty: OpenDuty) -> OpenShiftRow | None:
    """The oldest post that asks for a duty and is not closed."""
    return next((row for row in posts(session, roster) if duty_of(row) == duty), None)


def shown_post(row: OpenShiftRow) -> Post:
    """What is told of a post."""
    return Post.model_validate({name: getattr(row, name) for name in Post.model_fields})


def add_claim(change: Change, department: str, wanted: NewClaim, *, person: str, expires_at: dt.datetime) -> ClaimRow:
    """Keep a claim; it waits for a decision."""
    row = ClaimRow(
        id=new_id("clm"), department=department, person=person, state=TradeState.WAITING, version=1,
        expires_at=expires_at, made_at=change.at, made_by=change.actor, decided_at=None, decided_by=None,
        roster_version=None, **wanted.model_dump(),
    )  # fmt: skip
    change.session.add(row)
    return row


def duty_of(row: OpenShiftRow | ClaimRow) -> OpenDuty:
    """The duty that is posted or claimed."""
    return OpenDuty(date=row.date, shift=row.shift, area=row.area)
