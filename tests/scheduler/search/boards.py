"""Boards for tests of the search: a clock that stands still, links that remember, departments with few rosters."""

import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np

from fixtures.builders import department, item, need, roster, wish
from fixtures.tiny import tiny
from models.department import Department
from models.policy import Level
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.search.blackboard import Best, Blackboard
from scheduler.verify import verify
from tests.scheduler.trying import best_of_all

PLENTY = 120.0
"""Seconds that no test needs, whatever else the machine does."""


@dataclass
class Clock:
    """A clock that goes only when told."""

    time: float = 0.0

    def __call__(self) -> float:
        return self.time


@dataclass
class Memory:
    """A link that remembers what it was told, and brings home what it was given."""

    told: list[tuple[str, Any]] = field(default_factory=list)
    inbox: list[Grid] = field(default_factory=list)

    def roster_found(self, best: Best) -> None:
        self.told.append((best.source, best.rank))

    def bound_found(self, weighted: float, source: str) -> None:
        self.told.append((source, weighted))

    def hole_bound_found(self, holes: int, source: str) -> None:
        self.told.append((source, holes))

    def impossible_found(self, source: str) -> None:
        self.told.append((source, "impossible"))

    def poll(self, board: Blackboard) -> None:
        while self.inbox:
            board.offer(self.inbox.pop(0), "elsewhere")


def ward() -> Department:
    """Ann and Bo; each day is to be covered once; whoever works against a wish costs 5 dollars; two days at most."""
    return department(
        item("coverage_shift", level=Level.COVERAGE, of="minimum"),
        item("requests", price=500),
        item("assignments", max=2),
        people=("ann", "bo"),
        days=3,
        shift_needs=tuple(need("D@CT", 1, day=day) for day in range(3)),
        wishes=(wish("ann", 0), wish("ann", 1), wish("bo", 1)),
    )


def grid(case: Case, *lines: str) -> Grid:
    """A roster of a case, one line for each person in order."""
    keys = [person.id for person in case.department.staff]
    return case.problem.grid_of(roster(case.department, dict(zip(keys, lines, strict=True))))


def board_for(case: Case, running: str = "", *, seconds: float = PLENTY) -> Blackboard:
    return Blackboard(case, deadline=time.monotonic() + seconds, running=running)


def cases(count: int, *, rosters: int = 300, items: int = 5, first: int = 0) -> list[Case]:
    """Random departments of which every roster can be tried."""
    return [Case.of(tiny(Random(seed), rosters=rosters, items=items)) for seed in range(first, first + count)]


def weighted_optimum(case: Case) -> float:
    """Least ``hole_weight · holes + cents`` of all rosters; the same as holes first where a hole is dear enough."""
    best = best_of_all(case)
    return float("inf") if best is None else case.hole_weight * best[0] + best[1]


def assert_valid(case: Case, board: Blackboard) -> None:
    """The board's best roster passes the checker, at the cost that the board has for it."""
    assert board.best is not None
    verdict = verify(case.department, case.problem.roster_of(board.best.grid))
    assert verdict.broken == 0
    assert verdict.rank == board.best.rank
    assert np.array_equal(
        board.best.grid[:, : case.problem.history], case.problem.start_grid[:, : case.problem.history]
    )
