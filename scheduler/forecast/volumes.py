"""Exam volumes as they were counted: one series per area and source, by the day or by the hour of the wall clock."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.errors import InputError

Floats = NDArray[np.float64]
HOURS: Final = 24
COLUMNS: Final = pl.Schema(
    {"area": pl.String, "source": pl.String, "date": pl.Date, "hour": pl.Int8, "exams": pl.Float64}
)
CERTAIN: Final = 7.0
"""Exams a day from which a day without any is not chance: a Poisson count of mean 7 is 0 once in 1,100 days."""
ENOUGH: Final = 28
"""Days that a new series must have before it is told apart from one with a long pause."""
PARTIAL: Final = 0.1
"""Share of a day's exams that must lie beyond the first or last hour on file for that day to count as cut off."""


class SeriesKey(NamedTuple):
    """Whose exams: an area, and the source that ordered them (ED, IP, OP) where the file tells."""

    area: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.area} {self.source}".rstrip()


@dataclass(frozen=True, eq=False)
class DailySeries:
    """Exams per day from `start` on, without a gap in the dates; NaN where the count is unknown."""

    key: SeriesKey
    start: dt.date
    counts: Floats

    @property
    def end(self) -> dt.date:
        """The first day that is not on record."""
        return self.start + dt.timedelta(days=len(self.counts))


@dataclass(frozen=True, eq=False)
class Volumes:
    """A table of exams with the columns of `COLUMNS`; `hour` is null throughout when counts are by the day.

    Hours are those of the wall clock: the hour that a clock change skips has no row, and the exams of the hour
    that it repeats are added up.
    """

    table: pl.DataFrame
    hourly: bool

    @classmethod
    def of(cls, table: pl.DataFrame) -> "Volumes":
        """Take a table with the columns of `COLUMNS`, in any order, and add up rows of the same hour.

        Raises `InputError` when it is empty or has hours for some rows only.
        """
        if table.is_empty():
            raise InputError("volumes", "no row is left to forecast from.", "Maybe every order is cancelled.")
        known = table["hour"].is_not_null().sum()
        if known not in {0, table.height}:
            problem = f"{known} of {table.height} rows have an hour."
            raise InputError("volumes", problem, "Give all rows an hour, or none.")
        keys = ["area", "source", "date", "hour"]
        added = table.select(COLUMNS.names()).cast(COLUMNS).group_by(keys).agg(pl.col("exams").sum())
        return cls(added.sort(keys), hourly=known > 0)

    @cached_property
    def first(self) -> dt.date:
        """The first date on record."""
        return dt.date.fromordinal(int(self._ordinals.min()))

    @cached_property
    def last(self) -> dt.date:
        """The last date on record."""
        return dt.date.fromordinal(int(self._ordinals.max()))

    @property
    def days(self) -> int:
        """Days from the first date to the last."""
        return (self.last - self.first).days + 1

    @cached_property
    def keys(self) -> tuple[SeriesKey, ...]:
        """The series, by area and source."""
        pairs = self.table.select("area", "source").unique().sort("area", "source")
        return tuple(SeriesKey(area, source) for area, source in pairs.iter_rows())

    def before(self, date: dt.date) -> "Volumes":
        """What was on record on the eve of `date`; raises `InputError` when nothing was."""
        return Volumes.of(self.table.filter(pl.col("date") < date))

    def whole_days(self) -> "Volumes":
        """Without a first or last day that an export cut off in the middle; the same when counts are by the day."""
        cut = [date for date in (self._cut_start(), self._cut_end()) if date is not None]
        if not cut or self.days <= len(cut):
            return self
        return Volumes.of(self.table.filter(~pl.col("date").is_in(cut)))

    def daily(self) -> tuple[DailySeries, ...]:
        """One series per key.

        A day without a row counts as none where none is plausible (`_missing`), and as unknown elsewhere.
        """
        return tuple(self._series(key, rows) for key, rows in self._rows())

    def by_hour(self, key: SeriesKey) -> Floats:
        """Exams of a series as an array (days, 24) from `first` on; hours without a row are 0."""
        counts = np.zeros((self.days, HOURS))
        rows = self.table.filter((pl.col("area") == key.area) & (pl.col("source") == key.source))
        day = _ordinals(rows["date"]) - self.first.toordinal()
        counts[day, rows["hour"].to_numpy()] = rows["exams"].to_numpy()
        return counts

    @cached_property
    def _ordinals(self) -> NDArray[np.int64]:
        return _ordinals(self.table["date"])

    @cached_property
    def _zeros_written(self) -> bool:
        return bool((self.table["exams"] == 0).any())

    def _rows(self) -> Iterator[tuple[SeriesKey, pl.DataFrame]]:
        daily = self.table.group_by("area", "source", "date").agg(pl.col("exams").sum()).sort("date")
        parts = daily.partition_by("area", "source", as_dict=True)
        for key in self.keys:
            yield key, parts[key]

    def _series(self, key: SeriesKey, rows: pl.DataFrame) -> DailySeries:
        day = _ordinals(rows["date"])
        start, stop = self._span(day, float(rows["exams"].sum()))
        counts = np.full(stop - start, np.nan)
        counts[day - start] = rows["exams"].to_numpy()
        on_file = np.isin(np.arange(start, stop), self._ordinals)
        return DailySeries(key, dt.date.fromordinal(start), self._missing(counts, on_file))

    def _span(self, day: NDArray[np.int64], exams: float) -> tuple[int, int]:
        """First day of a series, and the day after its last.

        A series by the hour ends with the file: days without a row were days without an exam. It starts with its
        first exam only when days without one are rare, as in an area that opened then.
        """
        first, last = self.first.toordinal(), self.last.toordinal()
        if not self.hourly:
            return int(day[0]), int(day[-1]) + 1
        is_new = exams >= CERTAIN * (last + 1 - day[0]) and last + 1 - day[0] >= ENOUGH
        return (int(day[0]) if is_new else first), last + 1

    @property
    def _is_sparse(self) -> bool:
        """Whether a missing row means that there was no exam, as in what was counted from orders."""
        return self.hourly and not self._zeros_written

    def _missing(self, counts: Floats, on_file: NDArray[np.bool_]) -> Floats:
        """Fill in 0 where a missing day means no exam: on file for others, few anyway, or a weekday that is closed."""
        counts = counts.copy()
        gap = np.isnan(counts)
        for weekday in range(min(7, len(counts))):
            seen = counts[weekday::7]
            if np.isnan(seen).mean() > 0.9:  # noqa: PLR2004 - closed on this weekday but for exceptions
                gap_is_none = np.ones(len(seen), dtype=bool)
            elif self._is_sparse:
                gap_is_none = on_file[weekday::7]
            else:
                gap_is_none = np.full(len(seen), not self._zeros_written and np.nanmean(seen) < CERTAIN)
            seen[gap[weekday::7] & gap_is_none] = 0
        return counts

    def _by_clock(self, date: dt.date) -> tuple[Floats, NDArray[np.bool_]]:
        """Exams by hour over all days but `date`, and which hours have a row on `date`."""
        rest = self.table.filter(pl.col("date") != date)
        usual = np.bincount(rest["hour"].to_numpy(), rest["exams"].to_numpy(), HOURS)
        present = np.isin(np.arange(HOURS), self.table.filter(pl.col("date") == date)["hour"].to_numpy())
        return usual / max(1.0, usual.sum()), present

    def _cut_end(self) -> dt.date | None:
        if not self.hourly:
            return None
        usual, present = self._by_clock(self.last)
        return self.last if usual[np.flatnonzero(present)[-1] + 1 :].sum() > PARTIAL else None

    def _cut_start(self) -> dt.date | None:
        if not self.hourly:
            return None
        usual, present = self._by_clock(self.first)
        return self.first if usual[: np.flatnonzero(present)[0]].sum() > PARTIAL else None


def _ordinals(dates: pl.Series) -> NDArray[np.int64]:
    """Dates as proleptic Gregorian ordinals, those of `datetime.date.toordinal`."""
    since_epoch: NDArray[np.int64] = dates.to_physical().cast(pl.Int64).to_numpy()
    return since_epoch + dt.date(1970, 1, 1).toordinal()
