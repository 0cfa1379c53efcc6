"""What people know and the past does not: a scanner that opens, a clinic that moves, a machine that stands still.

An intervention changes the exams of its area by a share while it lasts. Where it lies in the past, the record is
read as it would have been without it; where it lies ahead, the forecast is changed by it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Annotated, Final, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, model_validator

from models.base import Noun
from scheduler.forecast.volumes import HOURS, Floats, SeriesKey, Volumes

MINUTES: Final = 60
DATE_ALONE: Final = 10
"""Letters of a date without a time, such as 2026-12-12."""
LEAST_KNOWN: Final = 0.5
"""Share of usual exams below which a past day says nothing of usual ones: its count is taken as unknown."""


def _moment(value: object) -> object:
    """Local time of a text; what is none stays for pydantic to refuse."""
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _end(value: object) -> object:
    """The same, a day without a time being meant with all its hours."""
    moment = _moment(value)
    alone = isinstance(value, str) and len(value) == DATE_ALONE
    return moment + dt.timedelta(days=1) if alone and isinstance(moment, dt.datetime) else moment


class Intervention(Noun):
    """A change of an area's exams that the record cannot know of, from `start` until `end`, by the local clock."""

    area: str
    source: str | None = None
    """Only exams ordered from there, such as OP; all when absent."""
    start: Annotated[dt.datetime, BeforeValidator(_moment)]
    """A date alone is its midnight."""
    end: Annotated[dt.datetime | None, BeforeValidator(_end)] = None
    """A date alone counts as a whole; for good when absent."""
    percent: Annotated[float, Field(ge=-100, le=1000)]
    """Exams more than without it: 15, or -100 while a machine stands still and its patients go elsewhere."""
    reason: str = ""

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.start.tzinfo or (self.end and self.end.tzinfo):
            msg = f"the intervention in {self.area} on {self.start} names an offset from UTC; it is told by local time"
            raise ValueError(msg)
        if self.end is not None and self.end <= self.start:
            msg = f"the intervention in {self.area} ends at {self.end}, not after its start at {self.start}"
            raise ValueError(msg)
        return self

    def about(self, key: SeriesKey) -> bool:
        """Whether it changes the exams of this series."""
        return self.area == key.area and self.source in {None, key.source}


def factors(interventions: Iterable[Intervention], key: SeriesKey, first: dt.date, days: int) -> Floats:
    """What the usual exams of each hour are multiplied by, shape (days, 24) from midnight of `first`."""
    hours = np.arange(days * HOURS) * MINUTES
    total = np.ones(days * HOURS)
    midnight = dt.datetime.combine(first, dt.time())
    for one in interventions:
        if one.about(key):
            starts = (one.start - midnight).total_seconds() / MINUTES
            ends = np.inf if one.end is None else (one.end - midnight).total_seconds() / MINUTES
            inside = np.clip(np.minimum(hours + MINUTES, ends) - np.maximum(hours, starts), 0, MINUTES) / MINUTES
            total *= 1 + one.percent / 100 * inside
    return total.reshape(days, HOURS)


def without(volumes: Volumes, interventions: Sequence[Intervention]) -> Volumes:
    """Hourly volumes as they would have been without the interventions; hours that had too few exams stay."""
    tables = [_divisors(volumes, key, interventions) for key in volumes.keys]
    changed = [table for table in tables if table is not None]
    if not changed:
        return volumes
    keys = ["area", "source", "date", "hour"]
    joined = volumes.table.join(pl.concat(changed), on=keys, how="left")
    return Volumes.of(joined.with_columns(pl.col("exams") / pl.col("factor").fill_null(1.0)))


def unknown_days(interventions: Iterable[Intervention], key: SeriesKey, first: dt.date, days: int) -> NDArray[np.bool_]:
    """Days in which some hour had so few of its usual exams that the day's count says nothing of usual days."""
    least = factors(interventions, key, first, days).min(axis=1, initial=1.0)
    return np.asarray(least < LEAST_KNOWN, dtype=np.bool_)


def _divisors(volumes: Volumes, key: SeriesKey, interventions: Iterable[Intervention]) -> pl.DataFrame | None:
    """Factor of each hour that is changed and can be read back; None when there is none."""
    found = factors(interventions, key, volumes.first, volumes.days)
    day, hour = np.nonzero((found != 1) & (found >= LEAST_KNOWN))
    if not len(day):
        return None
    date = [volumes.first + dt.timedelta(days=int(one)) for one in day]
    columns = {"area": [key.area] * len(day), "source": [key.source] * len(day), "date": date}
    table = pl.DataFrame(columns | {"hour": hour, "factor": found[day, hour]})
    return table.with_columns(pl.col("hour").cast(pl.Int8))
