"""Column search alone on one problem: prints each better roster and bound, by CPU seconds.

`python benchmarks/studies/2026-11-24_columns/columns.py Instance12 60 1` (problem, CPU seconds, seed); the problem is
an instance of Curtois and Qu or of the INRC-II, or `reference-105` for a generated department of 105 technologists.
"""

import os
import sys
import time
from pathlib import Path

from api.exchange import curtois, inrc2
from api.generate import generate_department
from models.department import Department
from scheduler.case import Case
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.columns.strategy import ColumnSearch

DATA = Path(os.environ.get("RADROSTER_PUBLIC_DATA", Path(__file__).parents[4] / "shared" / "data"))
ASK_EVERY = 0.02
"""Wall seconds for which a reading of the CPU clock is good enough."""


class CpuClock:
    """Seconds of CPU that the process has used."""

    def __init__(self) -> None:
        self._asked, self._read = 0.0, 0.0

    def __call__(self) -> float:
        now = time.monotonic()
        if now - self._asked > ASK_EVERY:
            self._asked, self._read = now, time.process_time()
        return self._read


class Printer:
    """A board's link that prints what is found; bounds once a second at most."""

    def __init__(self, clock: CpuClock) -> None:
        self._clock, self._told = clock, 0.0

    def roster_found(self, best: Best) -> None:
        print(f"{best.seconds:7.1f}  roster {best.verdict.cost:>12} holes {best.verdict.holes}", flush=True)

    def bound_found(self, weighted: float, source: str) -> None:
        if self._clock() - self._told > 1:
            self._told = self._clock()
            print(f"{self._told:7.1f}  bound  {weighted:12.2f} {source}", flush=True)

    def hole_bound_found(self, holes: int, source: str) -> None:
        print(f"{self._clock():7.1f}  holes  {holes:>12} {source}", flush=True)

    def impossible_found(self, source: str) -> None:
        print(f"{self._clock():7.1f}  impossible, says {source}", flush=True)

    def poll(self, board: Blackboard) -> None:
        """Nothing comes from outside."""


def department(name: str) -> Department:
    """The problem of that name."""
    if name.startswith("reference-"):
        return generate_department(int(name.removeprefix("reference-")), 1).department
    if name.startswith("Instance"):
        return curtois.read(DATA / "curtois", name)
    return inrc2.read(DATA / "inrc2", name)


def main() -> None:
    """Run one problem."""
    name, seconds, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    clock = CpuClock()
    began = clock()
    case = Case.of(department(name))
    strategy = ColumnSearch()
    board = Blackboard(case, began + seconds, began=began, link=Printer(clock), now=clock, running=strategy.name)
    strategy.run(board, seed=seed, seconds=board.remaining)
    found = "none" if board.best is None else f"{board.best.verdict.cost} at {board.best.seconds:.1f}"
    print(f"{name}: roster {found}, bound {board.weighted_bound}, {board.elapsed:.1f} CPU seconds")


if __name__ == "__main__":
    main()
