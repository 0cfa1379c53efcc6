"""First roster, sweep and windows: never worse than before, always valid, the same for the same seed."""

from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest

from api.generate import generate_department
from fixtures.builders import department, item, need, pin
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.lns import FIRST_SIZE, LEAST_SIZE, MOST_SIZE, Arm, Lns, solve_window
from scheduler.search.neighbourhoods import NEIGHBOURHOODS, Landscape, Present
from scheduler.search.start import OneByOne, has_no_line, improve_person
from scheduler.search.sweep import Sweep
from scheduler.verify import verify
from tests.scheduler.search.boards import Memory, assert_valid, board_for, cases, grid, ward, weighted_optimum

ROUNDS = 8


@cache
def middling() -> Case:
    """Ten people and four weeks: quick to start, not at its best at once."""
    return Case.of(generate_department(10, 3).department)


def rank(case: Case, roster: Grid) -> tuple[int, int, int]:
    return verify(case.department, case.problem.roster_of(roster), bound=case.bound).rank


def searched(case: Case, seed: int, rounds: int = ROUNDS) -> tuple[Blackboard, list[tuple[str, Any]]]:
    """A board after a start and some windows, and the rosters on the way."""
    link = Memory()
    board = board_for(case)
    board.link = link
    OneByOne().run(board, seed=seed, seconds=60)
    Lns(rounds=rounds).run(board, seed=seed, seconds=60)
    return board, link.told


def test_a_first_roster_is_valid_and_no_worse_than_the_best() -> None:
    found = 0
    for case in cases(30):
        board = board_for(case, "one-by-one")
        OneByOne().run(board, seed=1, seconds=60)
        assert board.start_grid is not None
        if board.best is not None:
            assert_valid(case, board)
            assert board.weighted_best >= weighted_optimum(case)
            found += 1
    assert found > 15


def test_the_first_roster_of_a_department_is_complete() -> None:
    board = board_for(middling(), "one-by-one")
    OneByOne().run(board, seed=1, seconds=60)
    assert_valid(middling(), board)


def test_where_a_roster_is_there_already_no_other_start_is_made() -> None:
    board = board_for(Case.of(ward()), "one-by-one")
    board.offer(grid(board.case, "D D .", ". . ."), "lines")
    OneByOne().run(board, seed=1, seconds=60)
    assert (board.start_grid, board.best and board.best.source) == (None, "lines")


def test_somebody_whose_own_rules_leave_no_line_is_named_and_others_are_not() -> None:
    late_then_early = (pin("bo", 0, "E@CT"), pin("bo", 1, "D@CT"))
    place = department(item("rest", minutes=600), people=("ann", "bo", "cy"), days=3, pins=late_then_early)
    board = board_for(Case.of(place), "one-by-one")
    OneByOne().run(board, seed=1, seconds=60)
    assert (board.impossible, board.best) == ("one-by-one: bo alone cannot keep those that concern them", None)
    assert [has_no_line(board.case, person, seconds=60) for person in range(3)] == [False, True, False]


def test_a_team_that_is_too_small_is_nobodys_fault() -> None:
    place = department(item("coverage_shift", of="minimum"), days=2, shift_needs=(need("D@CT", 1), need("E@CT", 1)))
    board = board_for(Case.of(place), "one-by-one")
    OneByOne().run(board, seed=1, seconds=60)
    assert (board.impossible, board.best) == (None, None)


def test_improving_one_person_changes_nobody_else_and_is_never_worse() -> None:
    case, draw = middling(), Random(1)
    board, _ = searched(case, 1, rounds=0)
    assert board.best is not None
    roster = board.best.grid
    for person in draw.sample(range(case.problem.people), 4):
        better = improve_person(case, roster, person, deterministic=1.0)
        assert rank(case, better) <= rank(case, roster)
        assert np.array_equal(np.delete(better, person, axis=0), np.delete(roster, person, axis=0))


def test_each_roster_offered_is_better_than_the_one_before() -> None:
    board, told = searched(middling(), 1)
    ranks = [found for _, found in told]
    assert ranks == sorted(ranks, reverse=True)
    assert len(ranks) == len(set(ranks)) > 1
    assert_valid(middling(), board)


def test_the_same_seed_finds_the_same_rosters_in_the_same_order() -> None:
    first, second, other = (searched(middling(), seed) for seed in (1, 1, 2))
    assert first[1] == second[1] != other[1]
    assert first[0].best is not None
    assert second[0].best is not None
    assert np.array_equal(first[0].best.grid, second[0].best.grid)


def test_no_rounds_leave_the_board_as_it_was() -> None:
    board = board_for(Case.of(ward()))
    board.offer(grid(board.case, "D D .", ". . D"), "a")
    before = board.best
    Lns(rounds=0).run(board, seed=1, seconds=60)
    assert board.best is before


def test_windows_find_the_best_of_all_tiny_rosters() -> None:
    reached = 0
    for case in cases(30):
        board = board_for(case)
        OneByOne().run(board, seed=1, seconds=60)
        Lns(rounds=12).run(board, seed=1, seconds=60)
        assert board.weighted_best >= weighted_optimum(case)
        reached += board.weighted_best == weighted_optimum(case)
    assert reached >= 28


def test_a_sweep_is_never_worse() -> None:
    case = middling()
    board, _ = searched(case, 2, rounds=0)
    assert board.best is not None
    before: Best = board.best
    Sweep(lengths=(2,), deterministic=0.1).run(board, seed=2, seconds=60)
    assert board.best.rank <= before.rank
    assert_valid(case, board)


def test_without_a_start_a_sweep_does_nothing() -> None:
    board = board_for(Case.of(ward()))
    Sweep().run(board, seed=1, seconds=60)
    assert board.best is None


@pytest.mark.parametrize("strategy", [OneByOne(), Sweep(), Lns()])
def test_a_stopped_board_is_left_at_once(strategy: OneByOne | Sweep | Lns) -> None:
    board = board_for(middling(), strategy.name, seconds=10**6)
    board.start_grid = board.case.problem.start_grid
    board.stop.set()
    strategy.run(board, seed=1, seconds=10**6)
    assert board.best is None or board.best.verdict.broken == 0


@pytest.mark.parametrize("name", NEIGHBOURHOODS)
@pytest.mark.parametrize("size", [LEAST_SIZE, FIRST_SIZE, MOST_SIZE])
def test_a_neighbourhood_is_a_window_of_about_the_wanted_size(name: str, size: int) -> None:
    case = middling()
    board, _ = searched(case, 1, rounds=0)
    assert board.best is not None
    land = Landscape(case)
    everything = int(land.choices.sum())
    for seed in range(6):
        present = Present(case, board.best.grid, board.best.verdict, Random(seed))
        window = NEIGHBOURHOODS[name](land, present, size)
        opened = int(land.choices[window.free].sum())
        assert np.array_equal(window.base, board.best.grid)
        assert 0 < opened <= everything
        assert opened <= max(4 * size, everything // 4), "a window as large as this is no neighbourhood"


def test_a_solved_window_changes_free_cells_only_and_is_never_worse() -> None:
    case, draw = middling(), Random(3)
    board, _ = searched(case, 1, rounds=0)
    assert board.best is not None
    roster = board.best.grid
    land = Landscape(case)
    for name, make in NEIGHBOURHOODS.items():
        window = make(land, Present(case, roster, board.best.verdict, draw), 200)
        outcome = solve_window(board, window, roster, deterministic=0.5, seed=1, until=board.deadline)
        assert outcome.grid is not None, name
        assert rank(case, outcome.grid) <= rank(case, roster), name
        changed = outcome.grid[:, case.problem.history :] != roster[:, case.problem.history :]
        assert not (changed & ~window.free).any(), name


def test_an_arm_grows_after_quick_proofs_and_shrinks_after_vain_time_outs() -> None:
    arm = Arm()
    arm.learn(gained=100.0, spent=0.01, proved=True)
    assert (arm.size, arm.tries, arm.gains, arm.reward) == (FIRST_SIZE * 1.2, 1, 1, 5000.0)
    for _ in range(100):
        arm.learn(gained=0.0, spent=0.5, proved=False)
    assert (arm.size, arm.tries, arm.gains) == (LEAST_SIZE, 101, 1)
    assert arm.reward < 1e-3
    for _ in range(100):
        arm.learn(gained=0.0, spent=0.01, proved=True)
    assert arm.size == MOST_SIZE
