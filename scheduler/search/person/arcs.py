"""A day of the programme as one list of arcs: where stages are small, the number of array calls is what costs.

A day then takes three of them instead of several for each shift. Between days and people that step alike the list is
shared.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import inf, prod

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.skeleton import Move

Values = NDArray[np.float64]
Shape = tuple[int, ...]
Slices = tuple[slice, ...]

CALL, LIST, ARC = 1.2, 5.0, 0.007
"""Microseconds: an array call on a small stage, a list without arcs, and each of its arcs."""


@dataclass(frozen=True, eq=False)
class Passage:
    """What one shift connects: the groups of its move, and the totals before and after."""

    move: Move
    before: Slices
    after: Slices


@dataclass(frozen=True, eq=False)
class Arcs:
    """All ways from a spot before the day to one after it, those that meet side by side."""

    sources: NDArray[np.intp]
    """(arcs,): flat spots before the day."""
    prices: NDArray[np.intp]
    """(arcs,): places of the day's costs."""
    cents: Values | None
    """(arcs,): what the automata charge, when they charge anything."""
    targets: NDArray[np.intp]
    """(spots reached,): flat spots after the day, ascending."""
    starts: NDArray[np.intp]
    """(spots reached,): the first arc of each."""
    place: NDArray[np.int32]
    """(spots,): number of each among those reached."""
    before: Shape
    after: Shape

    def advance(self, stage: Values, costs: Values) -> Values:
        """The stage after the day."""
        values = stage.ravel().take(self.sources)
        values += costs.take(self.prices)
        if self.cents is not None:
            values += self.cents
        end = np.full(prod(self.after), inf)
        end[self.targets] = np.minimum.reduceat(values, self.starts)
        return end.reshape(self.after)

    def retreat(self, ahead: Values, costs: Values) -> Values:
        """What is still to come from each spot before the day, by what is to come from those after it."""
        values = np.repeat(ahead.ravel().take(self.targets), np.diff(self.starts, append=len(self.sources)))
        values += costs.take(self.prices)
        if self.cents is not None:
            values += self.cents
        before = np.full(prod(self.before), inf)
        np.minimum.at(before, self.sources, values)
        return before.reshape(self.before)

    def back(self, stage: Values, costs: Values, spot: Sequence[int]) -> tuple[int, list[int]]:
        """(place of the cost, spot before the day) of the cheapest way to a spot that can be reached."""
        flat = 0
        for index, size in zip(spot, self.after, strict=True):
            flat = flat * size + index
        place = int(self.place[flat])
        first = int(self.starts[place])
        last = int(self.starts[place + 1]) if place + 1 < len(self.starts) else len(self.sources)
        arc = first
        if last - first > 1:
            values = stage.ravel().take(self.sources[first:last]) + costs.take(self.prices[first:last])
            arc += int((values if self.cents is None else values + self.cents[first:last]).argmin())
        spot_before, source = [], int(self.sources[arc])
        for size in reversed(self.before):
            source, index = divmod(source, size)
            spot_before.append(index)
        return int(self.prices[arc]), spot_before[::-1]


class Library:
    """Lists of arcs by what they are made of."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Arcs | None] = {}

    def get(self, key: Hashable, passages: Sequence[Passage], shapes: tuple[Shape, Shape], calls: int) -> Arcs | None:
        """The list for some passages; None where `calls` array calls are quicker."""
        if key not in self._known:
            self._known[key] = _arcs(passages, *shapes) if _is_short(passages, shapes, calls) else None
        return self._known[key]


def _is_short(passages: Sequence[Passage], shapes: tuple[Shape, Shape], calls: int) -> bool:
    spots = sum(
        sum(len(sources) for _, sources in one.move.groups) * len(_flat(one.before, shapes[0][1:])) for one in passages
    )
    return bool(spots) and LIST + spots * ARC < calls * CALL


def _arcs(passages: Sequence[Passage], before: Shape, after: Shape) -> Arcs:
    parts = [_part(number, one, before, after) for number, one in enumerate(passages)]
    sources, prices, cents, targets = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(targets, kind="stable")
    reached, starts = np.unique(targets[order], return_index=True)
    place = np.zeros(prod(after), dtype=np.int32)
    place[reached] = np.arange(len(reached))
    return Arcs(
        sources=sources[order],
        prices=prices[order],
        cents=cents[order] if cents.any() else None,
        targets=reached,
        starts=starts.astype(np.intp),
        place=place,
        before=before,
        after=after,
    )


def _part(
    number: int, one: Passage, before: Shape, after: Shape
) -> tuple[NDArray[np.intp], NDArray[np.intp], Values, NDArray[np.intp]]:
    """(sources, prices, cents, targets) of one shift's arcs."""
    pairs = [(target, source, cents) for target, sources in one.move.groups for source, cents in sources]
    table = np.array(pairs, dtype=np.float64)
    here, there = _flat(one.before, before[1:]), _flat(one.after, after[1:])
    sources = table[:, 1].astype(np.intp)[:, None] * prod(before[1:]) + here
    targets = table[:, 0].astype(np.intp)[:, None] * prod(after[1:]) + there
    cents = np.broadcast_to(table[:, 2][:, None], sources.shape)
    return sources.ravel(), np.full(sources.size, number, dtype=np.intp), cents.ravel(), targets.ravel()


def _flat(slices: Slices, shape: Shape) -> NDArray[np.intp]:
    """(totals inside the slices,): their flat places."""
    return np.arange(prod(shape), dtype=np.intp).reshape(shape)[slices].ravel()
