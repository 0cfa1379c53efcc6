"""Times and numbers of a table, put together from the columns that hold them."""

import polars as pl

from api.exchange.columns import JOIN
from api.exchange.times import read_times

THOUSANDS = r"^\d{1,3}(,\d{3})+$"


def numbers(text: pl.Series) -> pl.Series:
    """Values as numbers, null where they are none; ``1,234`` is one."""
    plain = text.str.replace_all(",", "").set(~text.str.contains(THOUSANDS), None)
    found = pl.select(pl.coalesce(text.cast(pl.Float64, strict=False), plain.cast(pl.Float64, strict=False)))
    value = found.to_series()
    return value.set(value.is_nan() | value.is_infinite(), None)


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
    at = pl.DataFrame({"when": when, "hour": numbers(table[hour])})
    valid = pl.col("hour").is_between(0, 23) & (pl.col("hour") == pl.col("hour").floor())
    start = pl.col("when").dt.truncate("1d") + pl.duration(minutes=pl.col("hour").cast(pl.Int64, strict=False) * 60)
    return at.select(pl.when(valid).then(start)).to_series()
