import numpy as np
import pytest

from fixtures.builders import CALL, CHICAGO, EIGHT_HOURS, SPRING_NIGHT, area, department, leave, person, roster, shift
from models.policy import Scope
from models.staff import Contract
from scheduler.problem import OFF, UNKNOWN, compile_problem
from scheduler.problem.cover import stretches

AREAS = (area("CT"), area("MR", "D"))
PLACE = department(people=("ann", person("bo", tags=frozenset({"junior"}))), areas=AREAS, tails={"bo": "N . D@MR"})
PROBLEM = compile_problem(PLACE)


def test_duties_are_the_shifts_of_each_area() -> None:
    assert [duty.label for duty in PROBLEM.duties] == ["D in CT", "E in CT", "N in CT", "D in MR"]
    assert [duty.index for duty in PROBLEM.duties] == [0, 1, 2, 3]
    assert PROBLEM.duty_index["D", "MR"] == 3
    assert PROBLEM.all_duties == {0, 1, 2, 3}
    assert not any(duty.is_call for duty in PROBLEM.duties)


def test_history_is_filled_in_and_the_horizon_is_off() -> None:
    assert PROBLEM.history == 3
    assert PROBLEM.first_known == (0, -3)
    assert PROBLEM.start_grid[0].tolist() == [UNKNOWN] * 3 + [OFF] * 7
    assert PROBLEM.start_grid[1].tolist() == [2, OFF, 3] + [OFF] * 7


def test_a_roster_goes_into_a_grid_and_comes_back() -> None:
    given = roster(PLACE, {"ann": "D . N", "bo": ". D@MR"})
    grid = PROBLEM.grid_of(given)
    assert grid[0, 3:6].tolist() == [0, OFF, 2]
    assert PROBLEM.roster_of(grid) == given
    assert PROBLEM.start_grid[0, 3] == OFF, "the start stays as it is"


@pytest.mark.parametrize(
    ("scope", "people", "duties"),
    [
        (Scope(), {0, 1}, {0, 1, 2, 3}),
        (Scope(people=frozenset({"bo"}), shifts=frozenset({"D"})), {1}, {0, 3}),
        (Scope(tags=frozenset({"junior"}), areas=frozenset({"MR"})), {1}, {3}),
        (Scope(contracts=frozenset({"part"}), shift_tags=frozenset({"late"})), set(), {1, 2}),
        (Scope(shift_tags=frozenset({"late"}), areas=frozenset({"MR"})), {0, 1}, set()),
    ],
    ids=str,
)
def test_a_scope_chooses_people_and_duties(scope: Scope, people: set[int], duties: set[int]) -> None:
    assert PROBLEM.people_in(scope) == people
    assert PROBLEM.duties_in(scope) == duties


def test_leave_counts_its_days_within_a_span() -> None:
    contracts = (Contract(id="full", leave_minutes_per_day=480),)
    place = department(contracts=contracts, time_off=(leave("ann", -1, 1), leave("ann", 6, 8)), tails={"ann": ". ."})
    problem = compile_problem(place)
    assert problem.leave_minutes(0, -2, 6) == 4 * 480
    assert problem.leave_minutes(0, 1, 5) == 480


def test_times_follow_the_clock_change() -> None:
    problem = compile_problem(department(start=SPRING_NIGHT, days=2, zone=CHICAGO, tails={"ann": "N"}))
    times = problem.times
    assert times.start[:, 2].tolist() == [-60, 1380, 2760]
    assert times.end[:, 2].tolist() == [420, 1800, 3240]
    assert times.paid[:, 2].tolist() == [480, 420, 480]


def test_cover_ends_with_the_paid_time_or_where_the_shift_says() -> None:
    meal = shift("M", "07:00-15:30", unpaid_minutes=30)
    hands = shift("V", "07:00-15:30", covered_minutes=450)
    over = shift("O", "07:00-15:30", covered_minutes=900)
    times = compile_problem(department(days=1, shifts=(meal, hands, over, CALL))).times
    assert times.cover_end[0].tolist() == [900, 870, 930, 1020]
    assert times.paid[0].tolist() == [480, 510, 510, 0]


def test_equal_minutes_of_a_day_are_one_stretch() -> None:
    place = department(people=("ann", "bo"), shifts=EIGHT_HOURS, tails={"ann": "N"})
    problem = compile_problem(place)
    found = stretches(problem, ["CT"], 0, [1] * 24)
    assert [(part.places, part.need, part.minutes, part.hour) for part in found] == [
        (((0, 0),), 1, 480, 7),
        (((0, 1),), 1, 480, 15),
        (((0, 2),), 1, 60, 23),
    ]
    both = stretches(problem, ["CT"], 0, [2] * 7 + [0] * 17)
    assert [(part.places, part.need, part.minutes) for part in both] == [((), 1, 420)]


def test_only_people_who_count_take_need_away() -> None:
    problem = compile_problem(department(people=("ann", "bo"), tails={"ann": "N"}))
    needs = [1] * 7 + [0] * 17
    assert stretches(problem, ["CT"], 0, needs, counted=np.array([True, False])) == []
    (part,) = stretches(problem, ["CT"], 0, needs, counted=np.array([False, True]))
    assert (part.need, part.minutes) == (1, 420)
