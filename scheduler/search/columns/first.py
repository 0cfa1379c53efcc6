"""A first roster from the dynamic programmes: on long horizons much faster than one model a person."""

from dataclasses import dataclass

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.start import PASSES, build
from scheduler.search.columns.work import Work


@dataclass(frozen=True)
class FirstLines:
    """Some passes over the people; nothing where somebody's programme finds no line."""

    frugal: bool = False
    """One pass, one programme at a time: a year of a hundred people does not fit otherwise."""
    name: str = "lines"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer the roster of each pass."""
        work = Work(board, self.name, seed, board.now() + min(seconds, board.remaining))
        build(work, passes=1 if self.frugal else PASSES, frugal=self.frugal)
