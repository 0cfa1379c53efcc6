"""The lines known so far, each a column of the master program."""

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

    def add(self, person: int, line: Line, cost: float) -> int:
        """Take a line in, unless it is known; gives its number."""
        key = (person, line.tobytes())
        known = self._number.get(key)
        if known is not None:
            return known
        self._number[key] = number = len(self)
        self.person.append(person)
        self.line.append(line)
        self.cost.append(cost)
        self.usage.append(self.demand.usage(person, line))
        return number

    def number(self, person: int, line: Line) -> int:
        """Number of a known line, -1 of another one."""
        return self._number.get((person, line.tobytes()), -1)

    @property
    def lines(self) -> NDArray[np.int16]:
        """(columns, days)."""
        if len(self._stacked) < len(self):
            self._stacked = np.concatenate([self._stacked, np.array(self.line[len(self._stacked) :], dtype=np.int16)])
        return self._stacked

    def inside(self, allow: NDArray[np.bool_], columns: Ints) -> NDArray[np.bool_]:
        """(columns,): whether each of these lines keeps to the (people, days, duties + 1) cells that are open."""
        days, people = np.arange(self.demand.days), np.array(self.person, dtype=np.intp)[columns]
        return np.asarray(allow[people[:, None], days[None, :], self.lines[columns]].all(axis=1), dtype=np.bool_)
