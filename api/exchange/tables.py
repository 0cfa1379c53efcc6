"""Tables in files of any usual kind (CSV or lines of JSON, gzipped or not, Parquet, Excel, HL7 messages) as text.

Rows are numbered.

Everything is read as text: what a value means, and what to say when it means nothing, is for the reader to decide.
"""

import csv
import gzip
import io
import zlib
from pathlib import Path
from typing import Final

import polars as pl
from fastexcel import FastExcelError

from api.exchange.hl7_orders import FRAME, read_messages
from api.exchange.layout import Layout, layout_of
from models.errors import FormatError

ROW: Final = "_row"
"""Column added to every table: row in the file, the header being row 1."""
UNNAMED: Final = "__UNNAMED__"
"""How polars names a column of a sheet that has no name."""
LARGEST: Final = 1 << 30
"""Bytes that a file may have once it is unpacked."""
HL7: Final = ("MSH|", "FHS|", "BHS|")
"""How a file of HL7 v2 messages starts."""
ABSENT: Final = (
    "", "NA", "N/A", "na", "n/a", "NaN", "nan", "NULL", "Null", "null", "None", "none", "-", "–", "—", ".", "?",
    "#N/A", "#NV", "#REF!", "#VALUE!", "#DIV/0!",
)  # fmt: skip
"""Ways to write that there is no value."""


def read_table(path: Path) -> pl.DataFrame:
    """Every column as text without spaces around it, null where there is no value, and `ROW`; blank rows left out.

    The kind of file is told by its content, not by its name. Raises `FormatError` when it cannot be read.
    """
    return table_of(_bytes(path), path)


def table_of(data: bytes, path: Path) -> pl.DataFrame:
    """The same for bytes that came otherwise; `path` is what messages call them."""
    try:
        table, first = _parse(data, path)
    except (pl.exceptions.PolarsError, FastExcelError, ValueError, OSError) as error:
        problem = f"cannot be read as a table: {str(error).splitlines()[0]}."
        raise FormatError(str(path), problem, "Maybe export it again as CSV.") from error
    if table.width == 0 or table.height == 0:
        raise FormatError(str(path), "holds no row below its header.", "Maybe the export was empty.")
    text = table.select(as_text(table[name], name.strip()) for name in table.columns)
    return without_blank_rows(text, first)


def without_blank_rows(text: pl.DataFrame, first: int = 2) -> pl.DataFrame:
    """The rows that hold something, with `ROW`, which starts with `first`."""
    numbered = text.with_row_index(ROW, offset=first)
    return numbered.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(str(path), f"cannot be read: {error.strerror}.", "Check the path.") from error
    return _unpacked(data, path) if data.startswith(b"\x1f\x8b") else data


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            plain = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FormatError(str(path), f"is damaged: {error}.", "Maybe copy it again.") from error
    if len(plain) > LARGEST:
        raise FormatError(str(path), f"unpacks to more than {LARGEST >> 20} MiB.", "Split it by year.")
    return plain


def _parse(data: bytes, path: Path) -> tuple[pl.DataFrame, int]:
    """The table, and the row of the file that its first row is."""
    if data.startswith(b"PAR1"):
        return pl.read_parquet(io.BytesIO(data)), 2
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _parse_excel(data)
    text = _decoded(data, path)
    if text.lstrip(FRAME).startswith(HL7):
        return read_messages(text, path), 2
    if text.lstrip().startswith("{"):
        return pl.read_ndjson(io.BytesIO(text.encode()), infer_schema_length=None), 1
    lines = text if "\n" in text else text.replace("\r", "\n")
    layout = layout_of(lines)
    return _parse_csv(lines, layout, path), layout.skipped + (2 if layout.has_names else 1)


def _parse_excel(data: bytes) -> tuple[pl.DataFrame, int]:
    """The first sheet, from the first row on that has a value in every column: titles stand above it."""
    table = pl.read_excel(io.BytesIO(data), engine="calamine")
    if not any(name.startswith(UNNAMED) for name in table.columns):
        return table, 2
    cells = pl.read_excel(io.BytesIO(data), engine="calamine", has_header=False, drop_empty_rows=False)
    full = cells.select(pl.sum_horizontal(pl.all().is_not_null())).to_series()
    header = full.arg_max() or 0
    return pl.read_excel(io.BytesIO(data), engine="calamine", read_options={"header_row": header}), header + 2


def _decoded(data: bytes, path: Path) -> str:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatError(
            str(path), "is no table of text.", "Use CSV or lines of JSON, gzipped or not, Parquet or Excel."
        )
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormatError(str(path), "is written in an unknown encoding.", "Export it as UTF-8.")


def _parse_csv(text: str, layout: Layout, path: Path) -> pl.DataFrame:
    begin = sum(len(line) + 1 for line in text.split("\n", layout.skipped)[: layout.skipped])
    data, named, separator = text[begin:].encode(), layout.has_names, layout.separator
    try:
        table = pl.read_csv(io.BytesIO(data), has_header=named, infer_schema=False, separator=separator)
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise _ragged(text[begin:], layout, path) from error
    return table if named else table.rename(lambda name: name.replace("_", " "))


def _ragged(text: str, layout: Layout, path: Path) -> FormatError:
    """What is wrong with a file that polars refused: the first row with more fields than the header, most often."""
    rows = csv.reader(io.StringIO(text), delimiter=layout.separator)
    fields = len(next(rows, []))
    for number, row in enumerate(rows, start=layout.skipped + 2):
        if len(row) > fields:
            problem = f"has {len(row)} fields, the header has {fields}."
            return FormatError(f"{path}, row {number}", problem, "Maybe a value with a separator lacks its quotes.")
    return FormatError(str(path), "is not valid CSV.", "Maybe a quote is not closed.")


def as_text(column: pl.Series, name: str) -> pl.Series:
    """A column as text without spaces around it, null where there is no value."""
    if isinstance(column.dtype, pl.Datetime):
        offset = "%:z" if column.dtype.time_zone else ""
        text = column.dt.strftime(f"%Y-%m-%dT%H:%M:%S{offset}")
    else:
        text = column.cast(pl.String, strict=False)
    text = text.str.strip_chars()
    return text.set(text.is_in(ABSENT), None).alias(name)
