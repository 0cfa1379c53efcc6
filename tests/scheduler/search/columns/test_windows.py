"""Windows over columns: what is outside stays, the roster never gets worse, others' finds are joined with one's own."""

import time
from collections.abc import Sequence
from math import inf
from random import Random

import numpy as np
import pytest

from api.generate import generate_department
from fixtures.tiny import tiny
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.generation import Pace, generate
from scheduler.search.columns.master import Program
from scheduler.search.columns.start import build
from scheduler.search.columns.strategy import ColumnSearch, ColumnWindows
from scheduler.search.columns.windows import Route, approach, improve, joined, starts, sweep
from scheduler.search.columns.work import Work
from scheduler.search.person.reading import Line
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


def test_where_two_rosters_do_not_fit_together_the_best_of_both_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    work, other = begun(small()), begun(small())
    assert improve(work, 0, 14)
    assert improve(other, 7, 21)
    best, offered, value = other.board.best, work.offer, work.value
    assert best is not None
    mine, tries = [line.copy() for line in work.lines], list[Sequence[Line]]()

    def offer(lines: Sequence[Line]) -> bool:
        tries.append(lines)
        return len(tries) > 1 and offered(lines)  # as if no line went on where one of the other ends

    work.value = inf
    assert work.offer(list(np.array(best.grid[:, work.problem.history :])))
    monkeypatch.setattr(work, "offer", offer)
    joined(work, mine, slice(0, 14))
    spliced = np.stack(tries[0])
    assert (spliced[:, :14] == np.stack(mine)[:, :14]).all()
    assert (spliced[:, 14:] == np.stack(other.lines)[:, 14:]).all()
    assert work.value <= min(other.value, value)


def test_two_on_one_roster_begin_at_its_ends_and_meet_in_the_middle() -> None:
    firsts = starts(56, 14)
    assert Route(shared=True).of(firsts) == [0, 7, 14, 21]
    assert Route(shared=True, backwards=True).of(firsts) == [42, 35, 28, 21]
    assert Route(backwards=True).of(firsts) == firsts[::-1]


def test_windows_alone_find_what_the_checker_accepts() -> None:
    case = small()
    board = Blackboard(case, deadline=time.monotonic() + 60, running="column windows")
    first = begun(case)
    ColumnWindows().run(board, seed=2, seconds=60)
    assert board.best is not None
    assert board.best.verdict.broken == 0
    assert board.weighted_best < first.value
    assert board.weighted_bound is None


@pytest.mark.parametrize("seed", range(20))
def test_a_program_of_some_rows_is_worth_as_much_as_one_of_all(seed: int) -> None:
    case = Case.of(tiny(Random(seed), rosters=500))
    board = Blackboard(case, deadline=time.monotonic() + 60)
    work = Work(board, "columns", seed, board.deadline)
    if not build(work) or not work.lines:
        return
    generate(work, work.program, Pace(rounds=3))
    lines = np.stack(work.lines)
    allow = lines[:, :, None] % (work.demand.duties + 1) == np.arange(work.demand.duties + 1)
    allow[:, : work.problem.days // 2] = True
    everything = np.arange(len(work.master.pool))
    columns = everything[work.master.pool.inside(allow, everything)]
    some, whole = work.master.section(allow), Program(work.master, columns).solve(10)
    found = Program(work.master, columns, some).solve(10)
    assert found is not None
    assert whole is not None
    assert found.value == pytest.approx(whole.value)
    assert (found.duals[some.place < 0] == 0).all()
    assert some.kept <= work.demand.rows


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
    assert approach(work, Route())
    assert work.value < value
