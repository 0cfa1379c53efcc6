"""Dates and times as people write them: which of the usual forms a column has, and what its values mean."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import polars as pl

from models.calendar import MINUTES_PER_DAY

FORMS: Final = (
    "%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%m-%d-%Y", "%d-%m-%Y", "%Y.%m.%d",
    "%m/%d/%y", "%d/%m/%y", "%d.%m.%y", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%d-%b-%y",
    "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%a, %d %b %Y", "%A %d %B %Y", "%A, %d %B %Y", "%A, %B %d, %Y",
    "%a %b %d %Y", "%a, %b %d, %Y", "%d/%b/%Y", "%d.%b.%Y", "%d-%B-%Y", "%Y-%b-%d", "%d. %B %Y",
)  # fmt: skip
"""Ways to write a date; of two that fit a column alike, the one that leaves fewer gaps, then the earlier here."""
YEARS: Final = (1950, 2100)
CLOCK: Final = r"[T\s]\s*(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
"""Time behind a date: hour, minute, half of the day, offset from UTC."""
NUMBERED: Final = (
    (r"^[2-6]\d{4}(\.\d+)?$", dt.datetime(1899, 12, 30), 86_400e6),  # noqa: DTZ001 - local time
    (r"^1\d{9}(\.\d+)?$", dt.datetime(1970, 1, 1), 1e6),  # noqa: DTZ001 - taken as it stands, like other times
    (r"^1\d{12}$", dt.datetime(1970, 1, 1), 1e3),  # noqa: DTZ001 - the same
)
"""How times look that are numbers, what they are counted from, and their microseconds."""
COMPACT: Final = r"^(\d{8})[T ]?(\d{2})(\d{2})(?:\d{2})?(?:\.\d+)?(Z|[+-]\d{4})?$"
"""Date and time in digits only, as HL7 writes them."""


@dataclass(frozen=True, eq=False)
class Times:
    """A column of times: whole hours of the wall clock, null where a value means nothing."""

    when: pl.Series
    """Naive local date-times, to the minute."""
    form: str
    """How the dates are written."""

    @property
    def understood(self) -> float:
        """Share of values that mean something."""
        return 1 - self.when.null_count() / max(1, len(self.when))

    @property
    def by_hour(self) -> bool:
        """Whether some value is not midnight."""
        return bool((self.when.dt.hour() + self.when.dt.minute() > 0).any())

    @property
    def whole_hours(self) -> bool:
        """Whether every value is a whole hour."""
        return not bool((self.when.dt.minute() > 0).any())


def read_times(text: pl.Series, zone: str | None = None) -> Times:
    """Read a column. An offset from UTC is followed into `zone`; without a zone the time stands as written."""
    values = text.drop_nulls().unique(maintain_order=True)
    parts = _split(_told(values))
    form = _form(parts["date"])
    known = parts.select(values.alias("text"), when=_moment(form, zone))
    joined = pl.DataFrame({"text": text}).join(known, on="text", how="left", maintain_order="left")
    return Times(joined["when"], form)


def _told(text: pl.Series) -> pl.Series:
    """Times as text where programs wrote numbers: days since 1899 (Excel), seconds or milliseconds since 1970."""
    for form, since, unit in NUMBERED:
        if len(text) and text.str.contains(form).all():
            passed = (text.cast(pl.Float64) * unit).cast(pl.Int64).cast(pl.Duration("us"))
            return (pl.select(pl.lit(since)).to_series() + passed).dt.strftime("%Y-%m-%dT%H:%M:%S")
    return text


def _split(text: pl.Series) -> pl.DataFrame:
    """Date as text, minutes after midnight, offset from UTC in minutes (null without one)."""
    column = pl.col("text")
    compact, clock = column.str.extract_groups(COMPACT), column.str.extract_groups(CLOCK)
    is_compact = compact.struct["1"].is_not_null()
    hour = pl.when(is_compact).then(compact.struct["2"]).otherwise(clock.struct["1"]).cast(pl.Int64)
    minute = pl.when(is_compact).then(compact.struct["3"]).otherwise(clock.struct["2"]).cast(pl.Int64)
    half = clock.struct["3"].str.to_lowercase().str.slice(0, 1)
    afternoon = pl.when(half == "p").then(12).otherwise(0)
    by_half = pl.when(half.is_not_null()).then(hour % 12 + afternoon).otherwise(hour)
    offset = pl.when(is_compact).then(compact.struct["4"]).otherwise(clock.struct["4"])
    return pl.DataFrame({"text": text}).select(
        "text",
        date=pl.when(is_compact).then(compact.struct["1"]).otherwise(column.str.replace(CLOCK, "")).str.strip_chars(),
        minutes=(by_half * 60 + minute).fill_null(0),
        offset=_offset_minutes(offset),
    )


def _offset_minutes(offset: pl.Expr) -> pl.Expr:
    sign = pl.when(offset.str.starts_with("-")).then(-1).otherwise(1)
    digits = offset.str.replace_all(r"\D", "")
    minutes = sign * (
        digits.str.slice(0, 2).cast(pl.Int64, strict=False) * 60 + digits.str.slice(2, 2).cast(pl.Int64, strict=False)
    )
    return pl.when(offset.is_in(["Z", "UTC"])).then(0).otherwise(minutes)


def _form(dates: pl.Series) -> str:
    """The form that most values have; of equals the one whose dates lie closest together."""

    def fit(form: str) -> tuple[int, int]:
        read = _in_years(dates.str.to_date(form, strict=False)).drop_nulls()
        if read.is_empty():
            return 0, 0
        first, last = read.to_physical().min(), read.to_physical().max()
        return len(read), -(int(last) - int(first)) if isinstance(first, int) and isinstance(last, int) else 0

    return max(FORMS, key=fit)


def _in_years(dates: pl.Series) -> pl.Series:
    return dates.set(~dates.dt.year().is_between(*YEARS), None)


def _moment(form: str, zone: str | None) -> pl.Expr:
    """Local date-time of the parts of a time; null where a part makes no sense."""
    date = pl.col("date").str.to_date(form, strict=False)
    sensible = date.dt.year().is_between(*YEARS) & (pl.col("minutes") < MINUTES_PER_DAY)
    when = pl.when(sensible).then(date.cast(pl.Datetime("us")) + pl.duration(minutes=pl.col("minutes")))
    if zone is None:
        return when
    utc = when - pl.duration(minutes=pl.col("offset"))
    local = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return pl.when(pl.col("offset").is_null()).then(when).otherwise(local)
