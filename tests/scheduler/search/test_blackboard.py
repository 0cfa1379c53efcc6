"""The board keeps only what is better, and says proved and confirmed only when it is."""

import threading
from itertools import permutations
from math import inf

import pytest

from fixtures.builders import leave
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.result import Status
from scheduler.search.blackboard import Blackboard
from scheduler.search.verdict import conclude
from tests.scheduler.search.boards import Clock, Memory, grid, ward

CASE = Case.of(ward())
NOBODY, TWO_WISHES, ONE_WISH = (". . .", ". . ."), ("D D .", ". . D"), (". D D", "D . .")
"""1440 hole minutes; 1000 cents; 500 cents, which is the least."""
BROKEN = ("D D D", ". . .")


def board(clock: Clock | None = None, link: Memory | None = None) -> Blackboard:
    return Blackboard(CASE, deadline=60.0, began=0.0, now=clock or Clock(), link=link)


def lines(which: tuple[str, str]) -> Grid:
    return grid(CASE, *which)


def test_only_what_is_better_is_kept() -> None:
    kept = board()
    offered = [kept.offer(lines(one), "a") for one in (NOBODY, TWO_WISHES, NOBODY, TWO_WISHES, ONE_WISH, TWO_WISHES)]
    assert offered == [True, True, False, False, True, False]
    assert kept.best is not None
    assert kept.best.rank == (0, 0, 500)
    assert kept.weighted_best == 500


def test_a_roster_that_breaks_a_hard_rule_is_never_kept() -> None:
    kept = board()
    assert not kept.offer(lines(BROKEN), "a")
    assert kept.best is None
    assert kept.weighted_best == inf


def test_a_roster_is_kept_as_it_was_when_it_was_offered() -> None:
    kept, offered = board(), lines(ONE_WISH)
    kept.offer(offered, "a")
    offered[:] = -1
    assert kept.best is not None
    assert (kept.best.grid >= 0).sum() == 3


def test_who_found_it_and_when_is_noted() -> None:
    clock = Clock()
    kept = board(clock)
    clock.time = 12.5
    kept.offer(lines(ONE_WISH), "windows")
    assert kept.best is not None
    assert (kept.best.source, kept.best.seconds) == ("windows", 12.5)
    assert (kept.elapsed, kept.remaining) == (12.5, 47.5)


def test_the_link_hears_of_improvements_and_of_nothing_else() -> None:
    link = Memory()
    kept = board(link=link)
    kept.offer(lines(TWO_WISHES), "a")
    kept.offer(lines(NOBODY), "b")
    kept.offer(lines(BROKEN), "b")
    kept.offer_bound(100.0, "c")
    kept.offer_bound(50.0, "d")
    kept.offer_hole_bound(0, "e")
    kept.offer_hole_bound(60, "e")
    kept.claim_impossible("f")
    assert link.told == [("a", (0, 0, 1000)), ("c", 100.0), ("e", 60), ("f", "impossible")]


@pytest.mark.parametrize("order", [*permutations((NOBODY, TWO_WISHES, ONE_WISH))])
def test_the_order_of_offers_does_not_matter(order: tuple[tuple[str, str], ...]) -> None:
    kept = board()
    for one in order:
        kept.offer(lines(one), "a")
    assert kept.weighted_best == 500


def test_many_threads_leave_the_best_of_their_rosters() -> None:
    kept = board()
    grids = [lines(one) for one in (NOBODY, TWO_WISHES, ONE_WISH) * 4]
    threads = [threading.Thread(target=kept.offer, args=(one, "a")) for one in grids]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert kept.weighted_best == 500


def test_bounds_only_rise_and_each_source_has_its_own() -> None:
    kept = board()
    assert kept.offer_bound(100.0, "a")
    assert not kept.offer_bound(90.0, "b")
    assert kept.offer_bound(200.0, "b")
    assert not kept.offer_bound(150.0, "a")
    assert kept.weighted_bound == 200.0
    assert kept.own_bounds == {"a": 150.0, "b": 200.0}
    assert [kept.offer_hole_bound(holes, "a") for holes in (0, 30, 20, 30, 40)] == [False, True, False, False, True]
    assert kept.hole_bound == 40


def test_a_bound_in_cents_goes_with_the_holes_of_the_best_roster() -> None:
    kept = board()
    assert kept.cost_bound is None
    kept.offer_bound(CASE.hole_weight * 1440 - 100.0, "a")
    assert kept.cost_bound is None
    kept.offer(lines(NOBODY), "a")
    assert kept.cost_bound == -100


@pytest.mark.parametrize(("bound", "expected"), [(499.0, 499), (499.01, 500), (499.9999999, 500), (500.0000001, 500)])
def test_cents_are_whole_so_bounds_are_rounded_up_but_for_noise(bound: float, expected: int) -> None:
    kept = board()
    kept.offer(lines(ONE_WISH), "a")
    kept.offer_bound(bound, "a")
    assert kept.cost_bound == expected
    assert kept.proved == (expected == 500)


def test_a_roster_is_proved_when_neither_holes_nor_cents_can_be_fewer() -> None:
    kept = board()
    kept.offer(lines(NOBODY), "a")
    kept.offer_bound(CASE.hole_weight * 1440.0, "a")
    before = kept.proved
    kept.offer_hole_bound(1440, "a")
    assert (before, kept.proved) == (False, True), "fewer holes might have been possible"


def test_a_proof_is_confirmed_by_a_second_source_only() -> None:
    kept = board()
    kept.offer(lines(ONE_WISH), "a")
    kept.offer_bound(500.0, "full")
    assert kept.proved
    confirmed = [kept.confirmed]
    for source, bound in (("full", 500.0), ("compact", 499.0), ("compact", 499.9999995)):
        kept.offer_bound(bound, source)
        confirmed.append(kept.confirmed)
    assert confirmed == [False, False, False, True]


def test_nothing_is_confirmed_while_fewer_holes_are_possible() -> None:
    kept = board()
    kept.offer(lines(NOBODY), "a")
    for source in ("full", "compact"):
        kept.offer_bound(CASE.hole_weight * 1440.0, source)
    before = kept.confirmed
    kept.offer_hole_bound(1440, "relaxation")
    assert (before, kept.confirmed) == (False, True)


def test_without_a_roster_nothing_is_proved_or_confirmed() -> None:
    kept = board()
    for source in ("a", "b"):
        kept.offer_bound(1e12, source)
    assert (kept.proved, kept.confirmed, kept.done) == (False, False, False)


def test_the_running_strategy_stops_when_its_own_proof_is_complete_and_not_for_anothers() -> None:
    kept = board()
    kept.running = "full"
    kept.offer(lines(ONE_WISH), "a")
    kept.offer_bound(500.0, "compact")
    before = kept.done
    kept.offer_bound(500.0, "full")
    assert (before, kept.done) == (False, True), "it may confirm what the other one proved"


def test_the_deadline_and_a_stop_end_everything() -> None:
    clock = Clock()
    kept = board(clock)
    before = kept.done
    clock.time = 60.0
    assert (before, kept.done, kept.remaining) == (False, True, 0.0)
    stopped = board()
    stopped.stop.set()
    assert (stopped.done, stopped.remaining) == (True, 0.0)


def test_asking_whether_to_stop_brings_home_what_others_found() -> None:
    link = Memory(inbox=[lines(TWO_WISHES)])
    kept = board(link=link)
    assert not kept.done
    assert kept.best is not None
    assert (kept.best.source, kept.best.rank) == ("elsewhere", (0, 0, 1000))


def test_a_bound_that_meets_a_later_roster_proves_it() -> None:
    kept = Blackboard(Case.of(ward().model_copy(update={"time_off": (leave("ann", 0),)})), deadline=60.0, now=Clock())
    kept.offer_bound(500.0, "full")
    before = kept.proved
    assert kept.offer(lines(ONE_WISH), "a")
    assert (before, kept.proved) == (False, True)


@pytest.mark.parametrize("roster_first", [True, False])
def test_who_is_contradicted_by_a_checked_roster_is_not_believed_any_more(roster_first: bool) -> None:  # noqa: FBT001 - parametrized
    kept = board()
    kept.offer_bound(300.0, "sound")
    if roster_first:
        kept.offer(lines(ONE_WISH), "a")
    kept.offer_bound(900.0, "broken")
    kept.offer(lines(ONE_WISH), "a")
    assert kept.refuted == {"broken"}
    assert kept.cost_bound == 300
    assert not kept.offer_bound(450.0, "broken")
    told = conclude(kept, (), ((300.0, "sound", 0.1), (900.0, "broken", 0.2)), reasons=(), seed=0, workers=1)
    assert (told.status, told.bound) == (Status.FEASIBLE, 300)
    assert [step.source for step in told.bounds] == ["sound"]
    assert "the bound of broken was above what a checked roster costs" in told.reasons[0]
