"""Column search as a strategy: a start, the root's bound, dives, a restricted program, then neighbourhoods."""

from dataclasses import dataclass

import numpy as np

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.dive import Steps, dive
from scheduler.search.columns.generation import Pace, generate
from scheduler.search.columns.master import Program
from scheduler.search.columns.neighbourhoods import Sizes, explore
from scheduler.search.columns.restricted import Limits, all_columns, solve_restricted
from scheduler.search.columns.start import build
from scheduler.search.columns.work import Work

DIVES = 6
DIVE_PART = 0.6
"""Share of the time left that a dive may take."""
RESTRICTED_PART = 0.08
"""Share of all the time for the best roster of known lines: where it is not found quickly, neighbourhoods find more."""


@dataclass(frozen=True)
class ColumnSearch:
    """Bounds and rosters from whole-person lines."""

    name: str = "columns"
    proves: bool = True
    root_share: float = 0.5
    """Share of the time that the root may take."""
    dive_share: float = 0.3
    """Share of the time up to which dives after the first one begin."""
    tries: int = 1_000_000
    """Neighbourhoods at most."""

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer a start, bounds, and ever better rosters."""
        if not board.case.problem.people:
            return
        began = board.now()
        work = Work(board, self.name, seed, began + min(seconds, board.remaining))
        if not np.isfinite(work.master.constant):
            return
        work.adopt()
        if not build(work):
            return
        whole = work.left
        work.until, end = began + self.root_share * seconds, work.until
        work.program = Program(work.master, np.arange(len(work.master.pool)))
        generate(work, work.program, Pace())
        work.until = end
        self._dives(work, began + self.dive_share * whole)
        if not work.over:
            room = work.value - work.root.value + 0.5 if work.root is not None else None
            solve_restricted(work, all_columns(work, room), Limits(RESTRICTED_PART * whole, nodes=2000))
        if work.lines:
            explore(work, Sizes(), self.tries)

    def _dives(self, work: Work, until: float) -> None:
        for number in range(DIVES):
            if work.over or (number and work.board.now() > until):
                return
            steps = Steps() if not number else Steps(share=0.04, rounds=8, noise=0.25)
            dive(work, steps, DIVE_PART * work.left)
