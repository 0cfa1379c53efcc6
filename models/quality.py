"""Quality control of imaging equipment: tasks that come round, and the log of those that were done."""

import calendar
import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Noun


class Every(StrEnum):
    """How often a task comes round."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6}
MOST_MONTHS_OF_A_SURVEY = 14
"""Annual surveys may lie up to fourteen months apart (ACR accreditation programmes)."""


class QcTask(Noun):
    """One row of the catalogue of quality control."""

    id: Annotated[str, Field(min_length=1)]
    title: str
    modality: str
    by: str
    """Who does it, in words."""
    every: Every
    minutes: Annotated[int, Field(ge=1, le=1440)]
    """Time that it takes on one unit."""
    closes: bool
    """Whether a unit may see no patients until it is done and passed."""
    policy: str = ""
    """Id of the policy item that rosters somebody for it; empty where it fits into any day."""
    source: str

    def last_valid_day(self, done: dt.date) -> dt.date:
        """The last day for which a result of that day counts."""
        if self.every is Every.DAY:
            return done
        if self.every is Every.WEEK:
            return done + dt.timedelta(days=6)
        return _months_later(done, _MONTHS.get(self.every, MOST_MONTHS_OF_A_SURVEY)) - dt.timedelta(days=1)


class QcEntry(Noun):
    """One line of the log: a task done on a unit."""

    task: str
    unit: str
    done_on: dt.date
    by: str = ""
    passed: bool
    value: float | None = None
    """What was measured, where one number says it."""


def _months_later(date: dt.date, months: int) -> dt.date:
    """The same day some months on, the last of the month where it has no such day."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
