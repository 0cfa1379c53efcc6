"""Large files of orders are added up while they are read, and say the same as when they are read as a whole."""

from pathlib import Path

import polars as pl
import pytest

from api.exchange.volumes import VolumesRead, read_volumes
from fixtures.orders import orders
from models.errors import FormatError


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Both":
    return Both(tmp_path, monkeypatch)


class Both:
    """Reads a file in both ways."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch

    def whole(self, path: Path, *, strict: bool = True) -> VolumesRead:
        self.monkeypatch.setattr("api.exchange.large.LARGE", 1 << 40)
        return read_volumes(path, zone="America/Chicago", strict=strict)

    def in_pieces(self, path: Path, *, strict: bool = True) -> VolumesRead:
        self.monkeypatch.setattr("api.exchange.large.LARGE", 1)
        return read_volumes(path, zone="America/Chicago", strict=strict)

    def agree(self, path: Path, *, strict: bool = True) -> VolumesRead:
        whole, pieces = self.whole(path, strict=strict), self.in_pieces(path, strict=strict)
        assert pieces.volumes.table.equals(whole.volumes.table)
        assert (pieces.columns, pieces.rows, pieces.left_out) == (whole.columns, whole.rows, whole.left_out)
        assert pieces.refused == whole.refused
        return pieces

    def csv(self, table: pl.DataFrame, form: str = "%Y-%m-%dT%H:%M:%S", *, encoding: str = "utf-8") -> Path:
        path = self.folder / "orders.csv"
        text = table.write_csv(datetime_format=form)
        path.write_bytes(text.encode(encoding))
        return path


@pytest.mark.parametrize(
    "form",
    [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%m/%d/%Y %I:%M %p",
        "%d.%m.%Y %H:%M:%S",
        "%Y%m%d%H%M",
        "%Y-%m-%dT%H:%M:%SZ",
    ],
)
def test_however_times_are_written(both: Both, form: str) -> None:
    read = both.agree(both.csv(orders(3000, repeated=40), form))
    assert read.left_out["repeated"] == 40
    assert read.rows == 3040


def test_parquet_with_times_as_times(both: Both) -> None:
    path = both.folder / "orders.parquet"
    orders(3000, repeated=40).write_parquet(path)
    assert both.agree(path).volumes.table["exams"].sum() > 2700


def test_a_late_cancellation_counts_and_an_order_without_an_id_is_itself(both: Both) -> None:
    table = orders(2000).with_columns(
        pl.lit("done").alias("status"),
        pl.when(pl.int_range(pl.len()) < 5).then(None).otherwise("order_id").alias("order_id"),
    )
    late = table.tail(1).with_columns(pl.lit("cancelled").alias("status"))
    read = both.agree(both.csv(pl.concat([table, late])))
    assert read.volumes.table["exams"].sum() == 1999
    assert read.left_out == {"status": 1, "repeated": 1}


def test_rows_that_make_no_sense_are_named_one_by_one(both: Both) -> None:
    table = orders(1000).with_columns(pl.col("started").dt.strftime("%Y-%m-%dT%H:%M:%S"))
    wrong = pl.DataFrame(
        {
            "order_id": ["B1", "B2", "B3"],
            "started": ["soon", "soon", "2024-01-01T10:00:00"],
            "modality": ["CT", "CT", ""],
        }
    )
    rows = pl.concat([table, wrong.with_columns(pl.lit("ED").alias("patient_class"), pl.lit("done").alias("status"))])
    path = both.csv(rows)
    read = both.agree(path, strict=False)
    assert [(one.row, one.value) for one in read.refused] == [(1002, "soon"), (1003, "soon"), (1004, "")]
    for way in (both.whole, both.in_pieces):
        with pytest.raises(FormatError, match=r"row 1002, started = 'soon'.*row 1003"):
            way(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings(both: Both, encoding: str) -> None:
    table = orders(500).with_columns(pl.lit("Röntgen").alias("modality"))
    read = both.agree(both.csv(table, encoding=encoding))
    assert next(key.area for key in read.volumes.keys) == "Röntgen"


def test_hours_around_a_clock_change_are_those_of_the_zone(both: Both) -> None:
    times = [f"2024-11-03T{hour:02d}:{minute:02d}:00Z" for hour in range(3, 12) for minute in range(0, 60, 5)]
    table = pl.DataFrame({"id": range(len(times)), "started": times, "modality": "CT"})
    hours = both.agree(both.csv(table)).volumes.table.select("hour", "exams").rows()
    assert dict(hours)[1] == 24, "the hour that comes twice"
    assert [exams for hour, exams in hours if hour != 1] == [12] * 7


def test_counts_are_read_as_a_whole(both: Both) -> None:
    table = pl.DataFrame({"day": [f"2024-01-{day:02d}" for day in range(1, 31)], "area": "CT", "exams": range(30)})
    assert both.agree(both.csv(table)).columns.count == "exams"


def test_blank_rows_are_no_rows(both: Both) -> None:
    path = both.csv(orders(400))
    path.write_bytes(path.read_bytes() + b",,,,\n\n,,,,\n")
    assert both.agree(path).rows == 400
