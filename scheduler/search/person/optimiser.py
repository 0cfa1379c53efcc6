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

    def best_lines(self, prices: Values, allow: Mask | None, count: int, *, below: float = inf) -> Answer:
        """The best lines found; only those that break no hard rule."""
        cells = self.reading.cells.copy()
        cells[:, :-1] += prices
        if allow is not None:
            cells[~allow] = inf
        part = None if allow is None else self._part_of(allow)
        run = self.programme.run(cells, part)
        if run is None or run.least == inf:
            return Answer(inf, [])
        worth = run.least < below
        if not worth and not self.learns:
            return Answer(run.least, [])
        lines = run.lines(count, below) if worth else run.lines(1)
        found = [self._valued(value, line, prices) for value, line in lines]
        if self.learns:
            best = lines[0][1]
            if worth and found[0][1] == inf:
                found += self._insist((cells, part), prices, best)
            self.programme.multipliers.learn(best, self._ticks(best), _first_step(prices))
        kept = sorted((one for one in found if one[1] < inf), key=lambda one: one[0])
        return Answer(run.least, kept)

    def _part_of(self, allow: Mask) -> Part | None:
        """The days that `allow` leaves open, prepared; None where all days are to be gone through."""
        span, plan = open_days(allow), self.programme.plan
        if span is None or plan is None or self.programme.multipliers.tick:
            return None
        if self.part is None or not self.part.serves(allow, *span):
            self.part = make_part(plan, allow, *span)
        return self.part

    def _insist(self, what: tuple[Values, Part | None], prices: Values, line: Line) -> list[tuple[float, float, Line]]:
        """Lines found under multipliers that weigh more and more on what the best line broke."""
        multipliers, found = self.programme.multipliers, []
        learned, size = multipliers.values, _first_step(prices)
        for _ in range(INSISTENCE):
            multipliers.values = multipliers.values + size * multipliers.misses(line, self._ticks(line))
            size *= 2
            run = self.programme.run(*what)
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

    def _ticks(self, line: Line) -> tuple[int, ...]:
        """Ticks of each automaton, where multipliers ask for them."""
        return self.reading.ticks(line) if self.programme.multipliers.tick else ()

    def _valued(self, value: float, line: Line, prices: Values) -> tuple[float, float, Line]:
        """(value, own cents, line) of a line that the programme values so; cents are whole.

        What the multipliers charge is replaced by what their tallies do, where they count cells alone.
        """
        days = np.nonzero(line >= 0)[0]
        paid = float(prices[days, line[days]].sum())
        multipliers = self.programme.multipliers
        if multipliers.tick:
            own = self.reading.cost(line)
        else:
            own = value - paid + multipliers.correction(line)
            own = own if own == inf else float(round(own))
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

    def best_lines(self, person: int, prices: Values, allow: Mask | None, count: int, *, below: float = inf) -> Answer:
        """The best lines of a person when each worked cell costs `prices` (days, duties) on top of its own cents.

        `allow` (days, duties + 1, the last column being off) leaves only some cells open. Lines that are not worth
        less than `below` may be left out.
        """
        return self.engine(person).best_lines(prices, allow, count, below=below)

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
