"""What an engine answers, and what it is asked."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.reading import Line


@dataclass(frozen=True, eq=False)
class Answer:
    """Lines of one person, best first, each as (value, own cost, line)."""

    bound: float
    """No line of the person has a lower value; infinite when there is none."""
    lines: list[tuple[float, float, Line]]


class Engine(Protocol):
    """Finds lines of one person."""

    learns: bool
    """Whether calls with the same prices may answer better and better."""

    def best_lines(
        self, prices: NDArray[np.float64], allow: NDArray[np.bool_] | None, count: int, *, below: float = ...
    ) -> Answer:
        """The best lines found; only those that break no hard rule, and not all that are worth `below` or more."""

    def cost(self, line: Line) -> float:
        """Own cents of a line, infinite when it breaks a hard rule."""
