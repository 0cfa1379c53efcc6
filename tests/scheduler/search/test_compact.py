"""HiGHS on the same rows: its bounds are true, and its optimum is CP-SAT's."""

from random import Random

import highspy
import numpy as np
import pytest

from fixtures.builders import department, item, pin
from models.policy import Level
from scheduler.case import Case
from scheduler.linear import Linear
from scheduler.roster_model import RosterModel
from scheduler.search.compact import Compact, Relaxation, highs_of, safe_bound
from scheduler.search.full import Full
from scheduler.window import Window
from tests.scheduler.search.boards import assert_valid, board_for, cases, ward, weighted_optimum


def test_a_relaxations_bound_is_never_above_the_optimum() -> None:
    tight = loose = 0
    for case in cases(40, items=9, first=200):
        board, optimum = board_for(case, "relaxation"), weighted_optimum(case)
        Relaxation().run(board, seed=1, seconds=60)
        if board.weighted_bound is not None:
            assert board.weighted_bound <= optimum + 1e-6
            tight, loose = tight + (board.weighted_bound > optimum - 1), loose + (board.weighted_bound < optimum - 1)
    assert min(tight, loose) > 0, "a bound that is always, or never, the optimum says little"


def test_branch_and_bound_ends_at_the_optimum_with_a_bound_that_meets_it() -> None:
    solved = 0
    for case in cases(40):
        board, optimum = board_for(case, "compact"), weighted_optimum(case)
        Compact().run(board, seed=1, seconds=60)
        assert board.weighted_best == optimum
        if board.best is not None:
            assert_valid(case, board)
            assert optimum - 1 < board.own_bounds["compact"] <= optimum, "less than a cent below"
            assert board.done
            solved += 1
    assert solved > 20


def test_two_kinds_of_solvers_confirm_each_other() -> None:
    for case in cases(15, rosters=10**5, items=7, first=200):
        board = board_for(case, "full")
        Full().run(board, seed=1, seconds=60)
        if board.best is not None:
            board.running = "compact"
            Compact().run(board, seed=1, seconds=60)
            assert (board.proved, board.confirmed) == (True, True)


def test_a_relaxation_bounds_the_holes_of_the_best_roster() -> None:
    met = 0
    for case in cases(240):
        if all(bound.item.level is not Level.COVERAGE for _, bound in case.bound):
            continue
        solved = board_for(case, "full")
        Full().run(solved, seed=1, seconds=60)
        if solved.best is not None and solved.best.verdict.holes:
            board = board_for(case, "relaxation")
            board.offer(solved.best.grid, "given")
            Relaxation().run(board, seed=1, seconds=60)
            assert board.hole_bound <= solved.best.verdict.holes
            met += board.hole_bound == solved.best.verdict.holes
    assert met > 5, "a bound that hardly ever proves holes unavoidable is of no use"


def test_a_relaxation_leaves_the_prices_of_its_rows() -> None:
    case = Case.of(ward())
    board = board_for(case, "relaxation")
    Relaxation().run(board, seed=1, seconds=60)
    assert len(board.row_prices) == 3
    assert all(price >= 0 for price in board.row_prices.values())


def test_any_prices_prove_something_true() -> None:
    draw, case = Random(5), Case.of(ward())
    board = board_for(case, "compact")
    Compact().run(board, seed=1, seconds=60)
    model = RosterModel(case, Window.whole(case.problem))
    programme = highs_of(model.store, model.objective(case.hole_weight), integer=False).getLp()
    least = board.weighted_best - model.offset(case.hole_weight)
    for scale in (0.0, 1.0, 1e3, 1e6):
        for _ in range(20):
            prices = np.array([draw.uniform(-scale, scale) for _ in range(programme.num_row_)])
            assert safe_bound(programme, prices) <= least + 1e-6


def test_a_programme_without_rows_has_a_bound_too() -> None:
    store = Linear()
    highs = highs_of(store, {store.boolean(): -7, store.boolean(): 3}, integer=False)
    assert safe_bound(highs.getLp(), np.array([])) == pytest.approx(-7)


def test_clauses_and_sets_of_which_one_may_hold_become_rows() -> None:
    store = Linear()
    one, two, three = (store.boolean() for _ in range(3))
    store.at_most_one([one, two, three])
    store.clause([one, ~two])
    store.row([one, two, three], [1, 1, 1], 1, 3)
    highs = highs_of(store, {one: 5, two: 1, three: 3}, integer=True)
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    assert highs.getInfo().objective_function_value == pytest.approx(3)
    assert np.array_equal(np.round(highs.getSolution().col_value), [0, 0, 1])


def test_a_contradiction_in_the_rules_gives_no_bound_and_no_roster() -> None:
    place = department(item("assignments", max=0), days=2, pins=(pin("ann", 0, "D@CT"),))
    for strategy in (Relaxation(), Compact()):
        board = board_for(Case.of(place), strategy.name)
        strategy.run(board, seed=1, seconds=60)
        assert (board.best, board.impossible) == (None, None)
