"""Who runs when: every problem is looked at by who finds rosters and by who proves, and nobody waits in vain."""

from dataclasses import dataclass, field

import pytest

from api.generate import generate_department
from fixtures.builders import department, item
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.first import FirstLines
from scheduler.search.plan import SMALL, Stage, choices, plan, repeatable, run_stages
from tests.scheduler.search.boards import board_for, grid, ward

SMALL_CASE, LARGE_CASE = Case.of(ward()), Case.of(generate_department(40, 0).department)


@dataclass
class Recorder:
    """A strategy that notes that it ran, and what it was given."""

    name: str = "recorder"
    proves: bool = False
    offers: tuple[str, ...] = ()
    bounds: tuple[tuple[float, str], ...] = ()
    ran: list[tuple[int, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        self.ran.append((seed, board.running))
        self.seconds.append(seconds)
        if self.offers:
            board.offer(grid(SMALL_CASE, *self.offers), self.name)
        for bound, source in self.bounds:
            board.offer_bound(bound, source)


BEST = (". D D", "D . .")


def test_the_two_cases_are_small_and_large() -> None:
    assert choices(SMALL_CASE) <= SMALL < choices(LARGE_CASE)


@pytest.mark.parametrize("case", [SMALL_CASE, LARGE_CASE], ids=["small", "large"])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_each_worker_has_a_part_and_together_they_find_and_prove(case: Case, workers: int) -> None:
    parts = plan(case, workers=workers)
    assert len(parts) == workers
    assert all(parts)
    kinds = {stage.strategy.proves for part in parts for stage in part}
    assert kinds == {True, False}
    assert all(0 < stage.share <= 1 for part in parts for stage in part)


def test_small_problems_meet_two_solvers_that_can_confirm_each_other() -> None:
    for workers in (1, 2):
        provers = {stage.strategy.name for part in plan(SMALL_CASE, workers=workers) for stage in part}
        assert {"full", "compact"} <= provers


def test_stages_run_in_order_under_their_names_with_the_seed() -> None:
    first, second = Recorder("one"), Recorder("two")
    board = board_for(SMALL_CASE, seconds=100)
    run_stages([Stage(first, 0.25), Stage(second)], board, seed=7)
    assert (first.ran, second.ran) == ([(7, "one")], [(7, "two")])
    assert first.seconds[0] == pytest.approx(25, abs=5)
    assert second.seconds[0] == pytest.approx(100, abs=20)


def test_once_proved_only_those_who_prove_go_on_and_once_confirmed_nobody() -> None:
    proof = Recorder("full", proves=True, offers=BEST, bounds=((500.0, "full"),))
    improve, confirm, last = Recorder("windows"), Recorder("compact", proves=True), Recorder("again", proves=True)
    confirm.bounds = ((500.0, "compact"),)
    run_stages([Stage(one) for one in (proof, improve, confirm, last)], board_for(SMALL_CASE), seed=0)
    assert [len(one.ran) for one in (proof, improve, confirm, last)] == [1, 0, 1, 0]


def test_nothing_runs_on_a_board_that_is_stopped_or_out_of_time() -> None:
    stopped, late = board_for(SMALL_CASE), board_for(SMALL_CASE, seconds=-1)
    stopped.stop.set()
    for board in (stopped, late):
        recorder = Recorder()
        run_stages([Stage(recorder)], board, seed=0)
        assert recorder.ran == []


def test_nothing_runs_once_a_problem_is_impossible() -> None:
    board, recorder = board_for(SMALL_CASE), Recorder()
    board.claim_impossible("full")
    run_stages([Stage(recorder)], board, seed=0)
    assert recorder.ran == []


def test_a_repeatable_plan_counts_its_rounds() -> None:
    *_, windows = repeatable(5)
    assert windows.strategy.name == "windows"
    assert getattr(windows.strategy, "rounds", None) == 5


def test_on_long_horizons_models_stand_by_for_people_whose_programmes_find_no_line() -> None:
    quarter = department(item("one_duty"), people=[f"p{number}" for number in range(30)], days=84)
    names = [stage.strategy.name for stage in plan(Case.of(quarter), workers=2)[0]]
    assert names == ["column windows", "one-by-one", "windows"]
    assert [stage.strategy.name for stage in plan(Case.of(quarter), workers=1)[0]][:2] == ["lines", "one-by-one"]
    assert plan(LARGE_CASE, workers=2)[0][0].strategy.name == "one-by-one"


def test_what_does_not_fit_into_memory_is_searched_by_windows_alone() -> None:
    year = department(item("one_duty"), people=[f"p{number}" for number in range(90)], days=364)
    for part in plan(Case.of(year), workers=2):
        assert [stage.strategy.name for stage in part] == ["lines", "one-by-one", "sweep", "windows"]
        assert part[0].strategy == FirstLines(frugal=True)
