"""How long a person's best line takes, and how far a column search comes in a few seconds.

Small by default; RADROSTER_BENCHMARK_SIZE=full reads the public instances (RADROSTER_PUBLIC_DATA, or ../shared/data).
"""

import os
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from api.exchange import curtois, inrc2
from api.generate import generate_department
from fixtures.tiny import tiny
from models.department import Department
from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.strategy import ColumnSearch
from scheduler.search.person import PersonOptimiser

FULL = os.environ.get("RADROSTER_BENCHMARK_SIZE") == "full"
DATA = Path(os.environ.get("RADROSTER_PUBLIC_DATA", Path(__file__).parents[2] / "shared" / "data"))
PEOPLE = 8
NAMES = ("Instance5", "Instance12", "Instance18", "Instance20", "Instance22", "n030w4_1_6-2-9-1", "reference")


def department(name: str) -> Department:
    """A public instance or the generated reference department; skips where the public data is absent."""
    if name == "reference":
        return generate_department(105, 1).department
    if not DATA.is_dir():
        pytest.skip(f"the public data is not at {DATA}")
    if name.startswith("Instance"):
        return curtois.read(DATA / "curtois", name)
    return inrc2.read(DATA / "inrc2", name)


@pytest.mark.parametrize("name", NAMES if FULL else ("tiny",))
def bench_best_lines_of_some_people_at_random_prices(benchmark: BenchmarkFixture, name: str) -> None:
    case = Case.of(tiny(Random(1)) if name == "tiny" else department(name))
    optimiser, draw = PersonOptimiser(case), np.random.default_rng(1)
    people = range(min(PEOPLE, case.problem.people))
    prices = -draw.integers(0, 100, (case.problem.days, len(case.problem.duties))).astype(np.float64)
    for person in people:
        optimiser.engine(person)
    answers = benchmark(lambda: [optimiser.best_lines(person, prices, None, 3) for person in people])
    assert all(answer.bound <= value + 1e-6 for answer in answers for value, _, _ in answer.lines)


@pytest.mark.parametrize("name", NAMES[:3] if FULL else ("tiny",))
def bench_a_short_column_search(benchmark: BenchmarkFixture, name: str) -> None:
    case = Case.of(tiny(Random(1)) if name == "tiny" else department(name))
    seconds = 20.0 if FULL else 5.0

    def search() -> Blackboard:
        board = Blackboard(case, deadline=time.monotonic() + seconds, running="columns")
        ColumnSearch(tries=1_000_000 if FULL else 4).run(board, seed=1, seconds=seconds)
        return board

    board: Blackboard = benchmark.pedantic(search, rounds=1)  # type: ignore[no-untyped-call]  # not annotated
    assert board.weighted_bound is None or board.weighted_bound <= board.weighted_best
