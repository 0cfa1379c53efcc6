"""What the routes of budget plans give."""

import datetime as dt

from pydantic import AwareDatetime

from models.base import Noun


class StoredPlan(Noun):
    """A plan in a list: its days are those of its lines."""

    department: str
    period: str
    version: int
    first_day: dt.date
    last_day: dt.date
    changed_at: AwareDatetime
