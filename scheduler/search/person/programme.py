"""The dynamic programme of one person: built once, run for each set of prices.

A stage holds, for each state of the day's table and each total of the exact tallies, the least cost so far. Tallies
that are not exact are replaced by the best linear bound that their multiplier gives, so that the result stays a bound.
"""

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.arcs import Library
from scheduler.search.person.axes import Window, choose, implied_most, window
from scheduler.search.person.multipliers import Multipliers
from scheduler.search.person.part import Part, paid, span
from scheduler.search.person.plan import Outline, Plan
from scheduler.search.person.reading import Reading
from scheduler.search.person.skeleton import Skeletons
from scheduler.search.person.steps import advance, close
from scheduler.search.person.trace import Run

Values = NDArray[np.float64]


class Programme:
    """One person's programme; None in place of a plan when the person cannot have any line."""

    def __init__(self, outline: Outline) -> None:
        self.reading = reading = outline.reading
        open_ = np.isfinite(reading.cells)[:, outline.columns]
        alive = all(table.after for table in outline.tables)
        tallies = reading.tallies if alive else ()
        windows = [window(one, outline.tables, (outline.columns, open_), implied_most(one, tallies)) for one in tallies]
        possible = alive and all((one.high >= one.low).all() and np.isfinite(one.costs).any() for one in windows)
        kept = [one for one in windows if possible and not _is_constant(one)]
        self.constant = sum(float(one.costs[0]) for one in windows if possible and _is_constant(one))
        exact = choose(kept, outline.tables)
        self.multipliers = Multipliers([one for number, one in enumerate(kept) if number not in exact])
        self.plan = Plan(outline, [kept[number] for number in exact], self.multipliers) if possible else None

    def run(self, prices: Values, part: Part | None = None) -> Run | None:
        """Solve for (days, duties + 1) cents of each cell, the person's own cents included.

        With a part only its days are gone through, where no automaton ticks a multiplier.
        """
        plan, multipliers = self.plan, self.multipliers
        if plan is None:
            return None
        flat = prices + multipliers.cells(prices.shape) if multipliers else prices
        first, end = span(part, plan.days)
        kind_costs = plan.costs_of(flat, first, end)
        stage = np.zeros((1,) * (1 + plan.dimensions)) if part is None else part.before
        run = Run(plan, flat, self.constant + multipliers.constant + paid(part, flat), [stage], part=part)
        for number in range(first, end):
            day = plan.days[number]
            costs = kind_costs[day.kind_of]
            if multipliers and day.ticks.any():
                costs += day.ticks @ multipliers.values
            run.costs.append(costs)
            after, merged = advance(day, run.stages[-1], costs)
            run.ends.append(after)
            run.merged.append(merged)
            run.stages.append(close(day, after, last=number == len(plan.days) - 1))
        if part is not None and part.ahead is not None:
            run.stages[-1] = run.stages[-1] + part.ahead
        return run


def make_programme(reading: Reading, skeletons: Skeletons, library: Library) -> Programme | None:
    """Build the programme; None when the person's automata have too many joint states."""
    columns = np.nonzero(np.isfinite(reading.cells).any(axis=0))[0]
    tables = skeletons.tables(reading.automata, len(reading.cells), columns)
    return None if tables is None else Programme(Outline(reading, tables, columns, library))


def _is_constant(one: Window) -> bool:
    return not one.limits and bool((one.costs == one.costs[0]).all())
