"""Exam volumes from files: one row per exam, or counts by the hour or the day, under whatever names of columns."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from api.exchange.columns import JOIN, Columns, parts
from api.exchange.counted_once import once, refuse_seldom
from api.exchange.guess import find_columns
from api.exchange.hints import modality
from api.exchange.large import WEIGHT, LargeFile, is_of_orders, open_large
from api.exchange.left_out import LISTING, by_reason, earlier, listed
from api.exchange.moments import moments, numbers
from api.exchange.order_states import undone_by
from api.exchange.tables import ROW, read_table
from api.exchange.wide import unrolled
from models.errors import FormatError
from scheduler.forecast.volumes import Volumes

EVERYTHING: Final = "all"
"""Area of a file that names none."""
SOURCES: Final = {
    **dict.fromkeys(("ed", "er", "a&e", "emergency", "emergency department"), "ED"),
    **dict.fromkeys(("ip", "i", "inp", "inpatient", "in-patient", "in patient"), "IP"),
    **dict.fromkeys(("op", "o", "outp", "outpatient", "out-patient", "out patient", "ambulatory"), "OP"),
}
"""Ways to write the three sources that staffing rules speak of; other sources keep their names."""
MOST_EXAMS: Final = 1_000_000
"""Largest count that one row may have; forecasters lose their footing far beyond it, and no department comes near."""
REFUSAL: Final = {"column": pl.String, "value": pl.String, "problem": pl.String}
NAMED: Final = 3
"""Rows that a refusal names."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that makes no sense: where it stands and what is wrong with it."""

    row: int
    column: str
    value: str
    problem: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column} = {self.value!r}: {self.problem}"


@dataclass(frozen=True, eq=False)
class VolumesRead:
    """What a file held."""

    volumes: Volumes
    columns: Columns
    rows: int
    """Rows below the header that are not blank."""
    refused: tuple[RefusedRow, ...] = ()
    """Rows left out because they make no sense; empty unless reading was lenient."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many rows were left out on purpose, by reason."""
    out: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=LISTING))
    """These rows one by one, with the columns of `left_out.LISTING`."""

    def not_counted(self) -> pl.DataFrame:
        """Every row that does not count: row, rows like it, reason, and of those refused column, value and problem."""
        told = [(one.row, 1, "refused", one.column, one.value, one.problem) for one in self.refused]
        refused = pl.DataFrame(told, schema={**LISTING, **REFUSAL}, orient="row")
        return pl.concat([self.out, refused], how="diagonal").sort("row", "reason")

    def with_table(self, table: pl.DataFrame) -> "VolumesRead":
        """The same with other volumes."""
        return replace(self, volumes=Volumes.of(table))


def read_volumes(
    path: Path, columns: Mapping[str, str] | None = None, *, strict: bool = True, zone: str | None = None
) -> VolumesRead:
    """Read exam volumes; `columns` names those that should not be guessed (`Columns`, nothing for none).

    Times with an offset from UTC are moved to `zone`; without a zone they stand as written. Of an order that comes
    twice the last row counts, a late correction or cancellation that is; cancelled orders and earlier rows are left
    out and counted. Raises `FormatError` naming row, column and value of what makes no
    sense; with `strict` off such rows are left out and listed instead. Orders by the million are added up while
    they are read (`large`).
    """
    with suppress(pl.exceptions.PolarsError):  # then it is read as a whole, which says in words what is wrong
        if (large := open_large(path)) is not None:
            found = find_columns(large.sample(), path, columns)
            if is_of_orders(found):
                return _read_large(large, found, path, strict=strict, zone=zone)
    return volumes_of(unrolled(read_table(path)), path, columns, strict=strict, zone=zone)


def _read_large(large: LargeFile, found: Columns, path: Path, *, strict: bool, zone: str | None) -> VolumesRead:
    added = large.added_up(found)
    read = counted(added.table, found.model_copy(update={"id": None}), path, strict=strict, zone=zone)
    repeated = {"repeated": added.repeated} if added.repeated else {}
    return replace(read, columns=found, rows=added.rows, left_out={**read.left_out, **repeated})


def volumes_of(
    table: pl.DataFrame,
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    strict: bool = True,
    zone: str | None = None,
) -> VolumesRead:
    """The same for a table that was read from `path` already (`tables.read_table`)."""
    return counted(table, find_columns(table, path, columns), path, strict=strict, zone=zone)


def counted(table: pl.DataFrame, found: Columns, path: Path, *, strict: bool, zone: str | None) -> VolumesRead:
    """The same for a table of which it is known what its columns mean; a row stands for `WEIGHT` rows of the file."""
    typed = _typed(_long(table, found), found, zone)
    refused = _refused(typed.filter(pl.col("undone") == ""), found)
    if refused and strict:
        raise _refusal(path, refused)
    known = typed.filter(~pl.col(ROW).is_in([one.row for one in refused]) & pl.col("exams").is_not_null())
    latest = _latest(known, found)
    done = once(latest.filter(pl.col("undone") == ""), found, path, strict=strict)
    refuse_seldom(done, found, path)
    out = pl.concat([listed(typed, latest, done, found), earlier(known, latest)]).sort("row", "reason")
    rows = int(table[WEIGHT].sum()) if WEIGHT in table.columns else table.height
    return VolumesRead(Volumes.of(_hourly(done)), found, rows, refused, by_reason(out), out)


def _long(table: pl.DataFrame, found: Columns) -> pl.DataFrame:
    """One row per area where each area has a column of counts."""
    names = parts(found.count)
    if len(names) < 2:  # noqa: PLR2004 - one column is as it should be
        return table
    if found.hour == JOIN:
        return table.unpivot(names, index=table.drop(names).columns, variable_name=JOIN, value_name=found.count)
    keep = [name for name in table.columns if name not in names]
    areas = {name: modality(name) or name for name in names}
    if len(set(areas.values())) < len(names):
        areas = {name: name for name in names}
    rows = table.unpivot(names, index=keep, variable_name=JOIN, value_name=found.count or JOIN)
    return rows.with_columns(pl.col(JOIN).replace(areas))


def _typed(rows: pl.DataFrame, found: Columns, zone: str | None) -> pl.DataFrame:
    """Columns row, area, source, when, exams, id and weight, with the text that area, time and exams were read from.

    `undone` names the column that says that there was no exam, empty when there was one.
    """
    area = JOIN if JOIN in (found.count or "") and found.hour != JOIN else found.area
    weight = rows[WEIGHT] if WEIGHT in rows.columns else pl.repeat(1, rows.height, eager=True)
    return pl.DataFrame(
        {
            ROW: rows[ROW],
            "area": rows[area] if area else pl.repeat(EVERYTHING, rows.height, eager=True),
            "source": _source(rows[found.source]) if found.source else pl.repeat("", rows.height, eager=True),
            "when": moments(rows, found.date, found.hour, zone),
            "when_text": rows.select(pl.concat_str(parts(found.date), separator=" ", ignore_nulls=True)).to_series(),
            "exams": numbers(rows[found.count]) if found.count else weight.cast(pl.Float64),
            "exams_text": rows[found.count] if found.count else pl.repeat("1", rows.height, eager=True),
            "id": rows[found.id] if found.id else pl.repeat("", rows.height, eager=True),
            "undone": undone_by(rows, parts(found.status)),
            WEIGHT: weight,
        }
    )


def _source(text: pl.Series) -> pl.Series:
    plain = text.fill_null("")
    return pl.select(plain.str.to_lowercase().replace_strict(SOURCES, default=plain)).to_series()


def _refused(typed: pl.DataFrame, found: Columns) -> tuple[RefusedRow, ...]:
    """Rows without a date, without an area, or with a count that is none, by row."""
    no_number = pl.col("exams_text").is_not_null() & (pl.col("exams").is_null() | (pl.col("exams") < 0))
    too_many = pl.col("exams_text").is_not_null() & (pl.col("exams") > MOST_EXAMS)
    checks = (
        ("when_text", pl.col("when").is_null(), found.date, "no date or time of the form that the other rows have"),
        ("area", pl.col("area").is_null(), found.area or "", "no area"),
        ("exams_text", no_number, found.count or "", "no count of at least 0"),
        ("exams_text", too_many, found.count or "", f"more than {MOST_EXAMS:,} exams"),
    )
    refused = [
        RefusedRow(row, column, value or "", problem)
        for text, wrong, column, problem in checks
        for row, value in typed.filter(wrong).select(ROW, text).iter_rows()
    ]
    return tuple(sorted(refused, key=lambda one: (one.row, one.column)))


def _refusal(path: Path, refused: tuple[RefusedRow, ...]) -> FormatError:
    lines = "; ".join(str(one) for one in refused[:NAMED])
    more = f"; and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
    return FormatError(
        str(path), f"{lines}{more}.", "Correct them, name other columns, or leave them out with --lenient."
    )


def _latest(known: pl.DataFrame, found: Columns) -> pl.DataFrame:
    """Each order as its last row tells it; an order without an id is itself."""
    return known.filter(pl.col("id").is_last_distinct() | pl.col("id").is_null()) if found.id else known


def _hourly(single: pl.DataFrame) -> pl.DataFrame:
    """The columns of `Volumes`; hours only where times differ: a day may be told by its midnight or its last second."""
    when = pl.col("when")
    timed = single["when"].dt.time().n_unique() > 1
    hour = when.dt.hour() if timed else pl.lit(None, pl.Int8)
    return single.select("area", "source", when.dt.date().alias("date"), hour.alias("hour"), "exams")
