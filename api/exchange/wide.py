"""Tables that hold several counts in a row: a column for each area, for each hour of the day, or for each date."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from api.exchange import hints
from api.exchange.hints import points, words
from api.exchange.moments import MIDNIGHT, MINUTES, clock, numbers
from api.exchange.tables import ROW
from api.exchange.times import read_times

DATE, COUNT = "date", "count"
"""Columns that dates and counts stand in after a column for each date was turned into rows."""
LEAST_DATES: Final = 28
NEARLY: Final = 0.98


def hour_columns(names: Sequence[str]) -> list[str]:
    """The columns of the 24 hours, such as ``h00`` … ``h23``, ``1`` … ``24`` or ``07:00``, in order; else none."""
    at = pl.DataFrame({"name": names, "minutes": clock(pl.Series(names, dtype=pl.String))}).drop_nulls().sort("minutes")
    whole = [hour * MINUTES for hour in range(MIDNIGHT)]
    return at["name"].to_list() if at["minutes"].to_list() == whole else []


def without_total(table: pl.DataFrame, names: Sequence[str]) -> list[str]:
    """The names of columns of counts, less one that is the sum of the others, of which there are at least two."""
    if len(names) <= 2:  # noqa: PLR2004 - two columns that are equal are no total
        return list(names)
    counts = pl.DataFrame({name: numbers(table[name]).fill_null(0.0) for name in names})
    everything = counts.sum_horizontal()
    for name in names:
        if ((2 * counts[name] - everything).abs() < 1).mean() >= NEARLY:  # type: ignore[operator]  # there are rows
            return [other for other in names if other != name]
    return list(names)


def are_alike(names: Sequence[str]) -> bool:
    """Whether all names say what is counted by the same word, or none says it."""
    said = [{word for word in words(name) if hints.COUNT.get(word, 0) >= hints.FAIR} for name in names]
    return bool(set.intersection(*said)) or not any(said)


def is_of_nothing_else(name: str) -> bool:
    """Whether the name of a column of numbers leaves open that it counts exams."""
    return points(name, hints.COUNT) >= 0


def unrolled(table: pl.DataFrame) -> pl.DataFrame:
    """One row for each area and date where the dates are the names of columns; the same table otherwise."""
    names = [name for name in table.columns if name != ROW]
    dated = pl.DataFrame({"name": names, "when": read_times(pl.Series(names, dtype=pl.String)).when}).drop_nulls()
    if dated.height < LEAST_DATES:
        return table
    dates = dated["name"].to_list()
    rest = [name for name in table.columns if name not in dates]
    return table.unpivot(dates, index=rest, variable_name=DATE, value_name=COUNT)
