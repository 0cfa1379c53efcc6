"""Columns found by content and name, in tables as hospitals export them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from api.exchange.columns import Columns
from api.exchange.guess import find_columns
from api.exchange.tables import ROW
from models.errors import FormatError, InputError

PATH = Path("export.csv")
DAYS = [dt.date(2024, 1, 1) + dt.timedelta(days=day) for day in range(120)]


def table(**columns: Sequence[object]) -> pl.DataFrame:
    text = pl.DataFrame(
        {name: [None if one is None else str(one) for one in values] for name, values in columns.items()}
    )
    return text.with_row_index(ROW, offset=2)


def counted(date: str, area: str, count: str) -> pl.DataFrame:
    """Counts of two areas per day under these names of columns, with a year that plays no part."""
    rows = [(day, name, 50 + (day.day * 7 + len(name)) % 30) for day in DAYS for name in ("CT", "MRI")]
    when, areas, counts = zip(*rows, strict=True)
    return table(**{date: list(when), area: list(areas), count: list(counts), "yr": [day.year for day in when]})


@pytest.mark.parametrize(
    ("date", "area", "count"),
    [
        ("exam_date", "modality_code", "n_exams"),
        ("Datum", "Abteilung", "Anzahl"),
        ("ds", "series", "y"),
        ("ServiceDate", "DeptName", "ExamVolume"),
        ("a", "b", "c"),
        ("performed on", "machine kind", "how many"),
        ("index", "thing", "v"),
    ],
)
def test_counts_are_found_under_any_names(date: str, area: str, count: str) -> None:
    assert find_columns(counted(date, area, count), PATH) == Columns(date=date, area=area, count=count)


def test_a_single_series_has_no_area_and_the_name_of_a_weekday_is_none() -> None:
    weekday = [day.strftime("%a") for day in DAYS]
    made = find_columns(
        table(row=list(range(120)), date=list(DAYS), births=[day.day for day in DAYS], wday=weekday), PATH
    )
    assert made == Columns(date="date", count="births")


def test_weather_is_not_taken_for_exams() -> None:
    temperature = [float(day.day) / 2 for day in DAYS]
    rain = [day.day % 5 for day in DAYS]
    made = find_columns(table(day=list(DAYS), temp=temperature, rain_mm=rain, attends=[day.day for day in DAYS]), PATH)
    assert made.count == "attends"


def test_area_and_source_together_tell_rows_apart() -> None:
    rows = [(day, area, who, 5 + day.day % 9) for day in DAYS for area in ("CT", "MR") for who in ("ED", "IP", "OP")]
    when, areas, classes, counts = (list(column) for column in zip(*rows, strict=True))
    made = find_columns(table(start=when, area=areas, patient_class=classes, exams=counts), PATH)
    assert made == Columns(date="start", area="area", source="patient_class", count="exams")


def test_one_column_per_modality_is_one_area_each() -> None:
    numbers = [day.day % 7 + 3 for day in DAYS]
    made = find_columns(table(date=list(DAYS), CT=numbers, MR=numbers, XR=numbers), PATH)
    assert made == Columns(date="date", count="CT+MR+XR")


def test_modalities_are_known_by_a_word_of_their_columns() -> None:
    numbers = [day.day % 7 + 3 for day in DAYS]
    made = find_columns(table(date=list(DAYS), ct_exams=numbers, MRICount=numbers, weather=numbers), PATH)
    assert made.count == "ct_exams+MRICount"


def test_an_hour_that_the_date_says_already_is_not_needed() -> None:
    when = [dt.datetime.combine(day, dt.time(hour)) for day in DAYS[:20] for hour in range(24)]
    made = find_columns(table(time=when, hour=[one.hour for one in when], n=[one.hour + 3 for one in when]), PATH)
    assert made == Columns(date="time", count="n")


def test_an_hour_apart_from_its_date_is_found() -> None:
    rows = [(day, hour, 3 + hour % 5) for day in DAYS[:20] for hour in range(24)]
    when, hours, counts = (list(column) for column in zip(*rows, strict=True))
    assert find_columns(table(date=when, hour=hours, n=counts), PATH) == Columns(date="date", hour="hour", count="n")


def test_year_month_and_day_apart_make_a_date() -> None:
    parts = {name: [getattr(day, name) for day in DAYS] for name in ("year", "month", "day")}
    made = find_columns(table(**parts, visits=[day.day + 40 for day in DAYS]), PATH)
    assert made == Columns(date="year+month+day", count="visits")


def orders() -> pl.DataFrame:
    start = [dt.datetime.fromisoformat("2024-01-01T06:00") + dt.timedelta(minutes=37 * number) for number in range(200)]
    return table(
        order_id=[f"O{number}" for number in range(200)],
        patient_type=["ED" if number % 3 else "OUTPATIENT" for number in range(200)],
        order_time=[one - dt.timedelta(minutes=40) for one in start],
        requested_modality=["CT"] * 200,
        resource_modality=["CT" if number % 2 else "MR" for number in range(200)],
        actual_start=list(start),
        actual_end=[one + dt.timedelta(minutes=20) for one in start],
        priority=["STAT" if number % 5 else "ROUTINE" for number in range(200)],
        canceled=[number % 20 == 0 for number in range(200)],
        lead_days=[number % 9 for number in range(200)],
    )


def test_orders_are_told_from_counts() -> None:
    assert find_columns(orders(), PATH) == Columns(
        date="actual_start", area="resource_modality", source="patient_type", status="canceled", id="order_id"
    )


def test_a_column_that_is_named_is_taken_as_it_is() -> None:
    made = find_columns(orders(), PATH, {"date": "order_time", "area": "requested_modality", "source": ""})
    assert (made.date, made.area, made.source) == ("order_time", "requested_modality", None)


def test_a_column_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Maybe order_time"):
        find_columns(orders(), PATH, {"date": "ordertime"})
    with pytest.raises(InputError, match="no part 'when'"):
        find_columns(orders(), PATH, {"when": "order_time"})


def test_a_table_without_dates_is_refused_with_its_columns() -> None:
    with pytest.raises(FormatError, match=r"no column holds dates.*The columns are area, n"):
        find_columns(table(area=["CT", "MR"], n=[5, 6]), PATH)
