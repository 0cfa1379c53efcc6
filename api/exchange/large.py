"""Files of millions of orders, read a piece at a time and added up before anything else is done with them.

What a row means is decided elsewhere (`volumes`): here rows that say the same, but for the minute, become one row
that stands for many. CSV and Parquet only; other kinds of files do not hold millions of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from api.exchange.columns import JOIN, Columns, parts
from api.exchange.hl7_orders import FRAME
from api.exchange.layout import SEPARATORS
from api.exchange.tables import ABSENT, ROW, as_text, without_blank_rows
from api.exchange.times import read_times

LARGE: Final = 16 << 20
"""Bytes from which a file is large."""
PACKED: Final = 16
"""Times that Parquet is smaller than the same as text."""
SAMPLE_ROWS: Final = 20_000
"""First rows of a file, from which it is told what its columns mean."""
WEIGHT: Final = "_weight"
"""Column of a table that tells how many rows of the file a row stands for."""
PARQUET: Final = b"PAR1"
_ID: Final = "_id"


@dataclass(frozen=True, eq=False)
class Added:
    """Orders added up."""

    table: pl.DataFrame
    """Columns of text, `ROW` (the first of the rows) and `WEIGHT` (how many)."""
    rows: int
    """Rows of the file that are not blank."""
    repeated: int
    """Rows left out because a later row tells the same order."""


@dataclass(frozen=True)
class LargeFile:
    """A file that is not read as a whole."""

    rows: pl.LazyFrame
    """Columns as they are in the file, their names without spaces around them."""

    def sample(self) -> pl.DataFrame:
        """The first rows, as `tables.read_table` gives them."""
        head = self.rows.head(SAMPLE_ROWS).collect()
        return without_blank_rows(head.select(as_text(head[name], name) for name in head.columns))

    def added_up(self, found: Columns) -> "Added":
        """One row for all orders of an hour that are alike in all columns that are read, of each order the last.

        Rows without a time that is understood, or without an area, stay by themselves, so that they can be named.
        """
        names = [found.date, *parts(found.area), *parts(found.source), *parts(found.status)]
        rows = self._codes(names, found).collect(engine="streaming")
        good, odd = _apart(rows, found, names)
        latest = good if found.id is None else _last_of_each(good)
        groups = latest.group_by(names).agg(pl.col(ROW).min(), pl.len().cast(pl.Int64).alias(WEIGHT))
        alone = odd.select(*names, ROW, pl.lit(1, pl.Int64).alias(WEIGHT))
        together = pl.concat([groups, alone]).sort(ROW)
        text = together.select(ROW, WEIGHT, *(as_text(together[name], name) for name in names))
        return Added(text, good.height + odd.height, good.height - latest.height)

    def _codes(self, names: Sequence[str], found: Columns) -> pl.LazyFrame:
        """Numbers in place of texts: little to keep, quick to compare."""
        schema = self.rows.collect_schema()
        wanted = [_code(name, schema[name], is_time=name == found.date) for name in names]
        numbered = self.rows.with_row_index(ROW, offset=2)
        return numbered.select(ROW, *wanted, *([] if found.id is None else [_identity(found.id)]))


def open_large(path: Path) -> LargeFile | None:
    """The file when it is large and of a kind that can be read in pieces; None when it is not."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(1 << 16)
    except OSError:
        return None  # whoever reads it as a whole says what is wrong with it
    rows = _scan(path, start) if size * (PACKED if start.startswith(PARQUET) else 1) >= LARGE else None
    if rows is None:
        return None
    names = rows.collect_schema().names()
    return LargeFile(rows.rename({name: name.strip() for name in names}))


def is_of_orders(found: Columns) -> bool:
    """Whether rows are orders with one column for their time, which is all that is added up here."""
    return found.count is None and found.hour is None and JOIN not in found.date


def _scan(path: Path, start: bytes) -> pl.LazyFrame | None:
    if start.startswith(PARQUET):
        return pl.scan_parquet(path)
    header = start.partition(b"\n")[0]
    if b"\x00" in start or not header.strip() or header.lstrip(FRAME.encode()).startswith(b"MSH|"):
        return None
    separator = max(SEPARATORS, key=header.decode("utf-8-sig").count)
    return pl.scan_csv(path, infer_schema=False, separator=separator)


def _identity(name: str) -> pl.Expr:
    """A number for each order, null for one that has no id."""
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(~text.is_in(ABSENT)).then(text.hash()).alias(_ID)


def _apart(rows: pl.DataFrame, found: Columns, names: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that make sense, and those that do not but are not blank."""
    kinds = rows[found.date].unique()
    strange = [(found.date, kinds.filter(read_times(as_text(kinds, kinds.name)).when.is_null()))]
    if found.area is not None:
        areas = rows[found.area].unique()
        strange.append((found.area, areas.filter(as_text(areas, areas.name).is_null())))
    wrong = [pl.col(name).is_in(values.implode(), nulls_equal=True) for name, values in strange if len(values)]
    if not wrong or (found.area is not None and len(strange[-1][1]) == rows[found.area].n_unique()):
        return rows, rows.clear()
    bad = rows.select(pl.any_horizontal(wrong)).to_series()
    return rows.filter(~bad), rows.filter(bad).filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))


def _code(name: str, kind: pl.DataType, *, is_time: bool) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.truncate("1h")
    if kind != pl.String:
        return column
    return (_whole_hour(column.str.strip_chars()) if is_time else column).cast(pl.Categorical)


def _whole_hour(text: pl.Expr) -> pl.Expr:
    """Ten letters of date, one between, and a time of the form HH:MM or HH:MM:SS: at its whole hour; others stand."""
    length, minute, second = text.str.len_bytes(), text.str.slice(13, 1) == ":", text.str.slice(16, 1) == ":"
    plain = minute & ((length == len("2026-01-31T12:00")) | ((length == len("2026-01-31T12:00:00")) & second))
    return pl.when(plain).then(text.str.slice(0, 13) + ":00").otherwise(text)


def _last_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    """The last row of each order; two of five million orders share a 64-bit number once in a million files."""
    ordered = rows[_ID].drop_nulls().sort()
    repeated = ordered.filter(ordered == ordered.shift()).unique()
    if repeated.is_empty():
        return rows
    again = rows.select(pl.col(_ID).is_in(repeated.implode())).to_series().fill_null(value=False)
    last = rows.filter(again).filter(pl.col(_ID).is_last_distinct())
    return pl.concat([rows.filter(~again), last])
