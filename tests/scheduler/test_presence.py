import datetime as dt

import numpy as np
import pytest

from models.calendar import Horizon
from models.demand import Area, CoverageDay
from models.department import Department
from models.requests import Assignment, Tail
from models.roster import Roster
from models.shifts import ShiftKind, ShiftType
from models.staff import Contract, Person
from scheduler.presence import hour_minutes, present, required

CHICAGO = "America/Chicago"


def department(start: dt.date, *shifts: ShiftType, days: int = 2, tails: tuple[Tail, ...] = ()) -> Department:
    return Department(
        id="dep",
        horizon=Horizon(start=start, days=days, zone=CHICAGO),
        shifts=shifts,
        areas=(Area(id="CT", shifts=tuple(one.id for one in shifts)), Area(id="MR", shifts=())),
        contracts=(Contract(id="full"),),
        staff=tuple(Person(id=key, contract="full") for key in ("ann", "bo")),
        tails=tails,
    )


def roster(place: Department, *duties: tuple[str, int, str]) -> Roster:
    horizon = place.horizon
    assignments = tuple(
        Assignment(person=person, date=horizon.date_of(day), shift=shift, area="CT") for person, day, shift in duties
    )
    return Roster(department="dep", start=horizon.start, days=horizon.days, assignments=assignments)


def hours(counts: np.ndarray, day: int = 0) -> list[int]:
    return [hour for hour in range(24) if counts[day, hour]]


def test_a_shift_covers_the_hours_it_lasts_in_its_area_only() -> None:
    place = department(dt.date(2026, 6, 1), ShiftType(id="D", start=420, end=900))
    there = present(place, roster(place, ("ann", 0, "D"), ("bo", 0, "D")))
    assert hours(there["CT"]) == [7, 8, 9, 10, 11, 12, 13, 14]
    assert there["CT"][0, 7] == 2
    assert not there["CT"][1].any()
    assert not there["MR"].any()


def test_an_hour_that_is_covered_in_part_does_not_count() -> None:
    place = department(dt.date(2026, 6, 1), ShiftType(id="D", start=450, end=630))
    assert hours(present(place, roster(place, ("ann", 0, "D")))["CT"]) == [8, 9]


def test_one_person_relieving_another_within_an_hour_covers_it() -> None:
    shifts = ShiftType(id="A", start=420, end=570), ShiftType(id="B", start=570, end=720)
    place = department(dt.date(2026, 6, 1), *shifts)
    assert hours(present(place, roster(place, ("ann", 0, "A"), ("bo", 0, "B")))["CT"]) == [7, 8, 9, 10, 11]


@pytest.mark.parametrize(("covered", "last"), [(None, 14), (420, 13), (0, None)])
def test_cover_lasts_the_covered_minutes_and_without_them_the_paid_ones(covered: int | None, last: int | None) -> None:
    shift = ShiftType(id="D", start=420, end=930, unpaid_minutes=30, covered_minutes=covered)
    place = department(dt.date(2026, 6, 1), shift)
    found = hours(present(place, roster(place, ("ann", 0, "D")))["CT"])
    assert found == ([] if last is None else list(range(7, last + 1)))


def test_a_night_that_reaches_beyond_the_horizon_covers_the_last_hour() -> None:
    night = ShiftType(id="N", start=1380, end=420, next_day=True)
    place = department(dt.date(2026, 6, 1), night)
    assert hours(present(place, roster(place, ("ann", 1, "N")))["CT"], day=1) == [23]


def test_what_was_worked_wholly_before_the_horizon_covers_nothing() -> None:
    day = ShiftType(id="D", start=420, end=900)
    last = Assignment(person="ann", date=dt.date(2026, 5, 31), shift="D", area="CT")
    tail = Tail(person="ann", known_from=last.date, assignments=(last,))
    place = department(dt.date(2026, 6, 1), day, tails=(tail,))
    assert not present(place, roster(place))["CT"].any()


def test_call_covers_nothing() -> None:
    place = department(dt.date(2026, 6, 1), ShiftType(id="C", start=420, end=900, kind=ShiftKind.CALL))
    assert not present(place, roster(place, ("ann", 0, "C")))["CT"].any()


def test_a_night_from_before_the_horizon_covers_its_first_morning() -> None:
    night = ShiftType(id="N", start=1380, end=420, next_day=True)
    start = dt.date(2026, 6, 1)
    last = Assignment(person="ann", date=dt.date(2026, 5, 31), shift="N", area="CT")
    place = department(start, night, tails=(Tail(person="ann", known_from=last.date, assignments=(last,)),))
    assert hours(present(place, roster(place))["CT"]) == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("change", "hour", "lasts"), [(dt.date(2027, 3, 14), 2, 0), (dt.date(2026, 11, 1), 1, 120)])
def test_a_night_over_a_clock_change_covers_every_hour_by_the_clock(change: dt.date, hour: int, lasts: int) -> None:
    night = ShiftType(id="N", start=1380, end=420, next_day=True)
    place = department(change - dt.timedelta(days=1), night)
    there = present(place, roster(place, ("ann", 0, "N")))["CT"]
    assert hours(there, 0) == [23]
    assert hours(there, 1) == [0, 1, 2, 3, 4, 5, 6]
    minutes = hour_minutes(place.horizon)
    assert minutes[1, hour] == lasts
    assert np.count_nonzero(minutes != 60) == 1


def test_a_repeated_hour_counts_who_is_there_both_times() -> None:
    change = dt.date(2026, 11, 1)
    place = department(change, ShiftType(id="D", start=60, end=150, covered_minutes=30))
    # 01:00 to 01:30, the first time round only.
    assert present(place, roster(place, ("ann", 0, "D")))["CT"][0, 1] == 0


def test_needs_are_laid_out_by_area_day_and_hour() -> None:
    place = department(dt.date(2026, 6, 1), ShiftType(id="D", start=420, end=900))
    row = CoverageDay(area="CT", date=dt.date(2026, 6, 2), minimum=(1,) * 24, target=(2,) * 24)
    outside = row.model_copy(update={"date": dt.date(2026, 7, 1)})
    minimum, target = required(place.model_copy(update={"coverage": (row, outside)}))
    assert list(minimum) == list(target) == ["CT"]
    assert minimum["CT"].sum(axis=1).tolist() == [0, 24]
    assert target["CT"].sum(axis=1).tolist() == [0, 48]
