"""Sweeps over the calendar: everybody on two days, then on three, from the first day to the last."""

from dataclasses import dataclass

from scheduler.search.blackboard import Blackboard
from scheduler.search.lns import solve_window
from scheduler.search.start import improve_person
from scheduler.window import Window


@dataclass(frozen=True)
class Sweep:
    """Each person once more, then short stretches of days: the quickest way from a first roster to a good one."""

    lengths: tuple[int, ...] = (2, 3)
    deterministic: float = 0.5
    people: bool = True
    """Whether everybody's whole line comes first; on long horizons it takes too long for what it brings."""
    name: str = "sweep"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Improve the board's best roster, or its start, in one pass of each kind."""
        until = board.now() + seconds
        grid = board.best.grid if board.best is not None else board.start_grid
        if grid is None:
            return
        for person in range(board.case.problem.people if self.people else 0):
            if board.done or board.now() > until:
                return
            grid = improve_person(board.case, grid, person, deterministic=0.3)
        board.offer(grid, f"{self.name}: people")
        for length in self.lengths:
            for days in _stretches(board.case.problem.days, length):
                if board.done or board.now() > until:
                    return
                window = Window.of_days(board.case.problem, grid, days)
                outcome = solve_window(board, window, grid, deterministic=self.deterministic, seed=seed, until=until)
                grid = grid if outcome.grid is None else outcome.grid
            board.offer(grid, f"{self.name}: {length} days")


def _stretches(days: int, length: int) -> list[range]:
    """Neighbouring stretches that cover the horizon."""
    return [range(first, min(days, first + length)) for first in range(0, days, length)]
