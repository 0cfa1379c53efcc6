"""One face for both engines: the best lines of a person for given prices, with a proved lower bound."""

from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.case import Case
from scheduler.search.person.answer import Answer, Engine
from scheduler.search.person.arcs import Library
from scheduler.search.person.generic import Generic
from scheduler.search.person.part import Part, make_part, open_days
from scheduler.search.person.programme import Programme, make_programme
from scheduler.search.person.reading import Line, Reading, read_person
from scheduler.search.person.skeleton import Skeletons

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

FIRST_STEP = 0.03
"""First step of a multiplier, in shares of the largest price."""
INSISTENCE = 4
"""Further runs for a line that breaks nothing, when the best one under the multipliers does."""


class Exact:
    """The dynamic programme as an engine."""

    def __init__(self, reading: Reading, programme: Programme) -> None:
        self.reading, self.programme = reading, programme
        self.learns = bool(programme.multipliers)
        self.part: Part | None = None
        """The days between settled ones that were last prepared."""

    def best_lines(self, prices: Values, allow: Mask | None, count: int) -> Answer:
        """The best lines found; only those that break no hard rule."""
        cells = self.reading.cells.copy()
        cells[:, :-1] += prices
        if allow is not None:
            cells[~allow] = inf
        run = self.programme.run(cells, None if allow is None else self._part_of(allow))
        if run is None or run.least == inf:
            return Answer(inf, [])
        lines = run.lines(count)
        found = [self._valued(value, line, prices) for value, line in lines]
        if self.programme.multipliers:
            best = lines[0][1]
            if found[0][1] == inf:
                found += self._insist(cells, prices, best)
            self.programme.multipliers.learn(best, self.reading.ticks(best), _first_step(prices))
        kept = sorted((one for one in found if one[1] < inf), key=lambda one: one[0])
        return Answer(run.least, kept)

    def _part_of(self, allow: Mask) -> Part | None:
        """The days that `allow` leaves open, prepared; None where all days are to be gone through."""
        span, plan = open_days(allow), self.programme.plan
        if span is None or plan is None or self.learns:
            return None
        if self.part is None or not self.part.serves(allow, *span):
            self.part = make_part(plan, allow, *span)
        return self.part

    def _insist(self, cells: Values, prices: Values, line: Line) -> list[tuple[float, float, Line]]:
        """Lines found under multipliers that weigh more and more on what the best line broke."""
        multipliers, found = self.programme.multipliers, []
        learned, size = multipliers.values, _first_step(prices)
        for _ in range(INSISTENCE):
            multipliers.values = multipliers.values + size * multipliers.misses(line, self.reading.ticks(line))
            size *= 2
            run = self.programme.run(cells)
            lines = run.lines(1) if run is not None else []
            if not lines:
                break
            line = lines[0][1]
            found.append(self._valued(*lines[0], prices))
            if found[-1][1] < inf:
                break
        multipliers.values = learned
        return found

    def cost(self, line: Line) -> float:
        """Own cents of a line, infinite when it breaks a hard rule."""
        return self.reading.cost(line)

    def _valued(self, value: float, line: Line, prices: Values) -> tuple[float, float, Line]:
        """Where every tally is exact the programme's value is the line's own; cents are whole."""
        days = np.nonzero(line >= 0)[0]
        paid = float(prices[days, line[days]].sum())
        own = self.reading.cost(line) if self.programme.multipliers else float(round(value - paid))
        return own + paid, own, line


def _first_step(prices: Values) -> float:
    return FIRST_STEP * float(np.abs(prices).max(initial=1.0))


class PersonOptimiser:
    """`best_lines` for everybody of a case; programmes are built on first use and share what they can."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._skeletons, self._library = Skeletons(), Library()
        self._engines: dict[int, Engine] = {}

    def engine(self, person: int) -> Engine:
        """The person's engine: the dynamic programme where it can be had."""
        if person not in self._engines:
            reading = read_person(self.case, person)
            programme = None if reading is None else make_programme(reading, self._skeletons, self._library)
            if reading is not None and programme is not None:
                self._engines[person] = Exact(reading, programme)
            else:
                self._engines[person] = Generic(self.case, person)
        return self._engines[person]

    def best_lines(self, person: int, prices: Values, allow: Mask | None, count: int) -> Answer:
        """The best lines of a person when each worked cell costs `prices` (days, duties) on top of its own cents.

        `allow` (days, duties + 1, the last column being off) leaves only some cells open.
        """
        return self.engine(person).best_lines(prices, allow, count)

    def forget(self) -> None:
        """Drop all programmes, and what they share; they are built anew when asked for."""
        self._engines.clear()
        self._skeletons, self._library = Skeletons(), Library()

    @property
    def patience(self) -> int:
        """Rounds that multipliers may need to learn before nothing better is to be expected."""
        return 12 if any(one.learns for one in self._engines.values()) else 0

    def cost(self, person: int, line: Line) -> float:
        """Own cents of a line, infinite when it breaks a hard rule."""
        return self.engine(person).cost(line)
