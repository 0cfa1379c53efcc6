"""Windows over columns: what is outside stays, the roster never gets worse, others' finds are joined with one's own."""

import time
from random import Random

import numpy as np
import pytest

from api.generate import generate_department
from fixtures.tiny import tiny
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.start import build
from scheduler.search.columns.strategy import ColumnSearch
from scheduler.search.columns.windows import approach, improve, open_window, starts, sweep
from scheduler.search.columns.work import Work
from scheduler.verify import verify


def begun(case: Case, seed: int = 1) -> Work:
    board = Blackboard(case, deadline=time.monotonic() + 60)
    work = Work(board, "columns", seed, board.deadline)
    assert build(work)
    return work


def small() -> Case:
    return Case.of(generate_department(10, 3).department)


@pytest.mark.parametrize(
    ("days", "length", "expected"), [(28, 14, [0, 7, 14]), (30, 14, [0, 7, 14, 16]), (10, 14, [0]), (14, 14, [0])]
)
def test_windows_overlap_by_half_and_reach_the_last_day(days: int, length: int, expected: list[int]) -> None:
    assert starts(days, length) == expected


def test_a_window_leaves_the_days_outside_as_they_are() -> None:
    work = begun(small())
    before, value = np.stack(work.lines), work.value
    allow = open_window(work, 7, 14)
    assert allow[:, 7:14].all()
    assert (allow[:, :7].sum(axis=2) == 1).all()
    assert improve(work, 7, 14)
    after = np.stack(work.lines)
    assert work.value < value
    assert (after[:, :7] == before[:, :7]).all()
    assert (after[:, 14:] == before[:, 14:]).all()
    assert (after[:, 7:14] != before[:, 7:14]).any()


def test_what_is_found_in_a_window_is_what_the_checker_says() -> None:
    work = begun(small())
    assert sweep(work, 7, starts(work.problem.days, 7))
    best, case = work.board.best, work.board.case
    assert best is not None
    verdict = verify(case.department, case.problem.roster_of(best.grid))
    assert verdict.broken == 0
    assert case.hole_weight * verdict.holes + verdict.cost == pytest.approx(work.value)


def test_a_find_of_somebody_else_is_joined_with_the_window() -> None:
    alone, both = begun(small()), begun(small())
    assert improve(alone, 0, 7)
    others = np.array(alone.board.best.grid) if alone.board.best is not None else None
    assert others is not None

    def poll_once(board: Blackboard) -> None:
        board.link = None
        board.offer(others, "somebody else")

    class Elsewhere:
        def poll(self, board: Blackboard) -> None:
            poll_once(board)

        def __getattr__(self, name: str) -> object:
            return lambda *_: None

    both.board.link = Elsewhere()  # type: ignore[assignment] # of a link's duties it has one
    assert improve(both, 14, 21)
    lines = np.stack(both.lines)
    assert both.value < alone.value
    assert (lines[:, :7] == np.stack(alone.lines)[:, :7]).all()


@pytest.mark.parametrize("seed", range(20))
def test_a_long_search_of_a_small_department_is_sound(seed: int) -> None:
    case = Case.of(tiny(Random(seed), rosters=500))
    short, long = (Blackboard(case, deadline=time.monotonic() + 60, running="columns") for _ in range(2))
    ColumnSearch(tries=4).run(short, seed=1, seconds=60)
    ColumnSearch(tries=4, long=True).run(long, seed=1, seconds=60)
    assert (short.best is None) == (long.best is None)
    for bound, found in ((short, long), (long, short)):
        assert bound.weighted_bound is None or bound.weighted_bound <= found.weighted_best + 1e-6


def test_the_root_has_its_turn_once_windows_would_be_half_the_horizon() -> None:
    work = begun(small())
    value = work.value
    assert approach(work)
    assert work.value < value
