"""All that a case says about one person alone, as parts that a dynamic programme understands."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import gcd, inf

import numpy as np
from numpy.typing import NDArray

from scheduler.case import Case
from scheduler.extend import Automaton, CellCosts, Count, Part, State, Step
from scheduler.family import PersonRule, Term

Line = NDArray[np.int16]
"""(days,): duty or `OFF`, which is -1 and so finds the last column of (days, duties + 1) tables."""


@dataclass(frozen=True, eq=False)
class Tally:
    """A count in steps of its own unit, with the cents of each number of steps."""

    first: int
    last: int
    table: NDArray[np.float64]
    """Cents of 0, 1, … steps; as long as the person's cells can make it."""
    steps: NDArray[np.int64] | None
    """(days, duties + 1) steps of each cell, or none when an automaton ticks."""
    automaton: int = -1
    """Number of the automaton that ticks."""

    @property
    def hard(self) -> bool:
        """Whether some number of steps is forbidden."""
        return bool(np.isinf(self.table).any())

    def total(self, line: Line) -> int:
        """Steps of a line; of one that counts cells."""
        steps = self.steps
        if steps is None:
            return 0
        days = np.arange(self.first, self.last + 1)
        return int(steps[days, line[days]].sum())


@dataclass(frozen=True, eq=False)
class Reading:
    """One person's own rules and terms."""

    cells: NDArray[np.float64]
    """(days, duties + 1) cents; infinite where the person may not work, or must."""
    automata: tuple[Automaton, ...]
    tallies: tuple[Tally, ...]

    @cached_property
    def _known(self) -> tuple[dict[tuple[State, int], Step], ...]:
        """Steps of each automaton met so far: lines are read much more often than there are different steps."""
        return tuple({} for _ in self.automata)

    def cost(self, line: Line) -> float:
        """Cents of a line without prices; infinite when it breaks a hard rule."""
        total, ticks = self._read(line)
        for tally in self.tallies:
            steps = tally.total(line) if tally.steps is not None else ticks[tally.automaton]
            total += float(tally.table[steps]) if steps < len(tally.table) else inf
        return total + float(self.cells[np.arange(len(line)), line].sum())

    def ticks(self, line: Line) -> tuple[int, ...]:
        """Ticks of each automaton over the horizon."""
        return self._read(line)[1]

    def _read(self, line: Line) -> tuple[float, tuple[int, ...]]:
        """(cents, ticks) of the automata."""
        days, total, ticks = np.arange(len(line)), 0.0, []
        for one, known in zip(self.automata, self._known, strict=True):
            state, seen = one.start, 0
            for letter in one.letters[days, line].tolist():
                step = known.get((state, letter))
                if step is None:
                    step = known[state, letter] = one.step(state, letter)
                state, price, tick = step
                total += price
                seen += tick
            ticks.append(seen)
        return total, tuple(ticks)


def read_person(case: Case, person: int) -> Reading | None:
    """The person's parts put together; None when a family in force has no such reading."""
    parts: list[Part] = []
    for family, bound in case.bound:
        if isinstance(family, (PersonRule, Term)):
            told = family.extend(case.problem, bound, person)
            if told is None:
                return None
            parts += told
    problem = case.problem
    cells = np.zeros((problem.days, len(problem.duties) + 1))
    cells[:, :-1][~problem.eligible[person]] = inf
    cells += sum(part.cents for part in parts if isinstance(part, CellCosts))
    automata = tuple(part for part in parts if isinstance(part, Automaton))
    counts = [part for part in parts if isinstance(part, Count)]
    return Reading(cells, automata, tuple(_tallies(counts, cells, automata)))


def _tallies(counts: Iterable[Count], cells: NDArray[np.float64], automata: tuple[Automaton, ...]) -> list[Tally]:
    """Counts of the same cells joined into one, those that never cost anything left out."""
    possible = np.isfinite(cells)
    joined: dict[Hashable, Tally] = {}
    for count in counts:
        tally = _tally(count, possible, automata)
        steps = b"" if tally.steps is None else tally.steps.tobytes()
        key = (tally.first, tally.last, tally.automaton, steps)
        if key in joined:
            table = joined[key].table + tally.table
            tally = Tally(tally.first, tally.last, table, tally.steps, tally.automaton)
        joined[key] = tally
    return [tally for tally in joined.values() if (tally.table != 0).any()]


def _tally(count: Count, possible: NDArray[np.bool_], automata: tuple[Automaton, ...]) -> Tally:
    if count.amounts is None:
        number = next(n for n, one in enumerate(automata) if one is count.ticks)
        totals = count.begun + np.arange(count.last - count.first + 2)
        return Tally(count.first, count.last, count.charge(totals), None, number)
    inside = np.zeros_like(count.amounts)
    inside[count.first : count.last + 1] = count.amounts[count.first : count.last + 1]
    inside *= possible
    unit = gcd(*(int(amount) for amount in np.unique(inside))) or 1
    steps = inside // unit
    most = int(steps.max(axis=1).sum())
    totals = count.begun + unit * np.arange(most + 1)
    return Tally(count.first, count.last, count.charge(totals), steps)
