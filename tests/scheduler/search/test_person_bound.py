"""The bound at a relaxation's prices: not below the relaxation's, below every roster, skipped where it is no use."""

from random import Random

from fixtures.builders import department, item, need, wish
from models.policy import Level
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.compact import Relaxation
from scheduler.search.person_bound import PersonBound
from tests.scheduler.search.boards import Memory, board_for, grid, weighted_optimum


def crew(seed: int) -> Case:
    """Three people, one of whom is needed each day, two days each at most, and wishes at odds with that."""
    draw = Random(seed)
    free = [(who, day) for who in ("ann", "bo", "cy") for day in range(3)]
    return Case.of(
        department(
            item("coverage_shift", level=Level.COVERAGE, of="minimum"),
            item("requests", price=500),
            item("assignments", max=2),
            item("consecutive", price=300, of="work", min=2),
            people=("ann", "bo", "cy"),
            days=3,
            shift_needs=tuple(need("D@CT", 1, day=day) for day in range(3)),
            wishes=tuple(wish(who, day) for who, day in draw.sample(free, 5)),
        )
    )


def relaxed(seed: int, *lines: str) -> tuple[Blackboard, float]:
    """A board with a roster and a relaxation, and that relaxation's bound."""
    case = crew(seed)
    board = board_for(case, "person bound")
    board.offer(grid(case, *lines), "made up")
    Relaxation().run(board, seed=1, seconds=60)
    assert board.weighted_bound is not None
    assert board.row_prices
    return board, board.weighted_bound


DEAR = ("D . .", ". D .", ". . D")


def test_it_lies_between_the_relaxation_and_the_best_roster() -> None:
    for seed in range(4):
        board, before = relaxed(seed, *DEAR)
        PersonBound(promise=None).run(board, seed=1, seconds=60)
        assert before - 1e-3 <= board.own_bounds["person bound"] <= weighted_optimum(board.case) + 1e-6


def test_without_prices_there_is_nothing_to_do() -> None:
    board = board_for(crew(0), "person bound")
    PersonBound(promise=None).run(board, seed=1, seconds=60)
    assert not board.own_bounds


def test_where_the_relaxation_is_far_below_the_best_roster_the_time_is_left_to_others() -> None:
    tries = (relaxed(seed, *DEAR) for seed in range(20))
    board, share = next(
        (board, bound / board.weighted_best) for board, bound in tries if 0 < bound < board.weighted_best
    )
    PersonBound(promise=share + 1e-6).run(board, seed=1, seconds=60)
    assert "person bound" not in board.own_bounds
    PersonBound(promise=share - 1e-6).run(board, seed=1, seconds=60)
    assert "person bound" in board.own_bounds


def test_a_roster_that_was_just_found_elsewhere_is_reason_enough() -> None:
    board, _ = relaxed(1, *DEAR)
    link = Memory(inbox=[board.best.grid] if board.best is not None else [])
    board.best, board.link = None, link
    PersonBound(promise=-1e9).run(board, seed=1, seconds=60)
    assert "person bound" in board.own_bounds
