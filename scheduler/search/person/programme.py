"""The dynamic programme of one person: built once, run for each set of prices.

A stage holds, for each state of the day's table and each total of the exact tallies, the least cost so far. Tallies
that are not exact are replaced by the best linear bound that their multiplier gives, so that the result stays a bound.
"""

from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.arcs import Library
from scheduler.search.person.axes import Window, choose, implied_most, window
from scheduler.search.person.multipliers import Multipliers
from scheduler.search.person.plan import Band, DayPlan, Group, Outline, Plan
from scheduler.search.person.reading import Reading
from scheduler.search.person.skeleton import Skeletons
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

    def run(self, prices: Values) -> Run | None:
        """Solve for (days, duties + 1) cents of each cell, the person's own cents included."""
        plan, multipliers = self.plan, self.multipliers
        if plan is None:
            return None
        flat = prices + multipliers.cells(prices.shape) if multipliers else prices
        kind_costs = np.minimum.reduceat(flat.ravel()[plan.order], plan.starts)
        run = Run(
            plan, flat, self.constant + multipliers.constant, [np.zeros((1,) * (1 + plan.dimensions))], [], [], []
        )
        for number, day in enumerate(plan.days):
            costs = kind_costs[day.kind_of]
            if multipliers and day.ticks.any():
                costs += day.ticks @ multipliers.values
            run.costs.append(costs)
            end, merged = _advance(day, run.stages[-1], costs)
            run.ends.append(end)
            run.merged.append(merged)
            run.stages.append(_close(day, end, last=number == len(plan.days) - 1))
        return run


def make_programme(reading: Reading, skeletons: Skeletons, library: Library) -> Programme | None:
    """Build the programme; None when the person's automata have too many joint states."""
    columns = np.nonzero(np.isfinite(reading.cells).any(axis=0))[0]
    tables = skeletons.tables(reading.automata, len(reading.cells), columns)
    return None if tables is None else Programme(Outline(reading, tables, columns, library))


def _is_constant(one: Window) -> bool:
    return not one.limits and bool((one.costs == one.costs[0]).all())


def _advance(day: DayPlan, stage: Values, prices: Values) -> tuple[Values, list[Values | None]]:
    """The stage after a day, and the merged stages on the way."""
    if day.arcs is not None:
        return day.arcs.advance(stage, prices), []
    after, costs = np.full(day.shape, inf), prices.tolist()
    parts: list[Values | None] = []
    for group in day.groups:
        merged = None
        for shift in group.shifts:
            cost = costs[shift.price]
            if cost == inf:
                continue
            if merged is None:
                merged = _merged(stage, group)
            target = after[shift.target]
            if isinstance(shift.target[0], slice):
                np.minimum(target, merged[shift.source] + cost, out=target)
            else:
                after[shift.target] = np.minimum(target, merged[shift.source] + cost)
        parts.append(merged)
    return after, parts


def _merged(stage: Values, group: Group) -> Values:
    """The least of each row of states."""
    if len(group.bands) == 1:
        return _merged_band(stage, group.bands[0])
    merged = np.empty((len(group.merge.sources), *stage.shape[1:]))
    for band in group.bands:
        merged[band.rows] = _merged_band(stage, band)
    return merged


def _merged_band(stage: Values, band: Band) -> Values:
    sources, costs = band.sources, band.costs
    if isinstance(sources, slice):
        part = stage[sources]
        return part if costs is None else part + costs[:, 0]
    if sources.shape[1] == 1:
        part = stage.take(sources[:, 0], axis=0)
        return part if costs is None else part + costs[:, 0]
    part = stage.take(sources, axis=0)
    if costs is not None:
        part += costs
    merged: Values = part.min(axis=1)
    return merged


def _close(day: DayPlan, end: Values, *, last: bool) -> Values:
    """Charge the tallies that end with the day; after all but the last day their totals are forgotten."""
    for dimension, costs in day.closing:
        end = end + costs.reshape([-1 if n == dimension + 1 else 1 for n in range(end.ndim)])
        if not last:
            end = end.min(axis=dimension + 1, keepdims=True)
    return end
