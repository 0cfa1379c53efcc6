"""A first roster from the dynamic programmes: on long horizons much faster than one model a person."""

from dataclasses import dataclass

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.start import build
from scheduler.search.columns.work import Work


@dataclass(frozen=True)
class FirstLines:
    """Two passes over the people; nothing where somebody's programme finds no line."""

    name: str = "lines"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer the roster of each pass."""
        build(Work(board, self.name, seed, board.now() + min(seconds, board.remaining)))
