"""Tables of request periods and wishes."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class RequestPeriodRow(Table):
    """Days for which a department takes wishes, and until when."""

    __tablename__ = "request_periods"

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), index=True)
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    closes_at: Mapped[dt.datetime]
    most: Mapped[int | None]
    version: Mapped[int]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]


class WishRow(Table):
    """One wish; it is never changed, only taken back."""

    __tablename__ = "wishes"
    __table_args__ = (Index("ix_wishes_department_date", "department", "date"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("departments.id"))
    period: Mapped[str] = mapped_column(ForeignKey("request_periods.id"))
    person: Mapped[str]
    date: Mapped[dt.date]
    kind: Mapped[str]
    shift: Mapped[str | None]
    area: Mapped[str | None]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    withdrawn_at: Mapped[dt.datetime | None]
