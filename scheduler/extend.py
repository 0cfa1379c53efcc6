"""How one person's line grows day by day: what a rule or a term says to a dynamic programme.

A family describes an item for one person by parts of three kinds: costs of single cells, automata that read the line
from left to right, and counts that are charged when their days are over. Infinite cents mean that it is forbidden.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from math import inf
from typing import cast

import numpy as np
from numpy.typing import NDArray

from models.policy import PolicyItem
from scheduler.problem import Problem

State = Hashable
Step = tuple[State, float, int]
"""(next state, cents, ticks for the counts that listen)."""
Charge = Callable[[NDArray[np.int64]], NDArray[np.float64]]
"""Cents of each total."""


@dataclass(frozen=True, eq=False)
class CellCosts:
    """Cents of each cell by what is worked in it."""

    cents: NDArray[np.float64]
    """(days, duties + 1); the last column is off."""


@dataclass(frozen=True, eq=False)
class Automaton:
    """A state that each day moves on by the letter of what is worked; deterministic."""

    key: Hashable
    """Automata of equal keys step alike, so that what is derived from them can be shared between people."""
    letters: NDArray[np.int32]
    """(days, duties + 1): all that the automaton sees of a cell; the last column is off."""
    start: State
    """State after the known days before the horizon."""
    step: Callable[[State, int], Step]


@dataclass(frozen=True, eq=False)
class Count:
    """An amount added up over the days ``first … last`` of the horizon and charged on its total."""

    first: int
    last: int
    begun: int
    """What the known days before the horizon contribute."""
    charge: Charge
    """Convex in the total."""
    amounts: NDArray[np.int64] | None = None
    """(days, duties + 1), ≥ 0; read in ``first … last`` only."""
    ticks: Automaton | None = None
    """Counts the ticks of an automaton when there are no amounts."""


Part = CellCosts | Automaton | Count
Parts = Iterable[Part]


def cents(units: int, rate: float) -> float:
    """The price of some units, nothing for none of them at whatever rate."""
    return units * rate if units else 0.0


def range_charge(low: int | None, high: int | None, rate: float) -> Charge:
    """Each unit below `low` or above `high` costs `rate`."""

    def charge(totals: NDArray[np.int64]) -> NDArray[np.float64]:
        missed = np.zeros(totals.shape, dtype=np.int64)
        if low is not None:
            missed += np.maximum(0, low - totals)
        if high is not None:
            missed += np.maximum(0, totals - high)
        return np.where(missed == 0, 0.0, np.maximum(missed, 1) * rate)

    return charge


def concerns(problem: Problem, item: PolicyItem, person: int) -> bool:
    """Whether the person is in the item's scope."""
    key = ("people", item.id)
    if key not in problem.cache:
        problem.cache[key] = problem.people_in(item.scope)
    chosen: frozenset[int] = problem.cache[key]
    return person in chosen


def scoped_cells(problem: Problem, item: PolicyItem) -> NDArray[np.bool_]:
    """(history + days, duties + 1): the cells that count as worked in the item's scope; made once per problem."""
    key = ("scoped cells", item.id)
    if key not in problem.cache:
        days = range(-problem.history, problem.days)
        inside = np.zeros((len(days), len(problem.duties) + 1), dtype=bool)
        inside[:, sorted(problem.duties_in(item.scope))] = True
        if item.scope.weekdays is not None:
            chosen = {one.number for one in item.scope.weekdays}
            inside[[problem.horizon.weekday(day) not in chosen for day in days]] = False
        problem.cache[key] = inside
    found: NDArray[np.bool_] = problem.cache[key]
    return found


def worked_duties(problem: Problem, person: int) -> NDArray[np.bool_]:
    """(duties + 1,): what the person can work on some day or has worked before the horizon; off always."""
    known = problem.start_grid[person, : problem.history]
    can = np.append(problem.eligible[person].any(axis=0), True)
    can[known[known >= 0]] = True
    return can


def before_horizon(problem: Problem, person: int, amounts: NDArray[np.int64], first: int) -> int:
    """Sum of (history + days, duties + 1) amounts over the person's known days from `first` to before the horizon."""
    days = np.arange(max(first, problem.first_known[person]), 0)
    worked = problem.start_grid[person, problem.history + days]
    return int(amounts[problem.history + days, worked].sum()) if len(days) else 0


def automaton(
    problem: Problem,
    person: int,
    letters: NDArray[np.int32],
    *,
    key: Hashable,
    begin: State,
    step: Callable[[State, int], Step],
) -> Automaton:
    """An automaton from (history + days, duties + 1) letters that has read the known days before the horizon."""
    state = begin
    for day in range(problem.first_known[person], 0):
        row = problem.history + day
        state = step(state, int(letters[row, problem.start_grid[person, row]]))[0]
    return Automaton(key=key, letters=letters[problem.history :], start=state, step=step)


def follow_ups(
    problem: Problem, person: int, conflicts: "Conflicts", *, key: Hashable, rate: float
) -> Automaton | None:
    """An automaton that charges each pair of duties in conflict; None when the person has no such pair."""
    can = worked_duties(problem, person)
    memo_key = ("follow-ups", key, can.tobytes())
    if memo_key not in problem.cache:
        problem.cache[memo_key] = _FollowUps(problem, conflicts, can, rate)
    pairs: _FollowUps = problem.cache[memo_key]
    if not pairs.reach:
        return None
    begin: State = ((),) * pairs.reach
    return automaton(problem, person, pairs.letters, key=memo_key, begin=begin, step=pairs.step)


Conflicts = Callable[[int, int], NDArray[np.bool_] | None]
"""(day ≥ -history, days later) → (duties, duties): which pairs conflict; None from where on nothing does."""


class _FollowUps:
    """Letters and steps of pairs in conflict: the state is what the last days forbid on the next ones."""

    def __init__(self, problem: Problem, conflicts: Conflicts, can: NDArray[np.bool_], rate: float) -> None:
        self.rate, self.hard = rate, rate == inf
        duties = len(problem.duties)
        nothing = np.zeros(duties, dtype=bool).tobytes()
        self._rows: dict[bytes, int] = {nothing: 0}
        days = range(-problem.history, problem.days)
        tables = [self._tables(conflicts, day, problem.days, can) for day in days]
        self.reach = max((len(found) for found in tables), default=0)
        rows = np.zeros((len(days), duties + 1, self.reach), dtype=np.int32)
        for number, found in enumerate(tables):
            for gap, table in enumerate(found):
                rows[number, :duties, gap] = [self._rows.setdefault(row.tobytes(), len(self._rows)) for row in table]
        forbidden = np.array([np.frombuffer(row, dtype=bool) for row in self._rows]).reshape(-1, duties)
        columns = np.concatenate([forbidden.T, np.zeros((1, len(self._rows)), dtype=bool)])
        _, column = np.unique(columns, axis=0, return_inverse=True)
        spread = np.concatenate([rows, np.broadcast_to(column.reshape(1, -1, 1), (*rows.shape[:2], 1))], axis=2)
        kinds, letters = np.unique(spread.reshape(-1, self.reach + 1), axis=0, return_inverse=True)
        self.letters = letters.reshape(rows.shape[:2]).astype(np.int32)
        self._starts = [tuple(kind[:-1]) for kind in kinds.tolist()]
        duty_of = {int(kind): int(np.nonzero(column.ravel() == kind)[0][0]) for kind in np.unique(column)}
        self._hits = [frozenset(np.nonzero(columns[duty_of[kind[-1]]])[0].tolist()) for kind in kinds.tolist()]

    @staticmethod
    def _tables(conflicts: Conflicts, day: int, days: int, can: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
        found = []
        for gap in range(1, days - day):
            table = conflicts(day, gap)
            if table is None:
                break
            found.append(table & can[:-1, None] & can[None, :-1])
        while found and not found[-1].any():
            found.pop()
        return found

    def step(self, state: State, letter: int) -> Step:
        """Charge what today's duty breaks; remember what it forbids."""
        waiting = cast("tuple[tuple[int, ...], ...]", state)
        broken = sum(row in self._hits[letter] for row in waiting[0])
        later = (*waiting[1:], ())
        known = [self._with(rows, own) for rows, own in zip(later, self._starts[letter], strict=True)]
        return tuple(known), cents(broken, self.rate), 0

    def _with(self, rows: tuple[int, ...], row: int) -> tuple[int, ...]:
        if row == 0 or (self.hard and row in rows):
            return rows
        return tuple(sorted((*rows, row)))
