"""What a day does to a stage, forwards and backwards."""

from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.plan import Band, DayPlan, Group

Values = NDArray[np.float64]


def advance(day: DayPlan, stage: Values, prices: Values) -> tuple[Values, list[Values | None]]:
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


def close(day: DayPlan, end: Values, *, last: bool) -> Values:
    """Charge the tallies that end with the day; after all but the last day their totals are forgotten."""
    for dimension, costs in day.closing:
        end = end + _along(costs, dimension, end.ndim)
        if not last:
            end = end.min(axis=dimension + 1, keepdims=True)
    return end


def retreat(day: DayPlan, ahead: Values, prices: Values, states: int) -> Values:
    """What is still to come from each spot before a day, of which there are `states` times the totals before it.

    `ahead` is what is still to come from each spot after the day, once its tallies are closed.
    """
    for dimension, costs in day.closing:
        ahead = ahead + _along(costs, dimension, ahead.ndim)
    ahead = np.broadcast_to(ahead, day.shape)
    if day.arcs is not None:
        return day.arcs.retreat(ahead, prices)
    before = np.full((states, *(high - low + 1 for low, high in day.before)), inf)
    costs_of = prices.tolist()
    for group in day.groups:
        merged = np.full((len(group.merge.sources), *before.shape[1:]), inf)
        for shift in group.shifts:
            if costs_of[shift.price] < inf:
                source = merged[shift.source]
                np.minimum(source, ahead[shift.target] + costs_of[shift.price], out=source)
        for band in group.bands:
            _unmerge(before, merged, band)
    return before


def _along(costs: Values, dimension: int, count: int) -> Values:
    """Costs of a dimension's totals, shaped to be added to a stage of so many axes."""
    return costs.reshape([-1 if axis == dimension + 1 else 1 for axis in range(count)])


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


def _unmerge(before: Values, merged: Values, band: Band) -> None:
    """Give each state the least of what the merged rows that it belongs to have still to come."""
    rows, sources = merged[band.rows], band.sources
    if isinstance(sources, slice):
        part = before[sources]
        np.minimum(part, rows if band.costs is None else rows + band.costs[:, 0], out=part)
        return
    spread = np.broadcast_to(rows[:, None], (*sources.shape, *rows.shape[1:]))
    np.minimum.at(before, sources, spread if band.costs is None else spread + band.costs)
