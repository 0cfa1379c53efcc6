"""Column generation: solve the master, price everybody at smoothed duals, take in what pays, note the bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np

from scheduler.search.columns.demand import Floats
from scheduler.search.columns.master import Program, Relaxation
from scheduler.search.columns.work import Mask, Work

LONGEST_SOLVE = 30.0
IMPROVES = 1e-6
"""Cents that a line is worth less than its person pays: above rounding."""
MOST_COLUMNS, KEPT_COLUMNS, SPARE_COLUMNS = 30, 15, 500
"""Columns a person at which a program is cleaned, what is left then, and columns on top of both."""


@dataclass(frozen=True)
class Pace:
    """How a generation goes about it."""

    rounds: int = 1000
    smoothing: float = 0.9
    """Share of the best duals so far in the duals that are priced (Wentges)."""
    lines: int = 3
    """Most lines of a person taken in per round."""
    deep_lines: int = 30
    """As many after a round that brought nothing: the best of them may all break a limit that is only priced."""
    gap: float = 0.5
    """Master less bound at which it is enough."""
    enough: float = -inf
    """Value of the master at which it is enough."""


def generate(
    work: Work, program: Program, pace: Pace, *, allow: Mask | None = None, people: Iterable[int] | None = None
) -> Relaxation | None:
    """Improve a program over the open cells; without `allow` and `people` the bound counts for the board.

    Gives the last relaxation, None when there was no time for one.
    """
    chosen = list(range(work.problem.people) if people is None else people)
    whole = allow is None and people is None
    center, relaxation, began = _Center(pace.smoothing, work.known_duals()), None, work.board.now()
    for number in range(pace.rounds):
        if whole and work.adopt():
            for person, line in enumerate(work.lines):
                program.take(work.master.pool.number(person, line))
        asked = work.board.now()
        solved = program.solve(min(work.left, LONGEST_SOLVE))
        work.master_seconds += work.board.now() - asked
        if solved is None:
            break
        relaxation = solved
        if number == pace.rounds - 1 or solved.value <= pace.enough or work.over:
            break
        duals = center.duals(solved.duals)
        lines = pace.deep_lines if center.idle else pace.lines
        bound, added = _price(work, (program, solved), duals, (chosen, allow, lines))
        patience = work.optimiser.patience if whole else 0
        if whole:
            work.prove(bound, duals)
            work.round_seconds = (work.board.now() - began) / (number + 1)
        if center.move(bound, added) > patience:
            break
        if whole and (solved.value - center.bound < pace.gap or work.closed):
            break
        program = _cleaned(work, program, solved) if whole else program
    if whole and relaxation is not None:
        work.root, work.program = relaxation, program
    return relaxation


def _cleaned(work: Work, program: Program, solved: Relaxation) -> Program:
    """The program without its dearest columns, once it has become too large."""
    people = work.problem.people
    if len(solved.columns) <= MOST_COLUMNS * people + SPARE_COLUMNS:
        return program
    reduced = work.master.reduced_costs(solved, solved.columns)
    reduced[solved.weights > 0] = -inf
    count = KEPT_COLUMNS * people + SPARE_COLUMNS
    kept = solved.columns[np.sort(np.argsort(reduced, kind="stable")[:count])]
    smaller = program.narrowed(kept)
    for number in program.waiting:
        smaller.take(number)
    return smaller


class _Center:
    """Smoothed duals: the master's, drawn towards those of the best bound so far; less so while nothing new comes.

    At first they are drawn towards what is `known`: the duals of a master with few lines are wild.
    """

    def __init__(self, smoothing: float, known: Floats) -> None:
        self._most = self._smoothing = smoothing
        self._best = known
        self._last = np.zeros(0)
        self.idle = 0
        """Pricings in a row that brought nothing at the master's own duals."""
        self.bound = -inf

    def duals(self, found: Floats) -> Floats:
        """What to price at."""
        smoothing = self._smoothing if self.bound > -inf or not self._most else 1.0
        self._last = smoothing * self._best + (1 - smoothing) * found
        return self._last

    def move(self, bound: float, added: int) -> int:
        """Learn from a pricing; gives the idle ones in a row."""
        better = bound > self.bound
        if better:
            self.bound, self._best = bound, self._last
        if added:
            self.idle = 0
            if better:
                self._smoothing = min(self._most, self._smoothing + 0.1)
        elif self._smoothing == 0:
            self.idle += 1
        else:
            self._smoothing = self._smoothing - 0.3 if self._smoothing > 0.3 else 0.0  # noqa: PLR2004 - the step down
        return self.idle


def _price(
    work: Work, state: tuple[Program, Relaxation], duals: Floats, what: tuple[list[int], Mask | None, int]
) -> tuple[float, int]:
    """(Lagrangian bound, lines taken in)."""
    (program, solved), (people, allow, count) = state, what
    prices, own_duals = work.demand.prices(duals), np.array_equal(duals, solved.duals)
    bound, added = work.demand.bound_term(duals), 0
    for person in people:
        below = float(solved.charges[person]) - IMPROVES if own_duals else inf
        answer = work.price(person, prices, allow, count, below=below)
        bound += answer.bound
        for _, own, line in answer.lines:
            rows, times = work.demand.usage(person, line)
            reduced = own - float(solved.duals[rows] @ times) - solved.charges[person]
            if reduced < -IMPROVES:
                added += program.take(work.master.pool.add(person, line, own))
        if work.left <= 0:
            return -inf, added
    return bound, added


def shares(work: Work, relaxation: Relaxation) -> tuple[Floats, np.ndarray, Floats]:
    """Of the weights: (people, days, duties + 1) by cell, (people, days) each person's heaviest line, its weight."""
    pool, problem = work.master.pool, work.problem
    cells = np.zeros((problem.people, problem.days, work.demand.duties + 1))
    used = np.nonzero(relaxation.weights > 1e-7)[0]  # noqa: PLR2004 - above rounding
    weights, columns = relaxation.weights[used], relaxation.columns[used]
    people = np.array([pool.person[number] for number in columns.tolist()], dtype=np.intp)
    lines = pool.lines[columns]
    days = np.arange(problem.days)
    np.add.at(cells, (people[:, None], days[None, :], lines), np.broadcast_to(weights[:, None], lines.shape))
    heaviest = np.zeros(problem.people)
    top = np.full((problem.people, problem.days), -1, dtype=np.int16)
    for person, line, weight in zip(people.tolist(), lines, weights.tolist(), strict=True):
        if weight > heaviest[person]:
            heaviest[person], top[person] = weight, line
    return cells, top, heaviest
