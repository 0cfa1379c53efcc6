"""The whole problem as one model: holes first, money second, and impossible only when confirmed."""

from unittest import mock

import pytest

from fixtures.builders import department, item, need
from models.policy import Level
from scheduler.case import Case
from scheduler.search import full
from scheduler.search.full import Full
from scheduler.search.verdict import conclude
from tests.scheduler.search.boards import assert_valid, board_for, cases, grid, ward
from tests.scheduler.trying import best_of_all


def test_it_proves_the_best_of_all_rosters_or_that_there_is_none() -> None:
    ended = {"proved": 0, "with holes": 0, "impossible": 0}
    for case in cases(40, items=9, first=200):
        best, board = best_of_all(case), board_for(case, "full")
        Full().run(board, seed=1, seconds=60)
        if best is None:
            assert (board.impossible, board.best) == ("full, confirmed without presolve", None)
            ended["impossible"] += 1
            continue
        assert_valid(case, board)
        assert board.best is not None
        assert board.best.rank == (0, *best)
        assert board.proved
        assert board.hole_bound == best[0]
        assert board.cost_bound == best[1]
        ended["with holes" if best[0] else "proved"] += 1
    assert min(ended.values()) > 0, ended


def test_fewest_holes_come_before_any_money() -> None:
    place = department(
        item("coverage_shift", level=Level.COVERAGE, of="minimum"),
        item("assignments", price=10**6, max=0),
        days=2,
        shift_needs=(need("D@CT", 1), need("D@CT", 1, day=1)),
    )
    board = board_for(Case.of(place), "full")
    Full().run(board, seed=1, seconds=60)
    assert board.best is not None
    assert board.best.rank == (0, 0, 2 * 10**6)


def test_holes_that_nobody_avoids_are_proved() -> None:
    place = ward().model_copy(update={"staff": ward().staff[:1], "wishes": ward().wishes[:2]})
    board = board_for(Case.of(place), "full")
    Full().run(board, seed=1, seconds=60)
    assert board.best is not None
    assert board.best.rank == (0, 480, 500)
    assert (board.hole_bound, board.cost_bound, board.proved) == (480, 500, True)


def test_it_starts_from_what_the_board_has_and_never_loses_it() -> None:
    case = Case.of(ward())
    board = board_for(case, "full")
    board.offer(grid(case, ". D D", "D . ."), "one-by-one")
    Full().run(board, seed=1, seconds=60)
    assert board.best is not None
    assert (board.best.source, board.best.rank) == ("one-by-one", (0, 0, 500))
    assert board.proved


def impossible() -> Case:
    place = department(item("coverage_shift", of="minimum"), days=2, shift_needs=(need("D@CT", 1), need("E@CT", 1)))
    return Case.of(place)


@pytest.mark.parametrize(("confirmed", "status"), [(True, "INFEASIBLE"), (False, "UNKNOWN")])
def test_one_solvers_word_does_not_make_a_problem_impossible(*, confirmed: bool, status: str) -> None:
    board = board_for(impossible(), "full")
    with mock.patch.object(full, "confirm_impossible", return_value=confirmed) as second:
        Full().run(board, seed=1, seconds=60)
    assert second.call_count == 1
    result = conclude(board, (), (), reasons=(), seed=1, workers=1)
    assert (result.status, bool(result.reasons)) == (status, True)
