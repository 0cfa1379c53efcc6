import datetime as dt

import pytest

from fixtures.builders import (
    AUTUMN_NIGHT,
    CALL,
    CHICAGO,
    EIGHT_HOURS,
    MONDAY,
    SPRING_NIGHT,
    area,
    department,
    leave,
    person,
    roster,
    shift,
)
from models.calendar import Weekday
from models.department import Department
from models.policy import Scope
from models.requests import TimeOffStatus
from models.staff import Contract
from scheduler.lines import Lines

AREAS = (area("CT"), area("MR"))


def lines_of(place: Department, **line: str) -> Lines:
    return Lines(place, roster(place, line))


def worked(lines: Lines, key: str, scope: Scope | None = None, first: int = 0) -> list[str]:
    return [f"{one.day} {one.shift.id}" for one in lines.worked(key, scope, first=first)]


def test_a_line_has_the_known_days_before_the_horizon() -> None:
    lines = lines_of(department(people=("ann", "bo"), tails={"ann": "D . N"}), ann="E", bo=". D")
    assert worked(lines, "ann", first=-9) == ["-3 D", "-1 N", "0 E"]
    assert worked(lines, "ann") == ["0 E"]
    assert (lines.known_from("ann"), lines.known_from("bo")) == (-3, 0)
    assert lines.days_on("ann") == {-3, -1, 0}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ["0 D", "1 N", "2 D"]),
        (Scope(areas=frozenset({"MR"})), ["2 D"]),
        (Scope(shifts=frozenset({"N", "E"})), ["1 N"]),
        (Scope(shift_tags=frozenset({"late"})), ["1 N"]),
        (Scope(weekdays=frozenset({Weekday.MON, Weekday.WED})), ["0 D", "2 D"]),
        (Scope(areas=frozenset({"MR"}), shifts=frozenset({"N"})), []),
    ],
)
def test_a_scope_chooses_duties(scope: Scope, expected: list[str]) -> None:
    assert worked(lines_of(department(areas=AREAS), ann="D N D@MR"), "ann", scope) == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ["ann", "bo"]),
        (Scope(people=frozenset({"bo"})), ["bo"]),
        (Scope(contracts=frozenset({"none"})), []),
        (Scope(tags=frozenset({"junior", "other"})), ["ann"]),
        (Scope(people=frozenset({"bo"}), tags=frozenset({"junior"})), []),
    ],
)
def test_a_scope_chooses_people(scope: Scope, expected: list[str]) -> None:
    lines = lines_of(department(people=(person("ann", tags=frozenset({"junior"})), "bo")))
    assert [one.id for one in lines.people(scope)] == expected


@pytest.mark.parametrize(("start", "minutes"), [(AUTUMN_NIGHT, 540), (SPRING_NIGHT, 420), (MONDAY, 480)])
def test_a_night_is_paid_as_long_as_it_lasts(start: dt.date, minutes: int) -> None:
    (night,) = lines_of(department(start=start, zone=CHICAGO), ann="N").worked("ann")
    assert night.paid_minutes == minutes
    assert night.ends - night.starts == dt.timedelta(minutes=minutes)
    assert night.label == "N in CT"


def test_call_is_not_paid_by_the_minute_and_unpaid_time_is_taken_off() -> None:
    meal = shift("M", "07:00-15:30", unpaid_minutes=30)
    lines = lines_of(department(shifts=(*EIGHT_HOURS, CALL, meal)), ann="C M")
    assert [one.paid_minutes for one in lines.worked("ann")] == [0, 480]


def test_a_shift_that_the_clock_change_swallows_is_paid_nothing() -> None:
    lines = lines_of(department(start=SPRING_NIGHT, zone=CHICAGO, shifts=(shift("Q", "02:15-02:45"),)), ann="Q Q")
    assert [one.paid_minutes for one in lines.worked("ann")] == [30, 30]
    gone = shift("Q", "02:30-03:00")
    lines = lines_of(department(start=SPRING_NIGHT, zone=CHICAGO, shifts=(gone,)), ann=". Q")
    assert [one.paid_minutes for one in lines.worked("ann")] == [0]


def test_a_second_duty_of_a_day_is_set_aside() -> None:
    place = department()
    one, other = roster(place, {"ann": "D"}), roster(place, {"ann": "E"})
    both = one.model_copy(update={"assignments": one.assignments + other.assignments})
    lines = Lines(place, both)
    assert worked(lines, "ann") == ["0 D"]
    assert [(key, second.shift.id) for key, second in lines.extra] == [("ann", "E")]


def test_only_approved_leave_counts() -> None:
    listed = (leave("ann", 1, 2), leave("ann", 5, status=TimeOffStatus.CANCELLED), leave("ann", -1, 0))
    place = department(time_off=listed, contracts=(Contract(id="full", leave_minutes_per_day=480),))
    assert lines_of(place).leave == {"ann": {-1: 480, 0: 480, 1: 480, 2: 480}}


def test_a_part_of_a_day_counts_its_share() -> None:
    listed = (leave("ann", 1, 2, starts_at=1080, ends_at=90), leave("ann", 1, ends_at=1080), leave("ann", 4, ends_at=1))
    place = department(time_off=listed, contracts=(Contract(id="full", leave_minutes_per_day=480),))
    assert lines_of(place).leave == {"ann": {1: 480, 2: 30, 4: 0}}


def test_presence_counts_minutes_in_the_areas_meant() -> None:
    lines = lines_of(department(people=("ann", "bo"), areas=AREAS, tails={"ann": "N"}), ann="D", bo="D@MR")
    both, ct = lines.present(["CT", "MR"]), lines.present(["CT"])
    assert len(both) == 7 * 1440
    assert both[:420].tolist() == [1] * 420
    assert both[420:900].tolist() == [2] * 480
    assert ct[420:900].tolist() == [1] * 480
    assert both[900:].sum() == 0
    assert lines.present(["CT", "MR"], frozenset({"bo"})).sum() == 480


@pytest.mark.parametrize(("start", "hours"), [(AUTUMN_NIGHT, [0, 1, 1, 2]), (SPRING_NIGHT, [0, 1, 3, 4])])
def test_clocks_tell_the_hour_of_each_minute(start: dt.date, hours: list[int]) -> None:
    clocks = lines_of(department(start=start, zone=CHICAGO)).clocks(1)
    assert (clocks[::60] // 60)[:4].tolist() == hours
    assert clocks[-1] == 1439
