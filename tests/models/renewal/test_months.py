import datetime as dt

import pytest

from models.renewal.months import (
    month_end,
    month_start,
    previous_quarter_end,
    quarter_end,
    window_start,
    years_later,
)


@pytest.mark.parametrize(
    ("year", "month", "end"),
    [
        (2026, 2, dt.date(2026, 2, 28)),
        (2028, 2, dt.date(2028, 2, 29)),
        (2026, 0, dt.date(2025, 12, 31)),
        (2026, -1, dt.date(2025, 11, 30)),
        (2026, 13, dt.date(2027, 1, 31)),
    ],
)
def test_months_beyond_a_year_lie_in_the_years_around_it(year: int, month: int, end: dt.date) -> None:
    assert month_end(year, month) == end
    assert month_start(year, month) == end.replace(day=1)


@pytest.mark.parametrize(
    ("date", "end", "before"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2025, 12, 31)),
        (dt.date(2026, 3, 31), dt.date(2026, 3, 31), dt.date(2025, 12, 31)),
        (dt.date(2026, 4, 1), dt.date(2026, 6, 30), dt.date(2026, 3, 31)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31), dt.date(2026, 9, 30)),
    ],
)
def test_a_quarter_ends_on_its_own_last_day(date: dt.date, end: dt.date, before: dt.date) -> None:
    assert quarter_end(date) == end
    assert previous_quarter_end(date) == before


def test_the_29_february_becomes_the_28th_in_years_without_one() -> None:
    assert years_later(dt.date(2012, 2, 29), 10) == dt.date(2022, 2, 28)
    assert years_later(dt.date(2012, 2, 29), -4) == dt.date(2008, 2, 29)


@pytest.mark.parametrize(
    ("end", "first"),
    [
        (dt.date(2026, 6, 30), dt.date(2024, 7, 1)),
        (dt.date(2026, 5, 14), dt.date(2024, 5, 15)),
        (dt.date(2026, 2, 28), dt.date(2024, 3, 1)),
        (dt.date(2026, 12, 31), dt.date(2025, 1, 1)),
    ],
)
def test_a_window_of_24_months_begins_on_the_day_after_its_end_two_years_before(end: dt.date, first: dt.date) -> None:
    assert window_start(end, 24) == first
