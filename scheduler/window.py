"""Which cells of a roster may change; everything else is frozen to a given roster."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.problem import Grid, Problem


@dataclass(frozen=True, eq=False)
class Window:
    """A set of free cells over a base roster."""

    free: NDArray[np.bool_]
    """(people, days)."""
    base: Grid
    """(people, history + days); read where a cell is frozen."""

    @classmethod
    def whole(cls, problem: Problem) -> "Window":
        """Every cell of the horizon is free."""
        return cls(np.ones((problem.people, problem.days), dtype=bool), problem.start_grid)

    @classmethod
    def of_people(cls, problem: Problem, base: Grid, people: Iterable[int]) -> "Window":
        """These people's whole horizons."""
        free = np.zeros((problem.people, problem.days), dtype=bool)
        free[list(people)] = True
        return cls(free, base)

    @classmethod
    def of_days(cls, problem: Problem, base: Grid, days: range, people: Iterable[int] | None = None) -> "Window":
        """These days, of everybody or of some people."""
        free = np.zeros((problem.people, problem.days), dtype=bool)
        rows = slice(None) if people is None else list(people)
        free[rows, days.start : days.stop] = True
        return cls(free, base)

    @cached_property
    def people(self) -> list[int]:
        """People with a free cell, in order."""
        return np.nonzero(self.free.any(axis=1))[0].tolist()

    @cached_property
    def free_days(self) -> list[NDArray[np.intp]]:
        """For each person the days of free cells, in order."""
        return [np.nonzero(row)[0] for row in self.free]

    def touching(self, person: int, length: int, first: int, last: int) -> list[int]:
        """Starts ``s`` in ``first … last`` of the spans ``s … s+length-1`` that meet a free cell of the person."""
        days = self.free_days[person]
        if len(days) == self.free.shape[1]:
            return list(range(max(first, 1 - length), last + 1))
        starts = np.unique((days[:, None] - np.arange(length)[None, :]).ravel())
        found: list[int] = starts[(starts >= first) & (starts <= last)].tolist()
        return found
