"""Volumes from files: orders and counts, what is left out, what is refused and in which words."""

import datetime as dt
import gzip
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from api.exchange.volumes import read_volumes
from models.errors import FormatError, InputError
from scheduler.forecast.volumes import SeriesKey

PUBLIC = Path(os.environ.get("RADROSTER_PUBLIC_DATA", Path(__file__).parents[4] / "shared" / "data"))
COUNTS = "day,area,exams\n" + "".join(
    f"2024-01-{day:02d},{area},{day + 20}\n" for day in range(1, 31) for area in ("CT", "MR")
)
ORDERS = "order_id,started,modality,patient_class,status\n"


def written(folder: Path, text: str, name: str = "volumes.csv") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    return path


def orders(*more: str) -> str:
    rows = []
    for number in range(200):
        source = "ED" if number % 3 else "Inpatient"
        rows.append(f"A{number},2024-01-{1 + number // 20:02d} {number % 20:02d}:1{number % 7},CT,{source},done")
    return ORDERS + "\n".join([*rows, *more]) + "\n"


@pytest.mark.parametrize("name", ["volumes.csv", "volumes.csv.gz", "no_ending"])
def test_counts_by_the_day_are_read_gzipped_or_not(tmp_path: Path, name: str) -> None:
    read = read_volumes(written(tmp_path, COUNTS, name))
    assert (read.rows, read.volumes.hourly, read.left_out, read.refused) == (60, False, {}, ())
    assert [str(one.key) for one in read.volumes.daily()] == ["CT", "MR"]
    assert read.volumes.daily()[0].counts.tolist() == [float(day + 20) for day in range(1, 31)]


def test_orders_become_counts_by_the_hour(tmp_path: Path) -> None:
    read = read_volumes(written(tmp_path, orders()))
    assert read.volumes.hourly
    assert read.volumes.keys == (SeriesKey("CT", "ED"), SeriesKey("CT", "IP"))
    assert sum(read.volumes.by_hour(key).sum() for key in read.volumes.keys) == 200


def test_cancelled_orders_are_left_out_and_counted(tmp_path: Path) -> None:
    gone = [
        f"B{number},2024-01-03 08:00,CT,ED,{state}" for number, state in enumerate(("CANCELLED", "No-show", "done"))
    ]
    read = read_volumes(written(tmp_path, orders(*gone)))
    assert read.left_out == {"status": 2}
    assert read.volumes.table["exams"].sum() == 201


def test_an_order_that_was_exported_twice_counts_once_at_its_last_time(tmp_path: Path) -> None:
    read = read_volumes(written(tmp_path, orders("A0,2024-01-10 23:30,CT,ED,done")))
    assert read.left_out == {"repeated": 1}
    assert read.volumes.by_hour(SeriesKey("CT", "ED"))[9, 23] == 1
    assert read.volumes.table["exams"].sum() == 200


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2024-13-01,CT,5", "row 62, day = '2024-13-01': no date or time of the form that the other rows have"),
        ("2024-01-31,CT,many", "row 62, exams = 'many': no count of at least 0"),
        ("2024-01-31,CT,-3", "row 62, exams = '-3': no count of at least 0"),
        ("2024-01-31,CT,1000001", "row 62, exams = '1000001': more than 1,000,000 exams"),
        ("2024-01-31,,5", "row 62, area = '': no area"),
        (",CT,5", "row 62, day = ''"),
    ],
)
def test_a_bad_row_is_refused_by_row_column_and_value(tmp_path: Path, row: str, said: str) -> None:
    path = written(tmp_path, COUNTS + row + "\n")
    with pytest.raises(FormatError) as refused:
        read_volumes(path)
    assert str(path) in str(refused.value)
    assert said in str(refused.value)
    lenient = read_volumes(path, strict=False)
    assert [one.row for one in lenient.refused] == [62]
    assert lenient.volumes.table["exams"].sum() == read_volumes(written(tmp_path, COUNTS)).volumes.table["exams"].sum()


def test_many_bad_rows_are_named_by_the_first_and_their_number(tmp_path: Path) -> None:
    text = COUNTS + "".join(f"2024-01-31,CT{number},x\n" for number in range(9))
    with pytest.raises(FormatError, match=r"row 64.*and 6 more"):
        read_volumes(written(tmp_path, text))


def test_a_count_that_is_missing_makes_an_unknown_day(tmp_path: Path) -> None:
    read = read_volumes(written(tmp_path, COUNTS.replace("2024-01-05,CT,25", "2024-01-05,CT,")))
    assert read.left_out == {"count missing": 1}
    assert np.isnan(read.volumes.daily()[0].counts[4])


def test_two_counts_of_one_day_and_area_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="rows 2 and 62 both count CT at 2024-01-01 00:00"):
        read_volumes(written(tmp_path, COUNTS + "2024-01-01,CT,22\n"))


def test_of_two_counts_of_one_day_the_last_counts_when_reading_is_lenient(tmp_path: Path) -> None:
    read = read_volumes(written(tmp_path, COUNTS + "2024-01-01,CT,22\n"), strict=False)
    assert (read.volumes.daily()[0].counts[0], read.left_out) == (22.0, {"repeated": 1})


def test_a_row_that_comes_twice_counts_once(tmp_path: Path) -> None:
    read = read_volumes(written(tmp_path, COUNTS + "2024-01-01,CT,21\n2024-01-07,MR,27\n"))
    assert read.volumes.daily()[0].counts[0] == 21.0
    assert read.left_out == {"repeated": 2}


def test_counts_by_the_week_are_refused(tmp_path: Path) -> None:
    text = "week,exams\n" + "".join(
        f"2024-{month:02d}-{day:02d},500\n" for month in (1, 2) for day in (1, 8, 15, 22, 29)
    )
    with pytest.raises(FormatError, match="counts are 7 days apart, from 2024-01-01 to 2024-02-29"):
        read_volumes(written(tmp_path, text))


def test_counts_kept_by_more_than_area_are_added_up(tmp_path: Path) -> None:
    rows = [(day, area, room) for day in range(1, 31) for area in ("CT", "MR") for room in ("1", "2", "3")]
    text = "day,area,priority,exams\n" + "".join(f"2024-01-{day:02d},{area},P{room},4\n" for day, area, room in rows)
    read = read_volumes(written(tmp_path, text), {"source": ""})
    assert read.volumes.daily()[0].counts.tolist() == [12.0] * 30


def test_the_hour_that_a_clock_change_repeats_is_no_mistake(tmp_path: Path) -> None:
    hours = [f"2024-{month}-{day:02d} {hour:02d}:00" for month, day in (("11", 2), ("11", 3)) for hour in range(24)]
    text = "start,area,exams\n" + "".join(f"{hour},CT,5\n" for hour in [*hours, "2024-11-03 01:00"])
    counts = read_volumes(written(tmp_path, text)).volumes.by_hour(SeriesKey("CT"))
    assert counts[1].tolist() == [5.0, 10.0, *[5.0] * 22]


def test_times_with_an_offset_are_moved_to_the_zone(tmp_path: Path) -> None:
    text = "start,area,exams\n" + "".join(f"2024-03-10T{hour:02d}:00:00Z,CT,5\n" for hour in range(24))
    counts = read_volumes(written(tmp_path, text), zone="America/Chicago").volumes.by_hour(SeriesKey("CT"))
    assert counts[0, 18:].sum() == 30  # from 18:00 of the evening before
    assert counts[1, :4].tolist() == [5.0, 5.0, 0.0, 5.0]


def test_one_column_per_area_gives_one_series_each(tmp_path: Path) -> None:
    text = "date,CT exams,mr_exams,weather\n" + "".join(
        f"2024-01-{day:02d},{day + 9},{day + 3},fair\n" for day in range(1, 31)
    )
    by_area = {one.key.area: one.counts for one in read_volumes(written(tmp_path, text)).volumes.daily()}
    assert by_area["CT"].tolist() == [float(day + 9) for day in range(1, 31)]
    assert by_area["MR"].tolist() == [float(day + 3) for day in range(1, 31)]


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = COUNTS.replace("day,area,exams", "day,exams,area")  # names that mislead
    read = read_volumes(written(tmp_path, text), {"area": "exams", "count": "area"})
    assert [one.key.area for one in read.volumes.daily()] == ["CT", "MR"]


def test_a_file_of_cancelled_orders_only_is_refused(tmp_path: Path) -> None:
    text = ORDERS + "".join(f"A{number},2024-01-01 08:{number:02d},CT,ED,cancelled\n" for number in range(30))
    with pytest.raises(InputError, match="Maybe every order is cancelled"):
        read_volumes(written(tmp_path, text))


def public(name: str) -> Path:
    path = PUBLIC / name
    if not path.exists():
        pytest.skip(f"the public data {path} is not there; RADROSTER_PUBLIC_DATA may name another folder")
    return path


def test_the_public_counts_are_read_whole() -> None:
    read = read_volumes(public("volumes/exam_counts_ct_mr_daily.csv.gz"))
    assert (read.columns.date, read.columns.area, read.columns.count) == ("exam_date", "modality_code", "n_exams")
    assert (read.volumes.first, read.volumes.last) == (dt.date(2015, 1, 1), dt.date(2020, 2, 28))
    assert [len(one.counts) for one in read.volumes.daily()] == [1885, 1885]


def test_the_public_orders_are_read_without_those_that_were_not_done() -> None:
    read = read_volumes(public("orders/execution_actual.csv.gz"))
    assert (read.columns.date, read.columns.area, read.columns.source) == (
        "actual_start",
        "resource_modality",
        "patient_type",
    )
    assert read.rows == 16278
    assert read.volumes.table["exams"].sum() == 16278 - 773
    assert {key.source for key in read.volumes.keys} == {"ED", "IP", "OP"}


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_every_row_that_does_not_count_is_listed_with_its_reason(tmp_path: Path, kind: str) -> None:
    late = ["A0,2024-01-10 23:30,CT,ED,done", "B1,2024-01-03 08:00,CT,ED,cancelled", "B2,whenever,CT,ED,done"]
    path = written(tmp_path, orders(*late))
    if kind != "csv":
        table = pl.read_csv(path, infer_schema=False)
        path = tmp_path / f"volumes.{kind}"
        table.write_parquet(path) if kind == "parquet" else table.write_excel(path)
    made = read_volumes(path, strict=False).not_counted()
    assert made.select("row", "rows", "reason", "value").rows() == [
        (2, 1, "repeated", None),
        (203, 1, "status", None),
        (204, 1, "refused", "whenever"),
    ]


def test_counts_that_do_not_count_are_listed_too(tmp_path: Path) -> None:
    text = COUNTS.replace("2024-01-05,CT,25", "2024-01-05,CT,") + "2024-01-01,CT,21\n2024-01-02,MR,\n"
    made = read_volumes(written(tmp_path, text)).not_counted()
    assert made.select("row", "reason").rows() == [(2, "repeated"), (10, "count missing"), (63, "count missing")]
