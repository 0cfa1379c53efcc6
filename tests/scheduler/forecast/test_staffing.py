"""From load to people: lag, cushion, caps, opening hours."""

import datetime as dt

import numpy as np
import pytest

from models.calendar import Horizon, Weekday
from scheduler.forecast.staffing import AreaStaffing, OpenHours, bare, offered_load, open_mask, people

WORKDAYS = frozenset({Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI})
HORIZON = Horizon(start=dt.date(2024, 7, 1), days=7, zone="America/Chicago", holidays=(dt.date(2024, 7, 4),))


def rule(minutes: int = 18, *, beta: float = 0.5, scanners: int | None = None, relief: int = 0) -> AreaStaffing:
    return AreaStaffing(area="CT", minutes_per_exam=minutes, beta=beta, scanners=scanners, relief_percent=relief)


def burst(hour: int, exams: float, hours: int = 48) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    made = np.zeros(hours)
    made[hour] = exams
    return made


def test_a_steady_flow_keeps_rate_times_duration_under_way() -> None:
    assert offered_load(np.full(48, 10.0), 18) == pytest.approx(np.full(48, 3.0))


def test_exams_go_on_into_the_next_hour() -> None:
    load = offered_load(burst(30, 6.0), 30)
    assert load[30] == pytest.approx(6 * 0.5 * 0.75, rel=0.02)
    assert load[31] == pytest.approx(6 * 0.5 * 0.25, rel=0.05)
    assert load.sum() == pytest.approx(3.0)


def test_long_exams_lag_by_hours() -> None:
    load = offered_load(burst(30, 2.0), 180)
    assert load[30:34] == pytest.approx([1.0, 2.0, 2.0, 1.0], abs=0.05)


def test_exams_of_the_evening_before_are_still_under_way_at_midnight() -> None:
    load = offered_load(burst(23, 4.0), 60)
    assert load[0] == pytest.approx(2.0, abs=0.1)


def test_booked_work_is_counted_and_chance_gets_a_cushion() -> None:
    load = np.array([4.0])
    assert people(load, np.zeros(1), rule(beta=1.0)).tolist() == [4]
    assert people(np.zeros(1), load, rule(beta=1.0)).tolist() == [6]
    assert people(load, load, rule(beta=1.0)).tolist() == [10]


def test_the_reference_departments_busiest_hours_get_its_targets() -> None:
    for load, minutes, target in ((7.38, 15, 9), (4.44, 18, 6), (5.71, 35, 7)):
        wanted = people(np.zeros(1), np.array([load]), rule(minutes))
        assert wanted.tolist() == [target]


def test_a_wait_target_replaces_the_square_root() -> None:
    waiting = AreaStaffing(area="CT", minutes_per_exam=18, wait_minutes=5, relief_percent=0)
    assert people(np.zeros(1), np.array([4.44]), waiting).tolist() == [6]
    assert people(np.array([2.0]), np.array([4.44]), waiting).tolist() == [8]


def test_no_more_exams_at_a_time_than_scanners() -> None:
    assert people(np.array([2.0]), np.array([4.0]), rule(scanners=3)).tolist() == [3]


def test_two_people_an_exam_and_relief_for_meals_come_on_top() -> None:
    double = AreaStaffing(area="IR", minutes_per_exam=70, techs_per_exam=2, relief_percent=7)
    assert people(np.array([2.0]), np.zeros(1), double).tolist() == [5]


def test_a_trace_of_work_is_left_to_people_on_call() -> None:
    assert people(np.zeros(2), np.array([0.04, 0.06]), rule()).tolist() == [0, 1]
    assert bare(np.array([0.04, 0.06]), rule()).tolist() == [0, 1]


def test_people_just_enough_have_no_cushion() -> None:
    assert bare(np.array([2.0, 2.1]), rule()).tolist() == [2, 3]


def test_an_area_is_open_in_hours_that_lie_wholly_in_a_window() -> None:
    window = OpenHours(start=450, minutes=480, weekdays=WORKDAYS, on_holidays=False)
    mask = open_mask(AreaStaffing(area="MG", minutes_per_exam=20, open_hours=(window,)), HORIZON)
    assert np.flatnonzero(mask[0]).tolist() == list(range(8, 15))
    assert mask.any(axis=1).tolist() == [True, True, True, False, True, False, False]


def test_a_night_window_opens_the_next_morning_the_first_one_too() -> None:
    night = OpenHours(start=1140, minutes=720)
    mask = open_mask(AreaStaffing(area="CT", minutes_per_exam=18, open_hours=(night,)), HORIZON)
    expected = [*range(7), *range(19, 24)]
    assert np.flatnonzero(mask[0]).tolist() == expected
    assert np.flatnonzero(mask[6]).tolist() == expected


def test_without_windows_an_area_is_never_open() -> None:
    assert not open_mask(AreaStaffing(area="CT", minutes_per_exam=18, open_hours=()), HORIZON).any()


def test_cleaning_and_travel_keep_people_busy_and_only_cleaning_a_scanner() -> None:
    portable = AreaStaffing(
        area="XR", minutes_per_exam=18, cleanup_minutes=6, travel_minutes=6, beta=0, relief_percent=0, scanners=3
    )
    assert portable.busy_minutes == 30
    assert offered_load(np.full(48, 10.0), portable.busy_minutes) == pytest.approx(np.full(48, 5.0))
    # Three scanners take 3 x 60 / 24 = 7.5 exams an hour, which keep 7.5 x 30 / 60 = 3.75 people busy.
    assert portable.most_at_once == pytest.approx(3.75)
    assert people(np.array([5.0, 3.75, 3.0]), np.zeros(3), portable).tolist() == [4, 4, 3]
    # Meals: 3.75 x 1.07 = 4.01 people, which are five.
    fed = portable.model_copy(update={"relief_percent": 7})
    assert people(np.array([5.0]), np.zeros(1), fed).tolist() == [5]


def test_a_wait_is_promised_for_exams_with_their_cleaning_and_travel() -> None:
    # 4.44 exams under way, 18 minutes in all: six people wait 4.66 minutes in the mean, five 23.65.
    parts = {"minutes_per_exam": 10, "cleanup_minutes": 5, "travel_minutes": 3}
    for wait, wanted in ((5.0, 6), (24.0, 5)):
        waiting = AreaStaffing.model_validate({"area": "CT", **parts, "wait_minutes": wait, "relief_percent": 0})
        assert people(np.zeros(1), np.array([4.44]), waiting).tolist() == [wanted]
