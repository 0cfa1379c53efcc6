"""A roster as OR-Tools' shift scheduling example models one, extended to all that `plain` can say.

The example is ``examples/python/shift_scheduling_sat.py`` of OR-Tools (Apache-2.0), its ideas here in words of our own:
a Boolean for each employee, shift and day, "off" among the shifts; sequences forbidden or priced as bounded spans;
sums with soft limits; clauses for transitions; demands with a priced excess. It differs where that helps it: pairs
that cannot be are left out, an excess is bounded from one side, and long runs are priced by windows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.rivals.plain import HARD, Apart, Both, Count, Plain, Row, Run, WeekendLimit

Lit = cp_model.LiteralT
OFF = -1


@dataclass(eq=False)
class ShiftModel:
    """The model under construction; `work` is (employee, duty or `OFF`, day) → literal."""

    plain: Plain
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    work: dict[tuple[int, int, int], cp_model.IntVar] = field(default_factory=dict)
    costs: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)
    constant: int = 0
    automata: bool = False
    """Say what may not follow on the next day by automata instead of clauses."""
    _states: dict[tuple[int, int, int], Lit] = field(default_factory=dict)

    @classmethod
    def of(cls, plain: Plain, *, automata: bool = False) -> "ShiftModel":
        """The whole model with its objective."""
        made = cls(plain, automata=automata)
        made.add_cells()
        for count in plain.counts:
            made.add_sum(count)
        for run in plain.runs:
            made.add_sequence(run)
        for limit in plain.limits:
            made.add_weekends(limit)
        for both in plain.both:
            made.add_both(both)
        for apart in plain.apart:
            made.add_transitions(apart)
        for row in plain.rows:
            made.add_demand(row)
        made.model.minimize(sum(variable * cost for variable, cost in made.costs) + made.constant)
        return made

    def add_cells(self) -> None:
        """Exactly one shift, or off, for each employee and day."""
        for person, line in enumerate(self.plain.options):
            for day, options in enumerate(line):
                for duty in (OFF, *options):
                    self.work[person, duty, day] = self.model.new_bool_var(f"work_{person}_{duty}_{day}")
                    self._charge(self.work[person, duty, day], int(self.plain.cents[person, day, duty]))
                self.model.add_exactly_one(self.work[person, duty, day] for duty in (OFF, *options))

    def add_sum(self, count: Count) -> None:
        """A sum with hard limits, or with an excess for each bend of its convex price."""
        amounts = self.plain.tables[count.amounts]
        terms = [
            (self.work[count.person, duty, day], int(amounts[day, duty]))
            for day in range(count.first, count.last + 1)
            for duty in self.plain.options[count.person][day]
            if amounts[day, duty]
        ]
        total = sum(variable * amount for variable, amount in terms) + count.begun
        if count.low is not None and count.high is not None:
            self.model.add_linear_constraint(total, count.low, count.high)
            return
        most = len(count.cents)
        self.constant += min(count.cents)
        for knot, price, above in _bends(count.cents):
            excess = self.model.new_int_var(0, most, "")
            self.model.add(excess >= (total - knot if above else knot - total))
            self._charge(excess, price)

    def add_sequence(self, run: Run) -> None:
        """Spans that are too short, with their borders, and windows that are too long."""
        first, last = self._known(run.person), self.plain.days - 1
        works = [self._state(run.person, run.mask, day, off=run.off) for day in range(first, last + 1)]
        for length in range(1, run.least or 0):
            for start in range(1, len(works) - length):
                if first + start + length >= 0:
                    span = [~works[start + place] for place in range(length)]
                    self._require([works[start - 1], *span, works[start + length]], run.price, run.least or 0, length)
        if run.most is not None:
            for start in range(max(0, -first - run.most), len(works) - run.most):
                self._require([~works[start + place] for place in range(run.most + 1)], run.price)

    def add_weekends(self, limit: WeekendLimit) -> None:
        """A literal for each weekend with work, and a sum of them."""
        worked = []
        for days in self.plain.weekends:
            worked.append(self.model.new_bool_var(""))
            for day in days:
                self.model.add_implication(self._state(limit.person, limit.mask, day), worked[-1])
        if limit.price == HARD:
            self.model.add(sum(worked) <= limit.most)
            return
        excess = self.model.new_int_var(0, len(worked), "")
        self.model.add(excess >= sum(worked) - limit.most)
        self._charge(excess, limit.price)

    def add_both(self, both: Both) -> None:
        """Work on both days, or on none."""
        one, other = (self._state(both.person, both.mask, day) for day in (both.day, both.day + 1))
        self._require([~one, other], both.price)
        self._require([one, ~other], both.price)

    def add_transitions(self, apart: Apart) -> None:
        """A clause for each employee, day and pair of shifts; or an automaton for each employee."""
        for person in apart.people:
            if self.automata and apart.gap == 1 and apart.price == HARD and len(set(apart.pairs.values())) == 1:
                self._add_automaton(person, self.plain.tables[next(iter(apart.pairs.values()))])
                continue
            for day, number in apart.pairs.items():
                if day >= self._known(person) and 0 <= day + apart.gap < self.plain.days:
                    pairs = self.plain.tables[number]
                    for before in self._duties(person, day):
                        for after in self.plain.options[person][day + apart.gap]:
                            if pairs[before, after]:
                                held = [self._on(person, before, day), self._on(person, after, day + apart.gap)]
                                self._require([~lit for lit in held], apart.price)

    def add_demand(self, row: Row) -> None:
        """Staff on the places of a row, with a priced shortage and a priced excess."""
        places = [
            self.work[person, duty, day]
            for day, duty in row.places
            for person in (range(len(self.plain.options)) if row.people is None else row.people)
            if (person, duty, day) in self.work
        ]
        scale = self.plain.hole_weight if row.holes else 1
        if row.under == HARD:
            self.model.add(sum(places) >= row.need)
        elif row.need and row.under:
            missing = self.model.new_int_var(0, row.need, "")
            self.model.add(sum(places) + missing >= row.need)
            self._charge(missing, row.under * scale)
        if row.most is not None and row.over == HARD:
            self.model.add(sum(places) <= row.most)
        elif row.most is not None and row.over:
            excess = self.model.new_int_var(0, max(0, len(places) - row.most), "")
            self.model.add(sum(places) - excess <= row.most)
            self._charge(excess, row.over * scale)

    def cells(self, values: Sequence[int]) -> list[int]:
        """The coded roster of a solution."""
        cells = np.zeros((len(self.plain.options), self.plain.days), dtype=int)
        for (person, duty, day), variable in self.work.items():
            if duty != OFF and values[variable.index]:
                cells[person, day] = duty + 1
        found: list[int] = cells.ravel().tolist()
        return found

    def _add_automaton(self, person: int, pairs: np.ndarray) -> None:
        """The state is the shift worked last; a transition for every pair that is not forbidden."""
        days = range(self.plain.days)
        line = [self.model.new_int_var(0, self.plain.duties, "") for _ in days]
        for day in days:
            chosen = ((duty + 1) * self.work[person, duty, day] for duty in self.plain.options[person][day])
            self.model.add(line[day] == sum(chosen))
        seen = sorted({duty + 1 for day in days for duty in self.plain.options[person][day]})
        last = self.plain.past[person][-1] + 1 if self.plain.past[person] else 0
        states = sorted({0, *seen, max(0, last)})
        steps = [(a, b, b) for a in states for b in (0, *seen) if not (a and b and pairs[a - 1, b - 1])]
        self.model.add_automaton(line, max(0, last), states, steps)

    def _require(self, clause: Sequence[Lit], price: int, least: int = 1, length: int = 0) -> None:
        """A clause, hard or with a literal that buys it off at so many units."""
        if price == HARD:
            self.model.add_bool_or(clause)
        elif price:
            broken = self.model.new_bool_var("")
            self.model.add_bool_or(*clause, broken)
            self._charge(broken, price * (least - length))

    def _state(self, person: int, mask: int, day: int, *, off: bool = False) -> Lit:
        """Whether a shift of the mask is worked, or none with `off`."""
        key = (person, mask, day)
        if key not in self._states:
            inside = self.plain.tables[mask][self.plain.history + day]
            self._states[key] = self._any(person, day, [duty for duty in self._duties(person, day) if inside[duty]])
        return ~self._states[key] if off else self._states[key]

    def _any(self, person: int, day: int, duties: list[int]) -> Lit:
        if day < 0 or len(duties) == 1:
            return self._on(person, duties[0], day) if duties else self.model.new_constant(0)
        if len(duties) == len(self.plain.options[person][day]):
            return ~self.work[person, OFF, day]
        if not duties:
            return self.model.new_constant(0)
        worked = self.model.new_bool_var("")
        self.model.add(sum(self.work[person, duty, day] for duty in duties) == worked)
        return worked

    def _on(self, person: int, duty: int, day: int) -> cp_model.IntVar:
        return self.model.new_constant(1) if day < 0 else self.work[person, duty, day]

    def _duties(self, person: int, day: int) -> Iterable[int]:
        """What may be worked on a day, or was worked before the horizon."""
        if day >= 0:
            return self.plain.options[person][day]
        held = self.plain.past[person][self.plain.history + day]
        return (held,) if held >= 0 else ()

    def _known(self, person: int) -> int:
        """First day of which it is known what was worked."""
        unknown = -2
        return sum(held == unknown for held in self.plain.past[person]) - self.plain.history

    def _charge(self, variable: cp_model.IntVar, cost: int) -> None:
        if cost:
            self.costs.append((variable, cost))


def _bends(cents: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """(total, cents by which each unit beyond it costs more, whether beyond means above) of a convex price."""
    slopes = [after - before for before, after in pairwise(cents)]
    edges = (min(0, slopes[0]), max(0, slopes[-1])) if slopes else (0, 0)
    for total, (before, after) in enumerate(pairwise([edges[0], *slopes, edges[1]])):
        if max(0, after) > max(0, before):
            yield total, max(0, after) - max(0, before), True
        if min(0, after) > min(0, before):
            yield total, min(0, after) - min(0, before), False
