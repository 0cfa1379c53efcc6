"""Which tallies become exact dimensions of the programme's state, and within which windows; the others are priced.

A window holds the steps that a tally can have after a day: no more than the states allow to collect so far and the
hard maximum, no fewer than what the days to come can still lift to the hard minimum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.reading import Tally
from scheduler.search.person.skeleton import DayTable

AVERAGE_STAGE, LARGE_STAGE, LARGE = 14_000, 5_000, 8
"""Values per day, on average, up to which tallies are made exact: small ones, and those of more than `LARGE` totals."""

Gains = NDArray[np.float64]
"""(effects,): most steps of a cell with that effect; minus infinity when no cell has it."""


@dataclass(frozen=True, eq=False)
class Window:
    """Least and most steps of a tally after each of its days."""

    tally: Tally
    low: NDArray[np.int64]
    """(days of the tally,)."""
    high: NDArray[np.int64]
    limits: bool
    """Whether totals outside the window could be reached, and are forbidden."""

    def at(self, day: int) -> tuple[int, int]:
        """Window after a day; (0, 0) where the tally does not count, or no longer or not yet."""
        if not self.tally.first <= day <= self.tally.last:
            return 0, 0
        return int(self.low[day - self.tally.first]), int(self.high[day - self.tally.first])

    def sizes(self, days: int) -> NDArray[np.int64]:
        """(days,): steps inside the window."""
        sizes = np.ones(days, dtype=np.int64)
        sizes[self.tally.first : self.tally.last + 1] = np.maximum(0, self.high - self.low + 1)
        return sizes

    @property
    def costs(self) -> NDArray[np.float64]:
        """Cents of each number of steps that the last day's window holds."""
        return self.tally.table[int(self.low[-1]) : int(self.high[-1]) + 1]

    @property
    def slopes(self) -> tuple[float, float]:
        """Least and greatest cents of one more step, where a multiplier can be of use."""
        table, low, high = self.tally.table, int(self.low[-1]), int(self.high[-1])
        slopes = np.diff(self.costs)
        least = -inf if low > 0 and table[low - 1] == inf else float(min(slopes.min(initial=0.0), 0.0))
        most = inf if high + 1 < len(table) and table[high + 1] == inf else float(max(slopes.max(initial=0.0), 0.0))
        return least, most


def gains(tally: Tally, table: DayTable, steps: NDArray[np.int64] | None, open_: NDArray[np.bool_]) -> Gains:
    """The most steps by effect, over the day's open cells; of cells only, ticks aside."""
    found = np.full(len(table.effects), -inf)
    usable = open_ & (table.effect_of >= 0)
    np.maximum.at(found, table.effect_of[usable], 0 if tally.steps is None or steps is None else steps[usable])
    return found


def window(
    tally: Tally, tables: Sequence[DayTable], cells: tuple[NDArray[np.intp], NDArray[np.bool_]], most: int
) -> Window:
    """The tally's window; `cells` are the letters' columns and which (day, column) may be worked, `most` a maximum."""
    columns, open_ = cells
    days = range(tally.first, tally.last + 1)
    by_day = [
        gains(tally, tables[day], None if tally.steps is None else tally.steps[day, columns], open_[day])
        for day in days
    ]
    finite = np.nonzero(np.isfinite(tally.table))[0]
    if not len(finite):
        return Window(tally, np.ones(len(days), dtype=np.int64), np.zeros(len(days), dtype=np.int64), limits=True)
    least, ceiling = int(finite[0]), int(finite[-1])
    limits, most = least > 0, min(most, ceiling)
    high = np.zeros(len(days), dtype=np.int64)
    values = np.zeros(len(tables[tally.first - 1].after) if tally.first else 1)
    for number, day in enumerate(days):
        values = _forward(tables[day], values, by_day[number], tally.automaton)
        reach = max(0.0, values.max(initial=-inf))
        high[number] = min(most, reach)
        limits |= reach > ceiling and most == ceiling
    low = np.zeros(len(days), dtype=np.int64)
    if least:
        ahead = np.zeros(len(tables[tally.last].after))
        low[-1] = least
        for number in range(len(days) - 1, 0, -1):
            before = len(tables[days[number] - 1].after)
            ahead = _backward(tables[days[number]], ahead, by_day[number], (tally.automaton, before))
            low[number - 1] = max(0.0, least - max(0.0, ahead.max(initial=-inf)))
    return Window(tally, low, high, limits=bool(limits))


def _forward(table: DayTable, values: NDArray[np.float64], gain: Gains, automaton: int) -> NDArray[np.float64]:
    """The most steps in each state after the day."""
    after = np.full(len(table.after), -inf)
    for effect, moves in enumerate(table.effects):
        for move in moves if gain[effect] > -inf else ():
            tick = move.ticks[automaton] if automaton >= 0 else 0
            best = values[move.merge.sources].max(axis=1) + (gain[effect] + tick)
            after[move.targets] = np.maximum(after[move.targets], best)
    return after


def _backward(table: DayTable, ahead: NDArray[np.float64], gain: Gains, where: tuple[int, int]) -> NDArray[np.float64]:
    """The most steps still to come from each state before the day; `where` is (automaton, states before)."""
    automaton, before = where
    values = np.full(before, -inf)
    for effect, moves in enumerate(table.effects):
        for move in moves if gain[effect] > -inf else ():
            tick = move.ticks[automaton] if automaton >= 0 else 0
            best = ahead[move.targets] + (gain[effect] + tick)
            sources = move.merge.sources
            np.maximum.at(values, sources, np.broadcast_to(best[:, None], sources.shape))
    return values


def implied_most(tally: Tally, others: Sequence[Tally]) -> int:
    """What hard maxima of other tallies leave of this one."""
    most = len(tally.table) - 1
    if tally.steps is None:
        return most
    counted = tally.steps > 0
    for other in others:
        spans = other.first <= tally.first and tally.last <= other.last
        if other is tally or other.steps is None or not spans or not np.isinf(other.table[-1]):
            continue
        if counted.any() and (other.steps[counted] > 0).all():
            ceiling = int(np.nonzero(np.isfinite(other.table))[0][-1])
            most = min(most, int(ceiling * float((tally.steps[counted] / other.steps[counted]).max()) + 1e-9))
    return most


def choose(windows: Sequence[Window], tables: Sequence[DayTable]) -> list[int]:
    """Numbers of the windows to make exact: hard ones first, small ones first, as many as the stages bear."""
    days = len(tables)
    work = np.array([len(table.after) for table in tables], dtype=np.float64)

    def rank(number: int) -> tuple[int, int]:
        one = windows[number]
        two_sided = one.tally.hard and not np.isfinite(one.tally.table[0])
        return (0 if two_sided else 1 if one.tally.hard else 2), int(one.sizes(days).max())

    chosen = []
    for number in sorted(range(len(windows)), key=rank):
        sizes = windows[number].sizes(days)
        stage = AVERAGE_STAGE if sizes.max() <= LARGE else LARGE_STAGE
        grown = work * sizes
        if grown.sum() <= max(stage * days, work.sum()):
            work = grown
            chosen.append(number)
    return chosen


def slots(windows: Sequence[Window]) -> list[list[Window]]:
    """Windows whose days do not meet share a dimension."""
    shared: list[list[Window]] = []
    for one in sorted(windows, key=lambda window: (window.tally.first, window.tally.last)):
        for slot in shared:
            if slot[-1].tally.last < one.tally.first:
                slot.append(one)
                break
        else:
            shared.append([one])
    return shared
