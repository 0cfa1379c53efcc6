"""Tables from every kind of file, told by content, and what is said of files that are none."""

import gzip
import io
from pathlib import Path

import polars as pl
import pytest

from api.exchange.tables import ROW, read_table
from models.errors import FormatError

CSV = "when,n\n2024-01-01,5\n2024-01-02,7\n"
SAME = {"when": ["2024-01-01", "2024-01-02"], "n": ["5", "7"]}


def written(folder: Path, data: bytes | str, name: str = "volumes.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def parquet() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"when": ["2024-01-01", "2024-01-02"], "n": [5, 7]}).write_parquet(buffer)
    return buffer.getvalue()


def excel() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"when": ["2024-01-01", "2024-01-02"], "n": [5, 7]}).write_excel(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        gzip.compress(CSV.encode()),
        CSV.replace(",", ";").encode(),
        b'{"when": "2024-01-01", "n": 5}\n{"when": "2024-01-02", "n": 7}\n',
        CSV.replace(",", "\t").encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("utf-16"),
        CSV.replace("\n", "\r\n").replace("5", " 5 ").encode(),
        parquet(),
        excel(),
    ],
    ids=["csv", "gz", "semicolons", "lines of json", "tabs", "bom", "utf-16", "spaces", "parquet", "excel"],
)
def test_every_kind_of_file_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    table = read_table(written(tmp_path, data, "volumes"))
    assert table.drop(ROW).to_dict(as_series=False) == SAME


def test_rows_bear_their_number_in_the_file(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "when,n\n2024-01-01,5\n,\n2024-01-03,6\n"))
    assert table[ROW].to_list() == [2, 4]


def test_lines_of_json_bear_the_number_of_their_line_and_may_lack_a_value(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, '{"when": "2024-01-01"}\n{"when": "2024-01-02", "n": 7}\n'))
    assert table[ROW].to_list() == [1, 2]
    assert table["n"].to_list() == [None, "7"]


def test_ways_to_write_nothing_are_null(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b\nx,NA\ny,null\nz,-\n"))
    assert table["b"].null_count() == 3


def test_letters_outside_utf_8_are_read_as_windows_wrote_them(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, "Modalität,n\nRö,5\n".encode("cp1252")))["Modalität"].to_list() == ["Rö"]


def test_times_keep_their_offset(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    zoned = pl.Series("when", ["2024-01-01T06:00"]).str.to_datetime().dt.replace_time_zone("America/Chicago")
    pl.DataFrame({"when": zoned}).write_parquet(buffer)
    assert read_table(written(tmp_path, buffer.getvalue()))["when"].to_list() == ["2024-01-01T06:00:00-06:00"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no row"),
        (b"when,n\n", "holds no row"),
        (b"a,b\n1,2\n1,2,3\n", "row 3: has 3 fields, the header has 2"),
        (gzip.compress(CSV.encode())[:-9], "is damaged"),
        (b"\x7fELF\x00\x01", "is no table of text"),
        (b"PAR1 but not really", "cannot be read as a table"),
        (b"PK\x03\x04 but not really", "cannot be read as a table"),
    ],
    ids=["empty", "header only", "ragged", "cut gz", "binary", "broken parquet", "broken excel"],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, said: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(FormatError, match=said) as refused:
        read_table(path)
    assert str(path) in refused.value.place


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="No such file"):
        read_table(tmp_path / "missing.csv")
