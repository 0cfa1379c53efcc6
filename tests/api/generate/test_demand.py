from collections import Counter

import pytest

from api.generate.demand import fewest_scanners, least
from api.generate.reference import reference
from models.calendar import Weekday
from tests.api.generate.samples import department

HOURS_A_WEEK = {"XR": 964, "CT": 672, "MR": 276, "US": 508, "MG": 262, "NM": 158, "IR": 200}


def test_every_week_wants_the_hours_of_the_sizing_check() -> None:
    one = department(105)
    hours = Counter[tuple[str, int]]()
    for row in one.coverage:
        hours[row.area, one.horizon.day_of(row.date) // 7] += sum(row.target)
    assert hours == {(area, week): total for area, total in HOURS_A_WEEK.items() for week in range(4)}


def test_the_hard_minimums_are_those_of_the_document() -> None:
    rows = {row.area: row for row in department(105).coverage if row.date.weekday() == Weekday.TUE.number}
    noon, evening, night = 12, 20, 3
    assert [rows["XR"].minimum[hour] for hour in (noon, evening, night)] == [4, 3, 2]
    assert [rows["CT"].minimum[hour] for hour in (noon, evening, night)] == [3, 2, 2]
    assert [rows["US"].minimum[hour] for hour in (noon, evening, night)] == [2, 1, 0]
    assert [rows[area].minimum[noon] for area in ("MG", "NM", "IR")] == [2, 1, 2]


def test_one_mr_scanner_may_close_and_the_last_may_not() -> None:
    assert fewest_scanners((0, 1, 2, 3)) == (0, 1, 1, 2)


@pytest.mark.parametrize("factor", [0.1, 0.4, 0.73, 1.0, 1.4])
def test_a_minimum_is_at_least_one_where_somebody_is_wanted_and_never_above_it(factor: float) -> None:
    target = (0,) * 7 + (2,) * 12 + (1,) * 4 + (0,)
    low = least(target, "XR", factor, reference())
    assert all(min(1, want) <= few <= want for few, want in zip(low, target, strict=True))


@pytest.mark.parametrize("area", ["MR", "US", "NM", "IR"])
def test_there_is_one_call_for_each_day_where_a_modality_has_call(area: str) -> None:
    one = department(105)
    dates = Counter(need.date for need in one.shift_needs if need.area == area)
    assert set(dates.values()) == {1}
    assert len(dates) == one.horizon.days


def test_call_covers_no_hour_of_the_day() -> None:
    calls = [shift for shift in department(105).shifts if "call" in shift.tags]
    assert calls
    assert all(shift.covered_minutes == 0 for shift in calls)


def test_small_teams_have_no_call() -> None:
    assert {need.area for need in department(40).shift_needs} == {"US"}


def test_ir_is_called_from_seventeen_on_workdays_and_around_the_clock_at_weekends() -> None:
    shifts = {need.date.weekday(): need.shift for need in department(105).shift_needs if need.area == "IR"}
    assert shifts == {day: "CALL_WE" if day >= 5 else "CALL_N" for day in range(7)}
