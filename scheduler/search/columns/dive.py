"""Diving: fix the cells that the relaxation is surest of, price again under what is fixed, until nothing is open."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.search.columns.generation import Pace, generate, shares
from scheduler.search.columns.master import Program, Relaxation
from scheduler.search.columns.work import Mask, Work
from scheduler.search.person.reading import Line

Cells = NDArray[np.float64]
Chosen = tuple[NDArray[np.intp], NDArray[np.intp]]
"""People and days of some cells."""


@dataclass(frozen=True)
class Steps:
    """How fast a dive goes down."""

    share: float = 0.06
    """Share of the open cells that each step fixes at least."""
    sure: float = 0.97
    """Weight from which a cell is fixed as well."""
    most: float = 1.5
    """Times the least number of cells that a step fixes at most, of those not quite sure."""
    rounds: int = 5
    """Pricing rounds after each step."""
    noise: float = 0.0

    def hurried(self, late: float) -> "Steps":
        """Larger steps where one at the present pace costs a share `late` of the time left.

        A step fixes a share of what is open and the next one costs as much less, so that all cost one step ÷ share.
        """
        return replace(self, share=min(0.5, max(self.share, HASTE * late)))


CERTAIN = 1 - 1e-6
ENOUGH = 1e-4
"""Share of its value that a step may lose before lines are looked for that make good for it."""
IMPROVES = 1 - 1e-6
"""Least gain over the known roster: weighted cents are whole."""
TAKEN_BACK = 12
"""Steps of a dive that are taken back at most."""
LAST_ROUNDS = 20
"""Rounds of pricing before a step is taken back."""
HASTE = 1.2
"""How much faster than on time a dive goes that is late."""


@dataclass(frozen=True, eq=False)
class Descent:
    """Where a dive begins: open cells, a program over them, its optimum."""

    allow: Mask
    program: Program
    relaxation: Relaxation


def dive(work: Work, steps: Steps, seconds: float) -> bool:
    """Go down once from the root, in about so many seconds; True when the roster found is the best one known here."""
    relaxation = work.program.solve(work.left)
    if relaxation is None:
        return False
    program = work.program.narrowed(relaxation.columns)
    lines = descend(work, Descent(work.everything(), program, relaxation), steps, seconds)
    return lines is not None and work.offer(lines)


def descend(work: Work, state: Descent, steps: Steps, seconds: float) -> list[Line] | None:
    """A line for each person, the program used up; None when it came to nothing. Whatever time is left, it ends."""
    return _Dive(work, state, steps, work.board.now() + seconds).run()


class _Dive:
    """A dive on its way down."""

    def __init__(self, work: Work, state: Descent, steps: Steps, until: float) -> None:
        self.work, self.steps, self.until = work, steps, until
        self.allow, self.program, self.relaxation = state.allow.copy(), state.program, state.relaxation
        self.fewest = int(self._open().any(axis=0).sum()) // 3
        self.taken_back = 0

    def run(self) -> list[Line] | None:
        """Step by step, until nothing is open."""
        work, cost = self.work, self.steps.rounds * self.work.round_seconds
        while True:
            began = work.board.now()
            cells, top, heaviest = shares(work, self.relaxation)
            if (heaviest <= 0).any():
                return None
            if work.over or bool((heaviest >= CERTAIN).all()):
                return list(top)
            pace = self.steps.hurried(cost / max(1e-9, self.until - began))
            chosen = self._surest(cells, top, pace)
            if not len(chosen[0]):
                return list(top)
            if not self._step(top, chosen):
                return None
            cost = work.board.now() - began

    def _open(self) -> NDArray[np.bool_]:
        """(people, days): cells that are not fixed."""
        open_: NDArray[np.bool_] = self.allow.sum(axis=2) > 1
        return open_

    def _surest(self, cells: Cells, top: NDArray[np.int16], steps: Steps) -> Chosen:
        """The open cells to be fixed next, the surest first."""
        people, days = np.nonzero(self._open())
        weight = cells[people, days, top[people, days]]
        if steps.noise:
            weight = weight + steps.noise * np.array([self.work.rng.random() for _ in range(len(weight))])
        order = np.argsort(-weight, kind="stable")
        least = max(self.fewest, int(steps.share * len(order)))
        ranked, place = weight[order], np.arange(len(order))
        stop = (place >= least) & (ranked < steps.sure) | (place >= steps.most * least) & (ranked < CERTAIN)
        chosen = order[: int(stop.argmax()) if stop.any() else len(order)]
        return people[chosen], days[chosen]

    def _step(self, top: NDArray[np.int16], chosen: Chosen) -> bool:
        """Fix some cells to their heaviest lines; fewer where nothing better than the known roster would be left."""
        before = self.allow
        while True:
            people, days = chosen
            self.allow = before.copy()
            self.allow[people, days] = False
            self.allow[people, days, top[people, days]] = True
            if not self._price():
                return False
            if self.relaxation.value < self.work.value - IMPROVES or self.work.over:
                return True
            self.taken_back += 1
            if self.taken_back > TAKEN_BACK:
                return False
            half = (len(people) + 1) // 2
            if half == len(people):  # the one cell that is left is the one that does not go
                before = before.copy()
                before[people, days, top[people, days]] = False
                half = 0
            chosen = people[:half], days[:half]
            self._reopen(before)

    def _price(self) -> bool:
        """Close what is not open, look for lines under what is fixed; False when out of time."""
        work, steps, value = self.work, self.steps, self.relaxation.value
        self.program.close(work.master.pool.inside(self.allow, self.relaxation.columns))
        open_ = np.nonzero(self._open().any(axis=1))[0].tolist()
        enough = value + ENOUGH * abs(value)
        for rounds in (steps.rounds, LAST_ROUNDS):
            limits = Pace(rounds=rounds + 1, smoothing=0.0, enough=enough)
            found = generate(work, self.program, limits, allow=self.allow, people=open_)
            if found is None:
                return False
            self.relaxation = found
            if found.value < work.value - IMPROVES:
                break
        return True

    def _reopen(self, allow: Mask) -> None:
        """A program over all known lines within some cells, solved."""
        work, everything = self.work, np.arange(len(self.work.master.pool))
        section = self.program.section
        self.program = Program(work.master, everything[work.master.pool.inside(allow, everything)], section)
        solved = self.program.solve(work.left)
        self.relaxation = self.relaxation if solved is None else solved
