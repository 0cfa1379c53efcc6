"""What counts as none, as unknown and as cut off; clock changes."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.errors import InputError
from scheduler.forecast.volumes import COLUMNS, SeriesKey, Volumes

START = dt.date(2024, 1, 1)  # a Monday
Row = tuple[str, str, dt.date, int | None, float]


def volumes(*rows: Row) -> Volumes:
    return Volumes.of(pl.DataFrame(list(rows), schema=COLUMNS, orient="row"))


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def by_the_day(*exams: float | None) -> Volumes:
    return volumes(*(("CT", "", day(number), None, one) for number, one in enumerate(exams) if one is not None))


def around_the_clock(days: int, area: str = "CT", hours: range = range(24)) -> list[Row]:
    return [(area, "ED", day(number), hour, 1.0) for number in range(days) for hour in hours]


def test_rows_of_one_hour_are_added_up() -> None:
    twice = volumes(("CT", "ED", day(0), 1, 2.0), ("CT", "ED", day(0), 1, 3.0))
    assert twice.by_hour(SeriesKey("CT", "ED"))[0, 1] == 5.0


def test_the_hour_that_a_clock_change_skips_is_empty_and_the_repeated_one_holds_both() -> None:
    spring, autumn = dt.date(2024, 3, 31), dt.date(2024, 10, 27)
    hours = [hour for hour in range(24) if hour != 2]
    rows = [("CT", "ED", spring, hour, 1.0) for hour in hours]
    rows += [("CT", "ED", autumn, hour, 1.0) for hour in sorted([*range(24), 1])]
    known = volumes(*rows)
    counts = known.by_hour(SeriesKey("CT", "ED"))
    assert (counts[0, 2], counts[0].sum()) == (0.0, 23.0)
    assert (counts[-1, 1], counts[-1].sum()) == (2.0, 25.0)


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(InputError, match="no row is left"):
        volumes()


def test_hours_for_some_rows_only_are_refused() -> None:
    with pytest.raises(InputError, match="1 of 2 rows have an hour"):
        volumes(("CT", "ED", day(0), 1, 2.0), ("CT", "ED", day(1), None, 3.0))


def test_a_missing_day_of_many_exams_is_unknown() -> None:
    (series,) = by_the_day(*[50.0] * 10, None, *[50.0] * 10).daily()
    assert np.flatnonzero(np.isnan(series.counts)).tolist() == [10]


def test_a_missing_day_of_few_exams_had_none() -> None:
    (series,) = by_the_day(*[2.0] * 10, None, *[2.0] * 10).daily()
    assert series.counts[10] == 0.0


def test_where_zeros_are_written_a_missing_day_is_unknown() -> None:
    (series,) = by_the_day(*[2.0] * 10, None, 0.0, *[2.0] * 10).daily()
    assert np.isnan(series.counts[10])


def test_a_weekday_that_is_never_on_record_had_none() -> None:
    (series,) = by_the_day(*([50.0] * 5 + [None] * 2) * 6, 50.0).daily()
    assert series.counts.reshape(-1)[5::7].tolist() == [0.0] * 6
    assert not np.isnan(series.counts).any()


def test_counted_from_orders_a_day_without_any_had_none_when_others_had_some() -> None:
    rows = around_the_clock(40) + [("US", "ED", day(number), 12, 30.0) for number in range(40) if number != 20]
    by_key = {str(one.key): one for one in volumes(*rows).daily()}
    assert by_key["US ED"].counts[20] == 0.0


def test_counted_from_orders_a_day_without_any_at_all_is_unknown() -> None:
    rows = [row for row in around_the_clock(40) if row[2] != day(20)]
    (series,) = volumes(*rows).daily()
    assert np.flatnonzero(np.isnan(series.counts)).tolist() == [20]


def test_an_area_that_opened_late_starts_then_but_a_rare_source_starts_with_the_file() -> None:
    rows = around_the_clock(80)
    rows += [("MR", "ED", day(number), hour, 1.0) for number in range(40, 80) for hour in range(24)]
    rows += [("NM", "ED", day(number), 9, 1.0) for number in (41, 60)]
    by_key = {one.key.area: one for one in volumes(*rows).daily()}
    assert (by_key["MR"].start, by_key["NM"].start) == (day(40), START)
    assert by_key["NM"].counts.sum() == 2.0


def test_a_day_that_the_export_cut_off_is_left_out() -> None:
    rows = around_the_clock(10) + [("CT", "ED", day(10), hour, 1.0) for hour in range(9)]
    assert volumes(*rows).whole_days().last == day(9)
    late_start = [row for row in around_the_clock(10) if (row[2], row[3] or 0) >= (day(0), 15)]
    assert volumes(*late_start).whole_days().first == day(1)


def test_a_clinic_that_closes_at_five_is_not_cut_off() -> None:
    rows = around_the_clock(10, hours=range(8, 17))
    assert volumes(*rows).whole_days().days == 10


def test_before_knows_nothing_of_the_date_or_later() -> None:
    assert by_the_day(*[50.0] * 10).before(day(4)).last == day(3)
    with pytest.raises(InputError):
        by_the_day(50.0).before(START)
