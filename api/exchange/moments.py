"""Times and numbers of a table, put together from the columns that hold them."""

from typing import Final

import polars as pl

from api.exchange.columns import JOIN
from api.exchange.times import read_times

THOUSANDS: Final = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"
DECIMAL_COMMA: Final = r"^[+-]?(\d+|\d{1,3}(\.\d{3})+),(\d{1,2}|\d{4,})$|^[+-]?\d{1,3}(\.\d{3})+,\d+$"
POINTS: Final = r"^[+-]?[1-9]\d{0,2}(\.\d{3})+$"
"""Thousands set apart by points; three decimals look the same, which no count has."""
SPACES: Final = r"[\s’'\x{00a0}\x{2009}\x{202f}]"
SPACED: Final = rf"^[+-]?\d{{1,3}}({SPACES}\d{{3}})+([.,]\d+)?$"
CLOCK: Final = r"^[A-Za-z_ ]{0,6}(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?(?:\s*[-–].*)?$"
"""A time of the day by itself: hour, minute, half of the day; of a span its start. ``h07`` is an hour, too."""
MINUTES, NOON, MIDNIGHT = 60, 12, 24


def numbers(text: pl.Series) -> pl.Series:
    """Values as numbers, null where they are none; ``1,234``, ``1 234`` and ``1'234`` are one.

    Points and commas mean what they mean in most values of the column: after ``12,5`` a comma is decimal.
    """
    joined = text.str.replace_all(SPACES, "")
    plain = joined.zip_with(text.str.contains(SPACED), text)
    found = _unpointed(plain).cast(pl.Float64, strict=False)
    return found.set(found.is_nan() | found.is_infinite(), None)


def _unpointed(plain: pl.Series) -> pl.Series:
    """Numbers as programs write them."""
    thousands, decimal = plain.str.contains(THOUSANDS), plain.str.contains(DECIMAL_COMMA)
    if decimal.sum() > thousands.sum():
        return plain.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    pointed, grouped = plain.str.contains(".", literal=True), plain.str.contains(POINTS)
    if grouped.any() and grouped.sum() == pointed.sum():
        return plain.str.replace_all(".", "", literal=True)
    return plain.str.replace_all(",", "", literal=True).zip_with(thousands, plain)


def clock(text: pl.Series) -> pl.Series:
    """Minutes after midnight of hours (7) and times (07:30, 7 AM, 07:00-08:00), null where a value is neither.

    Where hours run from 1 to 24, they are told by their ends.
    """
    whole = numbers(text)
    hours = whole.set(whole != whole.floor(), None).cast(pl.Int64, strict=False).cast(pl.String)
    parts = hours.zip_with(whole.is_not_null(), text).str.extract_groups(CLOCK).struct
    hour, minute = parts.field("1").cast(pl.Int64), parts.field("2").cast(pl.Int64).fill_null(0)
    half = parts.field("3").str.to_lowercase().str.slice(0, 1)
    hour = (hour % NOON).zip_with(half.is_not_null(), hour)
    hour = (hour + NOON).zip_with(half == "p", hour)
    ends = bool((hour == MIDNIGHT).any()) and not bool((hour == 0).any())
    minutes = (hour - 1 if ends else hour) * MINUTES + minute
    return minutes.set((minutes < 0) | (minutes >= MIDNIGHT * MINUTES) | (minute >= MINUTES), None)


def moments(table: pl.DataFrame, date: str, hour: str | None, zone: str | None = None) -> pl.Series:
    """Local date-time of each row, null where its columns make none; year, month and day may stand apart."""
    apart = date.split(JOIN)
    if len(apart) > 1:
        padded = [numbers(table[name]).cast(pl.Int64, strict=False).cast(pl.String).str.zfill(2) for name in apart]
        text = pl.select(pl.concat_str(padded, separator="-")).to_series()
    else:
        text = table[date]
    when = read_times(text, zone).when
    if hour is None:
        return when
    at = pl.DataFrame({"when": when, "minutes": clock(table[hour])})
    return at.select(pl.col("when").dt.truncate("1d") + pl.duration(minutes="minutes")).to_series()
