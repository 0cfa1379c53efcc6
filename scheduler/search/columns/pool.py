"""The lines known so far, each a column of the master program."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.search.columns.demand import Demand, Floats, Ints
from scheduler.search.person.reading import Line


class Pool:
    """Lines with their person, own cost and rows; numbered in the order of the master's columns."""

    def __init__(self, demand: Demand) -> None:
        self.demand = demand
        self.person: list[int] = []
        self.line: list[Line] = []
        self.cost: list[float] = []
        self.usage: list[tuple[Ints, Floats]] = []
        self._number: dict[tuple[int, bytes], int] = {}
        self._stacked = np.zeros((0, demand.days), dtype=np.int16)

    def __len__(self) -> int:
        return len(self.person)

    def add(self, person: int, line: Line, cost: float) -> bool:
        """Take a line in; False when it is known."""
        key = (person, line.tobytes())
        if key in self._number:
            return False
        self._number[key] = len(self)
        self.person.append(person)
        self.line.append(line)
        self.cost.append(cost)
        self.usage.append(self.demand.usage(person, line))
        return True

    def number(self, person: int, line: Line) -> int:
        """Number of a known line, -1 of another one."""
        return self._number.get((person, line.tobytes()), -1)

    @property
    def lines(self) -> NDArray[np.int16]:
        """(columns, days)."""
        if len(self._stacked) < len(self):
            self._stacked = np.concatenate([self._stacked, np.array(self.line[len(self._stacked) :], dtype=np.int16)])
        return self._stacked

    def inside(self, allow: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(columns,): whether each line keeps to the (people, days, duties + 1) cells that are open."""
        days = np.arange(self.demand.days)
        kept: NDArray[np.bool_] = allow[np.array(self.person)[:, None], days[None, :], self.lines].all(axis=1)
        return kept

    def keep(self, numbers: Sequence[int]) -> None:
        """Forget all other columns; the kept ones are numbered anew in their order."""
        self.person = [self.person[n] for n in numbers]
        self.line = [self.line[n] for n in numbers]
        self.cost = [self.cost[n] for n in numbers]
        self.usage = [self.usage[n] for n in numbers]
        self._stacked = self.lines[list(numbers)] if len(numbers) == len(self._stacked) else np.array(self.line)
        self._number = {(p, line.tobytes()): n for n, (p, line) in enumerate(zip(self.person, self.line, strict=True))}
