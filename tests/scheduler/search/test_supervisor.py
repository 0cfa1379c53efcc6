"""A whole solve: with one worker or several, cancelled, bereaved, impossible."""

import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from api.generate import generate_department
from fixtures.builders import department, item, need, pin, roster
from models.department import Department
from models.errors import BrokenInvariantError
from models.requests import Pin
from scheduler.result import Result, Status
from scheduler.search import supervisor, team
from scheduler.search.supervisor import Progress, solve
from scheduler.verify import verify
from tests.processes import alive, children, wait_for
from tests.scheduler.search.boards import PLENTY, cases, ward
from tests.scheduler.trying import best_of_all

ROOT = Path(__file__).resolve().parents[3]
T = TypeVar("T")


@cache
def large() -> Department:
    """More than anybody proves in a minute."""
    return generate_department(40, 0).department


@cache
def middling() -> Department:
    return generate_department(10, 3).department


def assert_sound(place: Department, result: Result) -> None:
    """The roster passes the checker, and no bound is above what was found."""
    assert result.roster is not None
    assert result.verdict is not None
    found = verify(place, result.roster)
    assert found.broken == 0
    assert found.rank == result.verdict.rank
    assert result.bound is None or result.bound <= result.verdict.cost
    assert result.hole_bound is None or result.hole_bound <= result.verdict.holes
    ranks = [(step.holes, step.cost) for step in result.incumbents]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] == (found.holes, found.cost)
    assert result.first_seconds == result.incumbents[0].seconds <= result.seconds


@pytest.mark.parametrize("workers", [1, 2])
def test_a_small_problem_is_proved_best_twice(workers: int) -> None:
    result = solve(ward(), seconds=PLENTY, workers=workers)
    assert_sound(ward(), result)
    assert (result.status, result.gap, result.bound) == (Status.OPTIMAL, 0.0, 500)
    assert (result.workers, result.seed, result.reasons) == (workers, 0, ())


def test_one_worker_finds_the_best_of_all_tiny_rosters() -> None:
    ended: dict[Status, int] = {}
    for case in cases(25, rosters=200):
        result, best = solve(case.department, seconds=PLENTY, workers=1), best_of_all(case)
        ended[result.status] = ended.get(result.status, 0) + 1
        if best is None:
            assert (result.status, result.roster) == (Status.INFEASIBLE, None)
            assert result.reasons
            continue
        assert_sound(case.department, result)
        assert result.verdict is not None
        assert (result.verdict.holes, result.verdict.cost) == best
    assert ended[Status.OPTIMAL] > 15
    assert ended[Status.INFEASIBLE] > 0


@pytest.mark.parametrize("seed", [300, 301])
def test_two_workers_agree_with_one(seed: int) -> None:
    (case,) = cases(1, rosters=10**4, items=6, first=seed)
    one, two = (solve(case.department, seconds=PLENTY, workers=workers) for workers in (1, 2))
    assert (one.status, one.bound, one.hole_bound) == (two.status, two.bound, two.hole_bound)
    assert (one.verdict and one.verdict.rank) == (two.verdict and two.verdict.rank)


def test_rounds_make_a_solve_exactly_repeatable() -> None:
    first, second, other = (solve(middling(), seconds=600, seed=seed, workers=1, rounds=6) for seed in (4, 4, 5))
    assert_sound(middling(), first)
    assert first.roster == second.roster != other.roster
    steps = [[(step.source, step.holes, step.cost) for step in result.incumbents] for result in (first, second)]
    assert steps[0] == steps[1]
    with pytest.raises(ValueError, match="rounds are counted with one worker, not with 2"):
        solve(middling(), workers=2, rounds=6)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_solve_goes_on_from_the_roster_that_it_is_given(workers: int) -> None:
    earlier = solve(middling(), seconds=600, seed=4, workers=1, rounds=6)
    heard: list[Progress] = []
    again = solve(middling(), seconds=0.5, workers=workers, start=earlier.roster, listener=heard.append)
    assert_sound(middling(), again)
    assert earlier.verdict is not None
    assert again.verdict is not None
    assert again.verdict.rank <= earlier.verdict.rank
    assert (again.incumbents[0].source, again.incumbents[0].cost) == (supervisor.START, earlier.verdict.cost)
    assert heard[0].roster == earlier.roster
    assert [step.cost for step in heard if step.roster] == [step.cost for step in again.incumbents]


def test_a_start_that_breaks_a_hard_rule_counts_for_nothing() -> None:
    place = department(item("coverage_shift", of="minimum"), people=("ann",), days=1, shift_needs=(need("D@CT", 1),))
    result = solve(place, seconds=PLENTY, workers=1, start=roster(place, {"ann": "."}))
    assert result.status is Status.OPTIMAL
    assert supervisor.START not in {step.source for step in result.incumbents}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_ends_a_solve_long_before_its_limit(workers: int) -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    begun = time.monotonic()
    result = solve(large(), seconds=600, workers=workers, stop=stop)
    assert time.monotonic() - begun < 120
    assert result.status in {Status.FEASIBLE, Status.UNKNOWN}


def test_a_stop_keeps_what_was_found() -> None:
    stop, heard = threading.Event(), list[Progress]()

    def listener(step: Progress) -> None:
        heard.append(step)
        if step.cost is not None:
            stop.set()

    begun = time.monotonic()
    result = solve(large(), seconds=600, stop=stop, listener=listener)
    assert time.monotonic() - begun < 300
    assert_sound(large(), result)
    assert result.status is Status.FEASIBLE
    assert next(step.cost for step in heard if step.cost is not None) == result.incumbents[0].cost


def test_the_time_limit_holds_though_workers_have_not_even_started() -> None:
    begun = time.monotonic()
    result = solve(large(), seconds=0.2, workers=2)
    assert time.monotonic() - begun < 60
    assert (result.status, result.roster, result.gap) == (Status.UNKNOWN, None, None)
    assert "no roster that keeps every hard rule was found within the time limit. Maybe give" in result.reasons[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_impossible_is_told_when_confirmed(workers: int) -> None:
    place = department(item("coverage_shift", of="minimum"), days=2, shift_needs=(need("D@CT", 1), need("E@CT", 1)))
    result = solve(place, seconds=PLENTY, workers=workers)
    assert (result.status, result.roster, result.verdict) == (Status.INFEASIBLE, None, None)
    assert "(found by full, confirmed without presolve)" in result.reasons[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_large_problem_that_one_person_makes_impossible_ends_long_before_its_limit(workers: int) -> None:
    place, person = large(), large().staff[0]
    home = next(area for area in place.areas if area.id == person.home_area)
    shift = next(one for one in place.shifts if one.id in home.shifts)
    pins = tuple(
        Pin(person=person.id, date=place.horizon.date_of(day), shift=shift.id, area=home.id)
        for day in range(place.horizon.days)
    )
    free = item("weekends", max=0).model_copy(update={"id": "free weekends"})
    forced = place.model_copy(update={"pins": pins, "time_off": (), "policy": (*place.policy, free)})
    begun = time.monotonic()
    result = solve(forced, seconds=600, workers=workers)
    assert time.monotonic() - begun < 300
    assert (result.status, result.roster) == (Status.INFEASIBLE, None)
    assert person.label in result.reasons[0]


def test_obvious_reasons_are_told_without_starting_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "Team", None)
    result = solve(department(pins=(pin("ann", 0, "D@CT"), pin("ann", 0, "E@CT"))), seconds=PLENTY, workers=2)
    assert result.status is Status.INFEASIBLE
    assert "Remove one of the two pins" in result.reasons[0]


def test_a_worker_that_is_killed_takes_no_roster_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    teams: list[team.Team] = []

    class Watched(team.Team):
        def run(self) -> None:
            teams.append(self)
            super().run()

    def listener(step: Progress) -> None:
        if step.cost is not None:
            for process in teams[0].processes:
                process.kill()

    monkeypatch.setattr(supervisor, "Team", Watched)
    begun = time.monotonic()
    result = solve(large(), seconds=600, workers=2, listener=listener)
    assert time.monotonic() - begun < 300, "nobody is left to wait for"
    assert_sound(large(), result)
    assert teams[0].dead


def test_the_others_go_on_when_one_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bereaved(team.Team):
        def run(self) -> None:
            self.processes[0].kill()
            super().run()

    monkeypatch.setattr(supervisor, "Team", Bereaved)
    result = solve(ward(), seconds=PLENTY, workers=2)
    assert_sound(ward(), result)
    assert result.bound == 500


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)", "this is no Python"])
def test_when_every_worker_dies_at_once_it_is_our_mistake_and_told(
    monkeypatch: pytest.MonkeyPatch, code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(team, "WORKER", code)
    with pytest.raises(BrokenInvariantError, match=r"every solver process died \(exit codes (3, 3|-9, -9|1, 1);"):
        solve(ward(), seconds=PLENTY, workers=2)
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_their_supervisor() -> None:
    code = "from tests.scheduler.search.test_supervisor import large; from scheduler.search.supervisor import solve\n"
    code += "solve(large(), seconds=600, workers=2)"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as process:
        workers = wait_for(lambda: len(children(process.pid)) == 2 and children(process.pid))
        process.kill()
    assert workers
    assert wait_for(lambda: not any(alive(worker) for worker in workers))
