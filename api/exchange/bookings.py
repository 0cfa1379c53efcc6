"""Booked exams from files: one row per slot, or slots counted by the hour, less those who will not show up."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from api.exchange.columns import parts
from api.exchange.guess import find_columns
from api.exchange.moments import numbers
from api.exchange.tables import ROW, read_table
from api.exchange.volumes import VolumesRead, volumes_of
from models.errors import FormatError

NO_SHOW: Final = 0.08
"""Share of booked outpatients who do not come, where neither the file nor the caller says."""
SCHEDULED: Final = "OP"
"""Source of slots in a file that names none."""
_RATE: Final = re.compile(r"no.?show.*(rate|share|percent|pct|prob|risk)|(rate|share|percent|pct|prob|risk).*no.?show")
_PERCENT: Final = 100.0
_SLOTS: Final = "_slots"


def read_bookings(
    path: Path, columns: Mapping[str, str] | None = None, *, no_show: float = NO_SHOW, zone: str | None = None
) -> VolumesRead:
    """Exams that slots will come to: each row or counted slot less its no-show rate.

    The rate is that of a column such as ``no_show_rate`` (a share, or in percent), `no_show` where a row has none.
    `columns` and `zone` are those of `read_volumes`; slots without a source are outpatients'. Raises `FormatError`
    for a file that cannot be read or a rate that is none.
    """
    table = read_table(path)
    rate_column = next((name for name in table.columns if _RATE.search(name.lower())), None)
    plain = table if rate_column is None else table.drop(rate_column)
    kept = _rates(table, rate_column, path, no_show)
    given = dict(columns or {})
    found = find_columns(plain, path, given)
    if len(parts(found.count)) > 1:
        raise FormatError(str(path), "counts slots of several areas in a row.", "Give each area a row of its own.")
    slots = numbers(plain[found.count]) if found.count else pl.repeat(1.0, plain.height, eager=True)
    shown = (slots * kept).cast(pl.String) + "0000"  # so that three decimals are not taken for thousands
    counted = found.count or _SLOTS
    named = {role: name or "" for role, name in dict(found).items()} | {"count": counted}
    read = volumes_of(plain.with_columns(shown.alias(counted)), path, named, zone=zone)
    source = pl.when(pl.col("source") == "").then(pl.lit(SCHEDULED)).otherwise("source")
    return read.with_table(read.volumes.table.with_columns(source.alias("source")))


def _rates(table: pl.DataFrame, column: str | None, path: Path, no_show: float) -> pl.Series:
    """Share of each row's slots that are kept."""
    if column is None:
        return pl.repeat(1 - no_show, table.height, eager=True)
    rate = numbers(table[column])
    wrong = table.filter((rate.is_null() & table[column].is_not_null()) | (rate < 0) | (rate > _PERCENT))
    if wrong.height:
        value = wrong[column][0]
        raise FormatError(f"{path}, row {wrong[ROW][0]}", f"{column} is {value!r}.", "Give a share from 0 to 1.")
    percent = bool((rate > 1).any())
    return 1 - (rate / (_PERCENT if percent else 1)).fill_null(no_show)
