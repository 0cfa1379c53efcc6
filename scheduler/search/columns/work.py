"""What the parts of a column search share: the case's demand, the master, the per-person optimiser, the incumbent."""

import random
from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.demand import Demand, Floats
from scheduler.search.columns.master import Master, Program, Relaxation
from scheduler.search.person import Answer, PersonOptimiser
from scheduler.search.person.reading import Line

Mask = NDArray[np.bool_]


class Work:
    """One column search on a board."""

    def __init__(self, board: Blackboard, name: str, seed: int, until: float) -> None:
        self.board, self.name, self.until = board, name, until
        self.problem = board.case.problem
        self.rng = random.Random(seed)
        self.optimiser = PersonOptimiser(board.case)
        self.demand = Demand(board.case)
        self.master = Master(self.demand)
        self.program = Program(self.master, np.zeros(0, dtype=np.intp))
        """The program over all cells."""
        self.lines: list[Line] = []
        """The best roster known here, one line for each person; empty without one."""
        self.value = inf
        """Its weighted cents."""
        self.bound = -inf
        self.root: Relaxation | None = None
        """The last relaxation over all cells."""
        self.master_seconds = 0.0
        """What solving masters took so far."""
        self.round_seconds = 0.0
        """What a round of generation over all cells took, on average."""

    @property
    def left(self) -> float:
        """Seconds left."""
        return min(self.until - self.board.now(), self.board.remaining)

    @property
    def over(self) -> bool:
        """Whether to stop: out of time, told to, or proved."""
        return self.left <= 0 or self.board.done or self.closed

    @property
    def closed(self) -> bool:
        """Whether the bound meets the roster; all weighted cents are whole."""
        return self.bound > self.value - 1 + 1e-6

    def price(
        self, person: int, duals: Floats, allow: Mask | None = None, count: int = 1, *, below: float = inf
    ) -> Answer:
        """The person's best lines when the rows pay the duals' prices; `duals` as from `Demand.prices`."""
        own = None if allow is None else allow[person]
        return self.optimiser.best_lines(person, -self.demand.of_person(duals, person), own, count, below=below)

    def cost(self, person: int, line: Line) -> float:
        """Own cents of a line."""
        number = self.master.pool.number(person, line)
        return self.master.pool.cost[number] if number >= 0 else self.optimiser.cost(person, line)

    def offer(self, lines: Sequence[Line]) -> bool:
        """Charge a roster; when it is better than the best one known here, take it and show it to the board."""
        if not self._keep(lines):
            return False
        grid = self.problem.start_grid.copy()
        grid[:, self.problem.history :] = np.stack(self.lines)
        self.board.offer(grid, self.name)
        return True

    def adopt(self) -> bool:
        """Take over the board's best roster when it is better than the own one."""
        best = self.board.best
        if best is None or self.board.weighted_best >= self.value - 1e-6:
            return False
        return self._keep([np.array(row) for row in best.grid[:, self.problem.history :]])

    def _keep(self, lines: Sequence[Line]) -> bool:
        """Charge a roster; keep it, and its lines in the pool, when it is better than the best one known here."""
        own = sum(self.cost(person, line) for person, line in enumerate(lines))
        value = own + float(self.demand.charge(self.demand.counts(list(lines))).sum())
        if value >= self.value - 1e-6:
            return False
        self.value, self.lines = value, [np.array(line) for line in lines]
        for person, line in enumerate(self.lines):
            self.master.pool.add(person, line, self.cost(person, line))
        return True

    def prove(self, bound: float, duals: Floats) -> None:
        """Keep a better lower bound and show it to the board, with the prices that another solver can prove it by."""
        if bound > self.bound:
            self.bound = bound
            if self.board.offer_bound(bound, self.name):
                self.board.row_prices = dict(zip(self.demand.keys, duals.tolist(), strict=True))

    def known_columns(self, most: int) -> NDArray[np.intp]:
        """Numbers of the last so many lines of each person in the pool, and of the known roster's."""
        latest: dict[int, list[int]] = {}
        for number, person in enumerate(self.master.pool.person):
            latest.setdefault(person, []).append(number)
        chosen = {number for numbers in latest.values() for number in numbers[-most:]}
        chosen |= {self.master.pool.number(person, line) for person, line in enumerate(self.lines)}
        return np.array(sorted(chosen), dtype=np.intp)

    def known_duals(self) -> Floats:
        """(rows,): prices that another relaxation has left on the board, nothing where it has none."""
        return self.demand.duals_of(self.board.row_prices)

    def everything(self) -> Mask:
        """(people, days, duties + 1): all cells open."""
        return np.ones((self.problem.people, self.problem.days, self.demand.duties + 1), dtype=bool)
