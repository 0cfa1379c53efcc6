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
from scheduler.search.columns.windows import Route, approach
from scheduler.search.columns.work import Work
from scheduler.search.compact import Relaxation

DIVES = 6
DIVE_PART = 0.6
"""Share of the time left that a dive may take."""
RESTRICTED_PART = 0.08
"""Share of all the time for the best roster of known lines: where it is not found quickly, neighbourhoods find more."""
RELAXATION_PART = 0.15
"""Share of the time for a relaxation's prices, where windows came before it."""
KEPT = 40
"""Lines a person, the latest ones, with which a root begins after windows."""


@dataclass(frozen=True)
class ColumnSearch:
    """Bounds and rosters from whole-person lines."""

    name: str = "columns"
    proves: bool = True
    root_share: float = 0.5
    """Share of the time that the root may take."""
    dive_share: float = 0.3
    """Share of the time up to which dives after the first one begin."""
    long: bool = False
    """Whether windows of days come first, since the root takes long."""
    shared: bool = False
    """Whether `ColumnWindows` goes over them from the other end."""
    tries: int = 1_000_000
    """Neighbourhoods at most."""

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer a start, bounds, and ever better rosters."""
        if not board.case.problem.people:
            return
        work = Work(board, self.name, seed, board.now() + min(seconds, board.remaining))
        if not np.isfinite(work.master.whole.constant):
            return
        work.adopt()
        if not build(work):
            return
        if not self.long or not work.lines or approach(work, Route(shared=self.shared)):
            self._from_the_root(work, seconds=work.left)
        if work.lines:
            explore(work, Sizes(), self.tries)

    def _from_the_root(self, work: Work, *, seconds: float) -> None:
        """A bound, then rosters by dives and by a restricted program, in about so many seconds."""
        began, end, board = work.board.now(), work.until, work.board
        if self.long:
            Relaxation().run(board, seed=0, seconds=RELAXATION_PART * seconds)
        work.until = began + self.root_share * seconds
        work.program = Program(work.master, work.known_columns(KEPT))
        generate(work, work.program, Pace())
        work.until = end
        self._dives(work, began + self.dive_share * seconds)
        if not work.over:
            room = work.value - work.root.value + 0.5 if work.root is not None else None
            solve_restricted(work, all_columns(work, room), Limits(RESTRICTED_PART * seconds, nodes=2000))

    def _dives(self, work: Work, until: float) -> None:
        for number in range(DIVES):
            if work.over or (number and work.board.now() > until):
                return
            steps = Steps() if not number else Steps(share=0.04, rounds=8, noise=0.25)
            dive(work, steps, DIVE_PART * work.left)


@dataclass(frozen=True)
class ColumnWindows:
    """The windows alone, from the last days to the first: a second worker beside a long column search."""

    name: str = "column windows"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer a start, then what windows find."""
        work = Work(board, self.name, seed, board.now() + min(seconds, board.remaining))
        work.adopt()
        if build(work) and work.lines:
            approach(work, Route(backwards=True, shared=True))
