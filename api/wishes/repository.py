"""Request periods and wishes in the database."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.errors import NotFoundError
from api.storage.ids import new_id
from api.wishes.schemas import NewRequestPeriod, NewWish, RequestPeriod
from api.wishes.tables import RequestPeriodRow, WishRow
from models.requests import Wish, WishKind


class Days(NamedTuple):
    """A span of days, both included."""

    first: dt.date
    last: dt.date


def add_period(change: Change, wanted: NewRequestPeriod) -> RequestPeriodRow:
    """Keep a request period."""
    row = RequestPeriodRow(
        id=new_id("per"), department=wanted.department, first_day=wanted.first_day, last_day=wanted.last_day,
        closes_at=wanted.closes_at, most=wanted.most, version=1, made_at=change.at, made_by=change.actor,
    )  # fmt: skip
    change.session.add(row)
    return row


def period_of(session: Session, period: str) -> RequestPeriodRow:
    """The request period of that id; raises `NotFoundError`."""
    row = session.get(RequestPeriodRow, period)
    if row is None:
        raise NotFoundError.of("request period", period)
    return row


def period_with(session: Session, department: str, days: Days) -> RequestPeriodRow | None:
    """The first period of a department that has any of these days."""
    wanted = (
        select(RequestPeriodRow)
        .where(RequestPeriodRow.department == department)
        .where(RequestPeriodRow.first_day <= days.last, RequestPeriodRow.last_day >= days.first)
        .order_by(RequestPeriodRow.first_day)
    )
    return session.scalars(wanted.limit(1)).one_or_none()


def periods(session: Session, *, before: str, limit: int, departments: Sequence[str] | None) -> list[RequestPeriodRow]:
    """Request periods, those opened last first; of some departments when named."""
    chosen = select(RequestPeriodRow).order_by(RequestPeriodRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(RequestPeriodRow.id < before)
    if departments is not None:
        chosen = chosen.where(RequestPeriodRow.department.in_(departments))
    return list(session.scalars(chosen))


def shown_period(row: RequestPeriodRow, *, now: dt.datetime) -> RequestPeriod:
    """What is told of a request period."""
    told = {name: getattr(row, name) for name in RequestPeriod.model_fields if name != "open"}
    return RequestPeriod.model_validate(told | {"open": now < row.closes_at})


def add(change: Change, period: RequestPeriodRow, wanted: NewWish, person: str) -> WishRow:
    """Keep a wish."""
    row = WishRow(
        id=new_id("wsh"), department=period.department, period=period.id, person=person, date=wanted.date,
        kind=wanted.kind, shift=wanted.shift, area=wanted.area, made_at=change.at, made_by=change.actor,
        withdrawn_at=None,
    )  # fmt: skip
    change.session.add(row)
    return row


def find(session: Session, wish: str) -> WishRow:
    """The wish of that id; raises `NotFoundError`."""
    row = session.get(WishRow, wish)
    if row is None:
        raise NotFoundError.of("wish", wish)
    return row


def standing_on(session: Session, department: str, person: str, date: dt.date) -> WishRow | None:
    """The wish that somebody has for a date."""
    wanted = select(WishRow).where(WishRow.department == department, WishRow.withdrawn_at.is_(None))
    return session.scalars(wanted.where(WishRow.person == person, WishRow.date == date)).one_or_none()


def number_in(session: Session, period: str, person: str) -> int:
    """How many wishes somebody has in a period."""
    chosen = select(func.count()).where(WishRow.period == period, WishRow.person == person)
    return session.scalar(chosen.where(WishRow.withdrawn_at.is_(None))) or 0


def standing(session: Session, department: str, days: Days) -> list[WishRow]:
    """A department's wishes for these days, in order of person and date; without those taken back."""
    wanted = select(WishRow).where(WishRow.department == department, WishRow.withdrawn_at.is_(None))
    wanted = wanted.where(WishRow.date >= days.first, WishRow.date <= days.last)
    return list(session.scalars(wanted.order_by(WishRow.person, WishRow.date)))


def listed(
    session: Session, *, before: str, limit: int, departments: Sequence[str] | None, person: str | None
) -> list[WishRow]:
    """Wishes, newest first; of some departments, of one person, when named."""
    chosen = select(WishRow).order_by(WishRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(WishRow.id < before)
    if departments is not None:
        chosen = chosen.where(WishRow.department.in_(departments))
    if person is not None:
        chosen = chosen.where(WishRow.person == person)
    return list(session.scalars(chosen))


def wish_of(row: WishRow) -> Wish:
    """The wish as rules see it; broken, it costs what the department's policy says."""
    return Wish(person=row.person, date=row.date, kind=WishKind(row.kind), shift=row.shift, area=row.area)
