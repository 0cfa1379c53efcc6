"""The comparison, tried on the smallest problem: those who translate it understand every rule of it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.registry import ROOT, problem_named
from benchmarks.rivals.contest import Codes
from benchmarks.rivals.contestants import contestant_named
from benchmarks.rivals.plain import plain_of
from benchmarks.rivals.referee import Point, Referee, Run
from benchmarks.rivals.shift_model import _bends
from benchmarks.rivals.table import best_bound, excess, tables
from models.department import Department
from models.roster import Roster
from scheduler.case import Case
from scheduler.search.supervisor import solve
from scheduler.verify import verify

SMALL = "reference-10"


def bench_a_row_of_the_comparison(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    compare = lambda: _compare(tmp_path, "cp-sat-1,shift-scheduling-2", seconds=4)  # noqa: E731 - one call
    said: str = benchmark.pedantic(compare, rounds=1)  # type: ignore[no-untyped-call]  # not annotated
    ours, theirs = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))
    assert ours["bounds"], "CP-SAT proves something at once"
    assert theirs["bounds"]
    assert not [remark for remark in theirs["remarks"] if "takes" in remark], "its own score is the checker's"
    assert (tmp_path / "table.md").read_text(encoding="utf-8").strip() in said
    assert "shift-scheduling-2" in (tmp_path / f"{SMALL}.svg").read_text(encoding="utf-8")


def bench_timefold_scores_rosters_as_we_do(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    reason = contestant_named("timefold").absent()
    if reason is not None:
        pytest.skip(f"Timefold does not take part: {reason}")
    compare = lambda: _compare(tmp_path, "timefold", seconds=15)  # noqa: E731 - one call
    benchmark.pedantic(compare, rounds=1)  # type: ignore[no-untyped-call]  # not annotated
    (run,) = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))
    assert run["rosters"] > 0
    assert not [remark for remark in run["remarks"] if "takes" in remark or "ended with" in remark]


def _compare(folder: Path, contestants: str, *, seconds: int) -> str:
    command = [sys.executable, "-m", "benchmarks.rivals.compare", "--problems", SMALL, "--contestants", contestants]
    command += [f"--budget={seconds}", f"--out={folder}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def bench_a_department_without_our_words_leaves_nothing_out(benchmark: BenchmarkFixture) -> None:
    case = Case.of(problem_named("reference-40-seed2-short10").read())
    plain = benchmark.pedantic(plain_of, args=(case,), rounds=1)  # type: ignore[no-untyped-call]  # not annotated
    assert plain.left_out == []
    assert len(plain.rows) > 1000
    assert {apart.gap for apart in plain.apart} == {1, 2}


def test_rosters_come_back_from_their_codes() -> None:
    department, roster = _quick()
    codes = Codes(department)
    assert codes.decode(codes.encode(roster)) == roster


def test_the_referee_counts_what_keeps_the_rules_and_came_in_time(tmp_path: Path) -> None:
    department, roster = _quick()
    cells, verdict = Codes(department).encode(roster), verify(department, roster)
    dear = [0] * len(cells)  # everybody off: holes all over, and no rule broken
    broken = [1] * len(cells)
    log, run = tmp_path / "log.jsonl", Run(SMALL, "somebody", seed=1, budget=10.0, seconds=12.0)
    log.write_text(
        _event(at=1, roster=broken, claimed=None) + _event(at=2, roster=dear, claimed=None) + _event(at=3, bound=5.0)
        + _event(at=4, roster=cells, claimed=1.0) + _event(at=11, roster=dear, claimed=None) + _event(at=11, bound=9.0)
        + _event(at=12, remark="over") + '{"at": 12, "rem', encoding="utf-8",
    )  # fmt: skip
    Referee.of(department).judge(run, log)
    assert [point.at for point in run.curve] == [2, 4]
    assert run.best == Point(4, verdict.holes, verdict.cost)
    assert run.bounds == [(3, 5.0)]
    assert run.broken is None
    assert run.remarks[0].startswith("takes 1 for what verify calls")
    assert run.remarks[1] == "over"


def test_excess_is_over_the_best_bound_of_anybody_and_holes_come_first() -> None:
    good, poor, full_of_holes = (
        Run(SMALL, name, 1, 10.0, 10.0, hole_weight=2, curve=[Point(1, holes, cost)], bounds=[(1, bound)])
        for name, holes, cost, bound in (("good", 0, 105, 60.0), ("poor", 0, 150, 99.2), ("holes", 120, 90, 10.0))
    )
    runs = [good, poor, full_of_holes]
    assert best_bound(runs) == 100
    assert [excess([run], runs) for run in runs] == ["5.00%", "50.00%", "2 h of holes"]
    assert "is below the bound" not in tables(runs)
    ours = [replace(good, contestant="radroster"), poor, full_of_holes]
    assert "| excess of radroster ÷ theirs, median | | 1 × | 0.1 × | 0 × |" in tables(ours)
    wrong = Run(SMALL, "wrong", 1, 10.0, 10.0, curve=[Point(1, 0, 99)])
    assert "**wrong is below the bound 100" in tables([*runs, wrong])


def _quick() -> tuple[Department, Roster]:
    department = problem_named(SMALL).read()
    roster = solve(department, seconds=60, seed=1, workers=1, rounds=1).roster
    assert roster is not None
    return department, roster


def _event(**told: object) -> str:
    return json.dumps(told) + "\n"


@pytest.mark.parametrize("cents", [(0,), (9, 4, 0, 0, 3), (8, 6, 4), (0, 0, 1, 3, 6), (5, 2, 1, 1)])
def test_a_convex_price_is_the_sum_of_its_bends(cents: tuple[int, ...]) -> None:
    bends = list(_bends(cents))
    for total, price in enumerate(cents):
        excess = sum(slope * max(0, total - knot if above else knot - total) for knot, slope, above in bends)
        assert min(cents) + excess == price
