"""Mammography exams on record, month by month, of everybody who is qualified for it."""

import datetime as dt
from collections.abc import Iterable

from api.generate.draw import Stream
from api.generate.lapses import MQSA_DUE
from models.calendar import Horizon
from models.renewal.months import month_end
from models.renewal.mqsa import EXAM_MONTHS, Exams
from models.staff import Person

ENOUGH, SHORT = (10, 30), (6, 8)
"""Exams in a month, least and most: of those who keep 200 in 24 months, and of those who do not."""


def exams_on_record(staff: Iterable[Person], rng: Stream, horizon: Horizon) -> dict[str, tuple[Exams, ...]]:
    """Each qualified person's exams in the 24 whole months before the horizon, on the last day of each month."""
    before = horizon.start.replace(day=1) - dt.timedelta(days=1)
    ends = [month_end(before.year, before.month - months) for months in range(EXAM_MONTHS)]
    found = {}
    for person in staff:
        if any(one.code == "MQSA" for one in person.credentials):
            least, most = SHORT if MQSA_DUE in person.tags else ENOUGH
            counts = rng.integers(least, most, endpoint=True, size=len(ends)).tolist()
            found[person.id] = tuple(Exams(date=end, count=count) for end, count in zip(ends, counts, strict=True))
    return found
