"""What each day does to a stage of the programme, worked out once: which slices of which states go where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.arcs import Arcs, Library, Passage
from scheduler.search.person.axes import Window, slots
from scheduler.search.person.multipliers import Multipliers
from scheduler.search.person.reading import Reading
from scheduler.search.person.skeleton import DayTable, Merge, Move

Values = NDArray[np.float64]
Slices = tuple[slice, ...]
Steps = tuple[int, ...]
"""A step in each dimension."""


NARROW = 4
"""Sources of a merged row up to which it is narrow."""

Span = tuple[int, int]
"""First and last."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A person's reading, the tables of the automata, and the columns of the letters that they are about."""

    reading: Reading
    tables: Sequence[DayTable]
    columns: NDArray[np.intp]
    library: Library


@dataclass(frozen=True, eq=False)
class Kind:
    """Cells of one day that do the same: one effect, one step in each dimension."""

    day: int
    effect: int
    steps: Steps
    cells: NDArray[np.intp]
    """Columns of the cells."""
    number: int
    """In the whole horizon."""


@dataclass(frozen=True, eq=False)
class Shift:
    """One move of one kind: from the merged stage to the next one."""

    kind: Kind
    move: Move
    steps: Steps
    price: int
    """Place of its cost in the day's costs."""
    source: Slices
    target: tuple[slice | NDArray[np.intp], ...]


@dataclass(frozen=True, eq=False)
class Band:
    """Rows of a merge that have about as many sources."""

    rows: NDArray[np.intp]
    sources: NDArray[np.intp] | slice
    """(rows, most sources), or one source for each row, one after the other."""
    costs: Values | None


@dataclass(frozen=True, eq=False)
class Group:
    """The shifts that start from the same merged stage, and how it is merged."""

    merge: Merge
    bands: tuple[Band, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, eq=False)
class DayPlan:
    """One day."""

    shape: tuple[int, ...]
    """Of the stage after the day."""
    windows: tuple[Span, ...]
    """Totals after the day, in each dimension."""
    before: tuple[Span, ...]
    """… and before it, of the tallies that count on the day."""
    groups: tuple[Group, ...]
    closing: tuple[tuple[int, Values], ...]
    """(dimension, cents of each total) of the tallies that end with the day."""
    ticks: Values
    """(costs, priced tallies): ticks that each cost brings to each priced tally."""
    kind_of: NDArray[np.intp]
    """(costs,): number of the kind of each cost."""
    kinds: tuple[Kind, ...]
    """Kind of each cost."""
    arcs: Arcs | None
    """The day as one list, where that is quicker; it then has no groups."""


WayBack = tuple[int, int, int, Kind, tuple[int, ...]]
"""(number of its group, row in it, place of its cost, kind, what to add to each dimension's index)."""


class Plan:
    """All days of one person; `exact` tallies are dimensions, the others are ticked off to the multipliers."""

    def __init__(self, outline: Outline, exact: Sequence[Window], multipliers: Multipliers) -> None:
        self._slots, self._outline, self._multipliers = slots(exact), outline, multipliers
        self._ways: dict[tuple[int, int], tuple[WayBack, ...]] = {}
        self._kinds: list[Kind] = []
        self.days = [self._day(day) for day in range(len(outline.tables))]
        width = outline.reading.cells.shape[1]
        self._order = np.concatenate(
            [np.zeros(0, dtype=np.intp), *(kind.cells + kind.day * width for kind in self._kinds)]
        )
        """Flat cells, kind by kind."""
        self._starts = np.cumsum([0, *(len(kind.cells) for kind in self._kinds)]).astype(np.intp)
        """Where each kind begins in `order`, and the end."""
        kinds = [kind.day for kind in self._kinds]
        self._firsts = np.searchsorted(kinds, np.arange(len(self.days) + 1)) if kinds else np.zeros(1, dtype=np.intp)
        """The first kind of each day, and the number of all."""

    @property
    def dimensions(self) -> int:
        """Dimensions of a stage besides its states."""
        return len(self._slots)

    @property
    def size(self) -> int:
        """Values of all stages."""
        return sum(prod(day.shape) for day in self.days)

    def costs_of(self, cells: Values, first: int, end: int) -> Values:
        """(kinds,): the least cents of each kind's cells, of the days from `first` up to `end`, without it."""
        costs = np.empty(len(self._kinds))
        begin, stop = int(self._firsts[first]), int(self._firsts[end])
        if begin < stop:
            starts = self._starts[begin : stop + 1]
            places = self._order[starts[0] : starts[-1]]
            costs[begin:stop] = np.minimum.reduceat(cells.ravel()[places], starts[:-1] - starts[0])
        return costs

    def ways_back(self, day: int, target: int) -> tuple[WayBack, ...]:
        """All merged states that lead into a state on a day; worked out on first use."""
        key = (day, target)
        if key not in self._ways:
            self._ways[key] = tuple(self._find_ways(self.days[day], target))
        return self._ways[key]

    @staticmethod
    def _find_ways(day: DayPlan, target: int) -> Iterator[WayBack]:
        for number, group in enumerate(day.groups):
            for shift in group.shifts:
                for row, (into, _) in enumerate(shift.move.groups):
                    if into == target:
                        offsets = tuple(
                            after[0] - step - before[0]
                            for after, step, before in zip(day.windows, shift.steps, day.before, strict=True)
                        )
                        yield number, row, shift.price, shift.kind, offsets

    def _day(self, day: int) -> DayPlan:
        active = [next((one for one in slot if one.tally.first <= day <= one.tally.last), None) for slot in self._slots]
        after = tuple((0, 0) if one is None else one.at(day) for one in active)
        before = tuple((0, 0) if one is None else one.at(day - 1) for one in active)
        shifts = list(self._shifts(day, active, (before, after)))
        merges: dict[int, Merge] = {id(shift.move.merge): shift.move.merge for shift in shifts}
        groups = tuple(
            Group(merge, _bands(merge, len(active)), tuple(shift for shift in shifts if shift.move.merge is merge))
            for merge in merges.values()
        )
        ticks = [self._multipliers.ticks(day, shift.move.ticks) for shift in shifts]
        shape = len(self._outline.tables[day].after), *(high - low + 1 for low, high in after)
        arcs = self._arcs(day, (groups, shifts), (before, shape))
        return DayPlan(
            shape=shape,
            windows=after,
            before=before,
            groups=groups if arcs is None else (),
            closing=tuple((n, one.costs) for n, one in enumerate(active) if one is not None and one.tally.last == day),
            ticks=np.array(ticks, dtype=np.float64).reshape(len(shifts), len(self._multipliers.windows)),
            kind_of=np.array([shift.kind.number for shift in shifts], dtype=np.intp),
            kinds=tuple(shift.kind for shift in shifts),
            arcs=arcs,
        )

    def _arcs(
        self, day: int, what: tuple[Sequence[Group], Sequence[Shift]], ends: tuple[tuple[Span, ...], tuple[int, ...]]
    ) -> Arcs | None:
        (groups, shifts), (before, shape) = what, ends
        tables = self._outline.tables
        states = len(tables[day - 1].after) if day else 1
        passages = [Passage(shift.move, shift.source[1:], shift.target[1:]) for shift in shifts]  # type: ignore[arg-type] # after the states a target has slices alone
        spans = tuple((one.before, one.after) for one in passages)
        effects = tuple((shift.kind.effect, shift.move.ticks) for shift in shifts)
        key = (id(tables[day]), states, before, shape, effects, repr(spans))
        calls = sum(3 * len(group.bands) + 2 * len(group.shifts) + 1 for group in groups)
        shapes = (states, *(high - low + 1 for low, high in before)), shape
        return self._outline.library.get(key, passages, shapes, calls)

    def _shifts(
        self, day: int, active: Sequence[Window | None], windows: tuple[tuple[Span, ...], tuple[Span, ...]]
    ) -> Iterator[Shift]:
        price = 0
        for kind in self._new_kinds(day, active):
            for move in self._outline.tables[day].effects[kind.effect]:
                steps = tuple(
                    step if one is None or one.tally.automaton < 0 else move.ticks[one.tally.automaton]
                    for one, step in zip(active, kind.steps, strict=True)
                )
                met = [_overlap(*spans) for spans in zip(*windows, steps, strict=True)]
                spans = [span for span in met if span is not None]
                if len(spans) == len(met):
                    source = (slice(None), *(one for one, _ in spans))
                    yield Shift(kind, move, steps, price, source, (move.targets, *(other for _, other in spans)))
                    price += 1

    def _new_kinds(self, day: int, active: Sequence[Window | None]) -> Sequence[Kind]:
        found: dict[tuple[int, Steps], list[int]] = {}
        table, columns = self._outline.tables[day], self._outline.columns
        usable = np.isfinite(self._outline.reading.cells[day, columns]) & (table.effect_of >= 0)
        for effect, column in zip(table.effect_of[usable].tolist(), columns[usable].tolist(), strict=True):
            steps = tuple(
                0 if one is None or one.tally.steps is None else int(one.tally.steps[day, column]) for one in active
            )
            found.setdefault((effect, steps), []).append(column)
        first = len(self._kinds)
        self._kinds += [
            Kind(day, effect, steps, np.array(cells), first + number)
            for number, ((effect, steps), cells) in enumerate(found.items())
        ]
        return self._kinds[first:]


def _overlap(before: Span, after: Span, step: int) -> tuple[slice, slice] | None:
    """Slices of the windows before and after that a step connects; None when it connects nothing."""
    first, last = max(after[0], before[0] + step), min(after[1], before[1] + step)
    if first > last:
        return None
    source = slice(first - step - before[0], last - step - before[0] + 1)
    return source, slice(first - after[0], last - after[0] + 1)


def _bands(merge: Merge, dimensions: int) -> tuple[Band, ...]:
    """Rows with many sources apart from those with few, where that saves at least half of the padding."""
    count, width = merge.sources.shape
    wide = merge.widths > NARROW
    narrow_width = int(merge.widths[~wide].max(initial=0))
    split = wide.any() and 2 * (int(wide.sum()) * width + int((~wide).sum()) * narrow_width) < count * width
    parts = [(wide, width), (~wide, narrow_width)] if split else [(np.ones(count, dtype=bool), width)]
    return tuple(_band(merge, np.nonzero(rows)[0], most, dimensions) for rows, most in parts)


def _band(merge: Merge, rows: NDArray[np.intp], width: int, dimensions: int) -> Band:
    sources = merge.sources[rows, :width]
    costs = None if merge.costs is None else merge.costs[rows, :width].reshape(*sources.shape, *(1,) * dimensions)
    if width == 1 and (np.diff(sources[:, 0]) == 1).all():
        return Band(rows, slice(int(sources[0, 0]), int(sources[-1, 0]) + 1), costs)
    return Band(rows, sources, costs)
