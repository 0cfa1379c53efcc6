"""When a duty meets time off: to the minute, whatever the clocks do, and whole days as they ever were."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.builders import AUTUMN_NIGHT, CHICAGO, MONDAY, SPRING_NIGHT, D, N, leave, shift
from models.absence import falls_into
from models.calendar import Horizon
from models.requests import TimeOff
from models.shifts import ShiftType

DAY, WEEK = dt.timedelta(days=1), Horizon(start=MONDAY, days=7)
LATE = shift("L", "16:00-00:00", call_minutes=420)


@pytest.mark.parametrize(
    ("absence", "one", "day", "meets"),
    [
        (leave("ann", 1), N, 0, False),
        (leave("ann", 1, ends_at=1440), N, 0, False),
        (leave("ann", 1, ends_at=720), N, 0, True),
        (leave("ann", 1, starts_at=420), N, 0, False),
        (leave("ann", 1, starts_at=419), N, 0, True),
        (leave("ann", 1, ends_at=420), D, 1, False),
        (leave("ann", 1, ends_at=421), D, 1, True),
        (leave("ann", 0, 1, ends_at=421), N, -1, False),
        (leave("ann", 1, ends_at=360), LATE, 0, True),
        (leave("ann", 1, starts_at=420, ends_at=480), LATE, 0, False),
    ],
)
def test_an_absence_by_the_hour_meets_what_it_overlaps(
    *, absence: TimeOff, one: ShiftType, day: int, meets: bool
) -> None:
    assert falls_into(absence, WEEK, one, MONDAY + day * DAY) is meets


def test_far_away_dates_meet_nothing_and_break_nothing() -> None:
    for date in (dt.date.min, dt.date.max):
        assert not falls_into(TimeOff(person="ann", start=date, end=date, starts_at=1, ends_at=1439), WEEK, N, MONDAY)
    assert falls_into(TimeOff(person="ann", start=dt.date.min, end=dt.date.max, starts_at=1), WEEK, N, MONDAY)


days, clocks = st.integers(-2, 3), st.integers(1, 1439)
shifts = st.builds(
    lambda start, length, call: ShiftType(
        id="X", start=start, end=(start + length - 1) % 1440 + 1, next_day=start + length > 1440, call_minutes=call
    ),
    st.integers(0, 1439), st.integers(1, 1440), st.sampled_from((0, 0, 300, 1440)),
)  # fmt: skip


@given(first=days, more=st.integers(0, 2), day=days, one=shifts)
def test_an_absence_that_covers_days_entirely_is_that_of_whole_days(
    first: int, more: int, day: int, one: ShiftType
) -> None:
    whole, told = leave("ann", first, first + more), leave("ann", first, first + more, starts_at=0, ends_at=1440)
    assert (told, told.model_dump_json()) == (whole, whole.model_dump_json())
    assert falls_into(told, WEEK, one, MONDAY + day * DAY) is (first <= day <= first + more)


@given(
    start=st.sampled_from((MONDAY, SPRING_NIGHT, AUTUMN_NIGHT)), first=days, more=st.integers(0, 2),
    begins=st.none() | clocks, ends=st.none() | clocks, day=days, one=shifts,
)  # fmt: skip
def test_an_absence_meets_exactly_the_duties_that_share_a_minute_with_it(
    *, start: dt.date, first: int, more: int, begins: int | None, ends: int | None, day: int, one: ShiftType
) -> None:
    if not more and begins is not None and ends is not None and begins >= ends:
        begins, ends = ends, begins + 1
    absence = leave("ann", first, first + more, start=start, starts_at=begins, ends_at=ends)
    where = Horizon(start=start, days=4, zone=CHICAGO)
    meets = falls_into(absence, where, one, start + day * DAY)
    duty = (where.instant(day, one.start), where.instant(day, one.finish + one.call_minutes))
    taken = (where.instant(first, begins or 0), where.instant(first + more, ends or 1440))
    shares = max(duty[0], taken[0]) < min(duty[1], taken[1])
    assert meets is (shares and not (absence.begins_whole and day < first))
