"""Column search on departments so small that every roster can be tried."""

import time
from itertools import product
from math import inf
from random import Random

import numpy as np
import pytest

from api.generate import generate_department
from fixtures.tiny import tiny
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.demand import Floats
from scheduler.search.columns.dive import HASTE, Steps
from scheduler.search.columns.generation import Pace, generate
from scheduler.search.columns.master import Program
from scheduler.search.columns.start import build
from scheduler.search.columns.strategy import ColumnSearch
from scheduler.search.columns.work import Mask, Work
from scheduler.search.person import Answer
from scheduler.verify import verify


def least(case: Case) -> float:
    """Weighted cents of the best roster, infinite when there is none."""
    problem, best = case.problem, inf
    for lines in product(*(product(*[(-1, *duties) for duties in line]) for line in problem.options)):
        grid = problem.start_grid.copy()
        grid[:, problem.history :] = np.array(lines)
        verdict = verify(case.department, problem.roster_of(grid), bound=case.bound)
        if not verdict.broken:
            best = min(best, case.hole_weight * verdict.holes + verdict.cost)
    return best


def search(case: Case, seed: int) -> Blackboard:
    board = Blackboard(case, deadline=time.monotonic() + 60, running="columns")
    ColumnSearch(tries=4).run(board, seed=seed, seconds=60)
    return board


@pytest.mark.parametrize("seed", range(30))
def test_bound_and_roster_enclose_the_optimum(seed: int) -> None:
    case = Case.of(tiny(Random(seed), rosters=200))
    optimum, board = least(case), search(case, seed)
    assert board.weighted_bound is None or board.weighted_bound <= optimum + 1e-6
    assert board.weighted_best >= optimum
    if optimum < inf and board.best is not None:
        assert board.best.verdict.broken == 0


def test_most_small_departments_are_solved_to_the_optimum() -> None:
    cases = [Case.of(tiny(Random(seed), rosters=200)) for seed in range(100, 120)]
    solved = [search(case, 1).weighted_best == least(case) for case in cases]
    assert sum(solved) >= 18


def test_the_same_seed_finds_the_same_roster() -> None:
    case = Case.of(tiny(Random(7), rosters=500, items=8))
    first, second = search(case, 3), search(case, 3)
    assert (first.best is None) == (second.best is None)
    if first.best is not None and second.best is not None:
        assert np.array_equal(first.best.grid, second.best.grid)
    assert first.weighted_bound == second.weighted_bound


def test_a_dive_hurries_when_a_step_costs_much_of_the_time_that_is_left() -> None:
    calm = Steps(share=0.06)
    assert calm.hurried(0.01).share == 0.06
    assert calm.hurried(0.25).share == pytest.approx(HASTE * 0.25)
    assert calm.hurried(7.0).share == 0.5


def test_a_frugal_start_is_that_of_the_first_pass() -> None:
    for seed in range(10):
        case = Case.of(tiny(Random(seed), rosters=200))
        grids = []
        for frugal in (False, True):
            board = Blackboard(case, deadline=time.monotonic() + 60)
            build(Work(board, "lines", 1, board.deadline), passes=1, frugal=frugal)
            grids.append(None if board.best is None else board.best.grid.tolist())
        assert grids[0] == grids[1]


def test_a_round_that_brought_nothing_is_followed_by_one_that_looks_deeper(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Blackboard(Case.of(generate_department(10, 3).department), deadline=time.monotonic() + 60)
    work, counts, pace = Work(board, "columns", 1, board.deadline), list[int](), Pace(lines=1, gap=-inf)
    assert build(work)
    priced = work.price

    def price(person: int, duals: Floats, allow: Mask | None = None, count: int = 1, *, below: float = inf) -> Answer:
        counts.append(count)
        return priced(person, duals, allow, count, below=below)

    monkeypatch.setattr(work, "price", price)
    relaxation = generate(work, Program(work.master, np.arange(len(work.master.pool))), pace)
    rounds = [max(counts[at : at + work.problem.people]) for at in range(0, len(counts), work.problem.people)]
    assert relaxation is not None
    assert work.bound <= relaxation.value + 1e-6
    assert (rounds[0], rounds[-1]) == (1, pace.deep_lines)
