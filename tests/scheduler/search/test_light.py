"""OR-Tools without pandas solves the same."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOLVE = """
import sys
from scheduler.search.light import without_pandas
without_pandas()
from scheduler.search.full import Full
from scheduler.search.compact import Compact
from scheduler.case import Case
from tests.scheduler.search.boards import board_for, ward
for strategy in (Full(), Compact()):
    board = board_for(Case.of(ward()), strategy.name)
    strategy.run(board, seed=1, seconds=60)
    print(board.best.rank, board.proved)
print(type(sys.modules["pandas"]).__name__, "pandas.core" in sys.modules)
"""


def test_a_worker_without_pandas_proves_the_same_optimum() -> None:
    done = subprocess.run([sys.executable, "-c", SOLVE], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["(0, 0, 500) True", "(0, 0, 500) True", "_Names False"]


def test_pandas_that_is_loaded_stays() -> None:
    code = (
        "import pandas; from scheduler.search.light import without_pandas; without_pandas(); "
        "import sys; print(sys.modules['pandas'] is pandas, hasattr(pandas, 'read_csv'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["True", "True"]
