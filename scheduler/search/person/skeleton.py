"""The product of a person's automata, day by day: which states there are, and where each kind of cell leads.

What is made here is shared between days and between people whose automata step alike.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.extend import Automaton, State, Step

LARGEST_PRODUCT = 1500
"""States of one day above which the product is given up."""

Joint = tuple[State, ...]
"""A state of each automaton."""
Ticks = tuple[int, ...]
"""Ticks of each automaton."""
JointStep = tuple[Joint, float, Ticks] | None
"""All automata one day on; None when one of them forbids it."""


@dataclass(frozen=True, eq=False)
class Merge:
    """The best of several states: row ``g`` lists the states that become one, the shorter rows repeat their first."""

    sources: NDArray[np.intp]
    """(groups, most states of a group)."""
    costs: NDArray[np.float64] | None
    """Cents of each, when any costs something."""
    widths: NDArray[np.intp]
    """(groups,): how many states become one."""


@dataclass(frozen=True, eq=False)
class Move:
    """Where an effect leads with some ticks: the groups of `merge` go to `targets`, one each."""

    merge: Merge
    targets: slice | NDArray[np.intp]
    ticks: Ticks
    groups: tuple[tuple[int, tuple[tuple[int, float], ...]], ...]
    """(target, ((source, cents), …)) for reading a line back."""


@dataclass(frozen=True, eq=False)
class DayTable:
    """One day: from the states before it to the states after it."""

    after: tuple[Joint, ...]
    effects: tuple[tuple[Move, ...], ...]
    """Moves of each kind of cell."""
    effect_of: NDArray[np.intp]
    """(cells considered,): the effect of each, -1 where no state allows it."""


class Skeletons:
    """Makes day tables and remembers them."""

    def __init__(self) -> None:
        self._steps: dict[Hashable, dict[tuple[State, int], Step]] = {}
        self._joint: dict[Hashable, dict[tuple[int, ...], dict[Joint, JointStep]]] = {}
        self._tables: dict[Hashable, DayTable] = {}
        self._order: dict[Joint, int] = {}

    def tables(self, automata: Sequence[Automaton], days: int, columns: NDArray[np.intp]) -> list[DayTable] | None:
        """A table for each day over the given columns of the letters; None when there are too many states."""
        keys = tuple(one.key for one in automata)
        letters = np.stack([one.letters[:, columns] for one in automata], axis=2) if automata else None
        states: tuple[Joint, ...] = (tuple(one.start for one in automata),)
        found = []
        for day in range(days):
            rows = np.zeros((len(columns), 0), dtype=np.int32) if letters is None else letters[day]
            key = (keys, states, rows.tobytes(), len(columns))
            if key not in self._tables:
                self._tables[key] = self._make(automata, states, rows)
            found.append(self._tables[key])
            states = found[-1].after
            if len(states) > LARGEST_PRODUCT:
                return None
        return found

    def _make(self, automata: Sequence[Automaton], states: tuple[Joint, ...], rows: NDArray[np.int32]) -> DayTable:
        memo = [self._steps.setdefault(one.key, {}) for one in automata]
        number: dict[tuple[int, ...], int] = {}
        effect_of = np.array([number.setdefault(tuple(row), len(number)) for row in rows.tolist()], dtype=np.intp)
        reached: dict[Joint, int] = {}
        leads: list[list[tuple[Joint, Ticks, int, float]]] = []
        steps = self._joint.setdefault(tuple(one.key for one in automata), {})
        for effect, word in enumerate(number):
            leads.append([])
            known = steps.setdefault(word, {})
            for source, joint in enumerate(states):
                if joint not in known:
                    known[joint] = _step(automata, memo, joint, word)
                step = known[joint]
                if step is not None:
                    reached.setdefault(step[0], effect)
                    leads[-1].append((step[0], step[2], source, step[1]))
        for joint in reached:
            self._order.setdefault(joint, len(self._order))
        after = tuple(sorted(reached, key=lambda joint: (reached[joint], self._order[joint])))
        place = {joint: index for index, joint in enumerate(after)}
        merges: dict[Hashable, Merge] = {}
        effects = tuple(
            tuple(_moves([(place[joint], *rest) for joint, *rest in lead], merges))  # type: ignore[misc] # mypy loses the types of a starred rest
            for lead in leads
        )
        empty = np.array([not moves for moves in effects], dtype=bool)
        return DayTable(after, effects, np.where(empty[effect_of], -1, effect_of))


def _step(
    automata: Sequence[Automaton], memo: list[dict[tuple[State, int], Step]], joint: Joint, word: tuple[int, ...]
) -> JointStep:
    """All automata one day on."""
    states, ticks, price = [], [], 0.0
    for one, known, state, letter in zip(automata, memo, joint, word, strict=True):
        step = known.get((state, letter))
        if step is None:
            step = known[state, letter] = one.step(state, letter)
        price += step[1]
        if price == inf:
            return None
        states.append(step[0])
        ticks.append(step[2])
    return tuple(states), price, tuple(ticks)


def _moves(leads: Sequence[tuple[int, Ticks, int, float]], merges: dict[Hashable, Merge]) -> list[Move]:
    """One move for each set of ticks; equal merges are shared."""
    by_ticks: dict[Ticks, dict[int, list[tuple[int, float]]]] = {}
    for target, ticks, source, cost in leads:
        by_ticks.setdefault(ticks, {}).setdefault(target, []).append((source, cost))
    return [_move(ticks, groups, merges) for ticks, groups in by_ticks.items()]


def _move(ticks: Ticks, groups: dict[int, list[tuple[int, float]]], merges: dict[Hashable, Merge]) -> Move:
    ordered = tuple((target, tuple(groups[target])) for target in sorted(groups))
    key = tuple(sources for _, sources in ordered)
    if key not in merges:
        width = max(len(sources) for sources in key)
        padded = [(*sources, *[sources[0]] * (width - len(sources))) for sources in key]
        table = np.array(padded, dtype=np.float64)
        costs = table[:, :, 1]
        merges[key] = Merge(
            sources=table[:, :, 0].astype(np.intp),
            costs=costs if costs.any() else None,
            widths=np.array([len(sources) for sources in key]),
        )
    targets = np.array([target for target, _ in ordered], dtype=np.intp)
    whole = int(targets[-1] - targets[0]) == len(targets) - 1
    return Move(
        merge=merges[key],
        targets=slice(int(targets[0]), int(targets[-1]) + 1) if whole else targets,
        ticks=ticks,
        groups=ordered,
    )
