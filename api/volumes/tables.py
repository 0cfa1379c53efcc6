"""Tables of exam counts."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class VolumeDayRow(Table):
    """The exams of one area on one day, as the last import that has this day counted them."""

    __tablename__ = "volume_days"

    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    """As the import names it; the department's area is found when a forecast is made."""
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    counts: Mapped[str] = mapped_column(Text)
    """JSON: rows of source, hour (null where counts are by the day) and exams."""
    exams: Mapped[float]
    hourly: Mapped[bool]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
