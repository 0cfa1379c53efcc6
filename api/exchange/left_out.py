"""Rows of a file that are not counted, each with its reason."""

from typing import Final

import polars as pl

from api.exchange.columns import Columns
from api.exchange.large import WEIGHT
from api.exchange.tables import ROW

MISSING, REPEATED = "count missing", "repeated"
LISTING: Final = pl.Schema({"row": pl.Int64, "rows": pl.Int64, "reason": pl.String})
"""Row of the file, how many such rows it stands for (in large files, which are added up, the first of them), why."""


def listed(typed: pl.DataFrame, kept: pl.DataFrame, done: pl.DataFrame, found: Columns) -> pl.DataFrame:
    """Rows of a typed table that do not count, with the columns of `LISTING`, by row.

    `kept` are those that make sense, `done` those of them that count.
    """
    undone = _because(kept.filter(pl.col("undone") != ""), pl.col("undone"))
    counts = typed.filter(pl.col("exams_text").is_null()) if found.count else typed.clear()
    missing = _because(counts, pl.lit(MISSING))
    again = earlier(kept.filter(pl.col("undone") == ""), done)
    return pl.concat([undone, missing, again]).sort("row", "reason")


def earlier(known: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """Rows that another row tells again, with the columns of `LISTING`; `latest` are those that do not come again."""
    again = known.clear() if len(known) == len(latest) else known.join(latest, on=[ROW, "area"], how="anti")
    return _because(again, pl.lit(REPEATED))


def by_reason(out: pl.DataFrame) -> dict[str, int]:
    """How many rows were left out for each reason."""
    sums = out.group_by("reason", maintain_order=True).agg(pl.col("rows").sum())
    return dict(zip(sums["reason"].to_list(), sums["rows"].to_list(), strict=True))


def _because(rows: pl.DataFrame, reason: pl.Expr) -> pl.DataFrame:
    return rows.select(
        pl.col(ROW).cast(pl.Int64).alias("row"), pl.col(WEIGHT).cast(pl.Int64).alias("rows"), reason.alias("reason")
    )
