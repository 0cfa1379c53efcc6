"""The driver of the table of solves, tried on the smallest problem: one row, on which the judge agrees."""

import json
import subprocess
import sys
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.public import Row, table
from benchmarks.registry import DATA, ROOT

SECONDS = 4


def bench_a_row_of_the_table_of_solves(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    public = ("--set", "curtois", "--instances", "1") if DATA.is_dir() else ("--set", "reference", "--technologists=10")
    command = [sys.executable, "-m", "benchmarks.public", *public, f"--time-limit={SECONDS}"]
    command += ["--workers", "1", "--json", str(tmp_path / "rows.json")]
    run = lambda: subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: E731 - one call
    said: str = benchmark.pedantic(run, rounds=1).stdout  # type: ignore[no-untyped-call]  # not annotated
    (told,) = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    row = Row(**told)
    assert said.splitlines() == list(table([row]))
    assert row.judged == row.objective
    assert row.status in {"OPTIMAL", "FEASIBLE", "UNKNOWN"}
    assert row.cpu_seconds > 0
