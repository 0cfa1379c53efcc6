"""Tallies that are no dimension of the state: a linear bound stands for each, its slope learns from call to call."""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.axes import Window
from scheduler.search.person.reading import Line

Values = NDArray[np.float64]

FIRST_SHARE = 0.1
FASTER, SLOWER, LARGEST = 1.3, 0.5, 10.0
"""Factors of a multiplier's step, and the largest step in first ones."""


class Multipliers:
    """Cents per step of each priced tally. Whatever they are, what they charge less what they give back is a bound."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.windows = tuple(windows)
        self.values = np.zeros(len(self.windows))
        self._totals = [np.arange(one.low[-1], one.high[-1] + 1) for one in self.windows]
        self._paces: dict[int, tuple[int, float]] = {}

    def __bool__(self) -> bool:
        return bool(self.windows)

    @property
    def tick(self) -> bool:
        """Whether automata tick some of them, and not only cells."""
        return any(one.tally.automaton >= 0 for one in self.windows)

    def cells(self, shape: tuple[int, ...]) -> Values:
        """(days, duties + 1): what the multipliers add to each cell."""
        total = np.zeros(shape)
        for one, value in zip(self.windows, self.values, strict=True):
            if value and one.tally.steps is not None:
                total += value * one.tally.steps
        return total

    def ticks(self, day: int, ticks: tuple[int, ...]) -> list[int]:
        """Ticks of each priced tally when the automata tick so on a day."""
        return [
            ticks[one.tally.automaton] if one.tally.automaton >= 0 and one.tally.first <= day <= one.tally.last else 0
            for one in self.windows
        ]

    @property
    def constant(self) -> float:
        """Least of each tally's cents less what its multiplier charges for the same total."""
        return sum(float(self._left(number).min()) for number in range(len(self.windows)))

    def correction(self, line: Line) -> float:
        """What a line's totals cost, less what the multipliers charge for them; where no automaton ticks."""
        left = -self.constant
        for one, value in zip(self.windows, self.values.tolist(), strict=True):
            total = one.tally.total(line)
            left += float(one.tally.table[total]) - value * total
        return left

    def misses(self, line: Line, ticks: tuple[int, ...]) -> Values:
        """+1 where a line's total is above what is allowed, -1 where it is below, else 0."""
        found = np.zeros(len(self.windows))
        for number, one in enumerate(self.windows):
            total, allowed = _total(one, line, ticks), np.nonzero(np.isfinite(one.tally.table))[0]
            found[number] = float(total > allowed[-1]) - float(total < allowed[0])
        return found

    def learn(self, line: Line, ticks: tuple[int, ...], step: float) -> None:
        """Move each multiplier towards where the best line's total is the one that its bound assumes.

        The way is resilient propagation's: a multiplier's step grows while it keeps its direction and halves when it
        turns. At first it is a share of the range of use, or `step` where that has no end.
        """
        for number, one in enumerate(self.windows):
            total, left = _total(one, line, ticks), self._left(number)
            best = self._totals[number][left <= left.min() + 1e-9]
            way = int(np.sign(total - int(best[np.abs(best - total).argmin()])))
            if way:
                least, most = one.slopes
                first = FIRST_SHARE * (most - least) if most - least < inf else step
                before, size = self._paces.get(number, (way, first))
                size = min(size * (FASTER if way == before else SLOWER), first * LARGEST)
                self._paces[number] = way, size
                self.values[number] = min(most, max(least, self.values[number] + way * size))

    def _left(self, number: int) -> Values:
        left: Values = self.windows[number].costs - self.values[number] * self._totals[number]
        return left


def _total(one: Window, line: Line, ticks: tuple[int, ...]) -> int:
    return one.tally.total(line) if one.tally.automaton < 0 else ticks[one.tally.automaton]
