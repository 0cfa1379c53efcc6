"""Counts of which each stands for one day or hour of one area: doubles are found, and counts by the week refused."""

from pathlib import Path
from typing import Final

import polars as pl

from api.exchange.columns import Columns
from api.exchange.tables import ROW
from models.errors import FormatError

KEYS: Final = ("area", "source", "when")
WEEK: Final = 7
FEW: Final = 8
"""Dates up to which it cannot be told how far apart they usually are."""


def once(good: pl.DataFrame, found: Columns, path: Path, *, strict: bool) -> pl.DataFrame:
    """Rows that count each time and area once.

    A row that says the same as another is left out. Of two that differ the later one counts; when `strict`, they are
    refused with a `FormatError` instead. Where most counts repeat, they are kept by more than time, area and source
    and stay, to be added up; so do the two of an hour that a clock change repeats.
    """
    if not found.count or found.id or good.select(KEYS).is_duplicated().sum() > good.height / 10:
        return good
    doubled = pl.struct(KEYS).is_duplicated() & ~_at_clock_change(good)
    different = good.filter(~doubled | pl.struct(*KEYS, "exams").is_last_distinct())
    if strict:
        _refuse(different.filter(doubled).sort(*KEYS, ROW), path)
    return different.filter(~doubled | pl.struct(KEYS).is_last_distinct())


def refuse_seldom(good: pl.DataFrame, found: Columns, path: Path) -> None:
    """Raise `FormatError` for counts by the week or the month, which say nothing of single days."""
    dates = good["when"].dt.date().unique().sort()
    apart = dates.diff().dt.total_days().median()
    if found.count and len(dates) > FEW and isinstance(apart, float) and apart >= WEEK:
        problem = f"counts are {apart:g} days apart, from {dates[0]} to {dates[-1]}: by the week or the month."
        advice = "Export them by the day; where other days have no exams, give these a count of 0."
        raise FormatError(f"{path}, {found.date}", problem, advice)


def _at_clock_change(good: pl.DataFrame) -> pl.Expr:
    """Whether a row is one of two of an hour in a Sunday's night, in counts by the hour."""
    if not (good["when"].dt.hour() > 0).any():
        return pl.lit(value=False)
    sunday, night = pl.col("when").dt.weekday() == WEEK, pl.col("when").dt.hour().is_between(0, 3)
    return sunday & night & (pl.len().over(KEYS) == 2)  # noqa: PLR2004 - the hour comes twice


def _refuse(again: pl.DataFrame, path: Path) -> None:
    if again.height:
        first, second = again[ROW][0], again[ROW][1]
        what = f"{again['area'][0]} {again['source'][0]}".strip()
        problem = f"rows {first} and {second} both count {what} at {again['when'][0]:%Y-%m-%d %H:%M}."
        advice = "Delete one, name the column that tells them apart as source, or read with --lenient: the last counts."
        raise FormatError(str(path), problem, advice)
