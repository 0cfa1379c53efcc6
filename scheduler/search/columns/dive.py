"""Diving: fix the cells that the relaxation is surest of, price again under what is fixed, until nothing is open."""

from dataclasses import dataclass, replace

import numpy as np

from scheduler.search.columns.generation import Pace, generate, shares
from scheduler.search.columns.work import Mask, Work


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
HASTE = 1.2
"""How much faster than on time a dive goes that is late."""


def dive(work: Work, steps: Steps, seconds: float) -> bool:
    """Go down once from the root, in about so many seconds; True when the roster found is the best one known here."""
    allow, until = work.everything(), work.board.now() + seconds
    cost = steps.rounds * work.round_seconds
    program, relaxation = work.program, work.program.solve(work.left)
    while relaxation is not None:
        began = work.board.now()
        cells, top, heaviest = shares(work, relaxation)
        if (heaviest <= 0).any():
            return False
        settled = bool((heaviest >= CERTAIN).all())
        if not settled and not work.over:
            settled = not _fix(work, allow, (cells, top), steps.hurried(cost / max(1e-9, until - began)))
        if settled or work.over:
            return work.offer(list(top))
        columns = relaxation.columns
        program = program.narrowed(columns[work.master.pool.inside(allow, columns)])
        open_ = np.nonzero((allow.sum(axis=2) > 1).any(axis=1))[0].tolist()
        pace = Pace(rounds=steps.rounds + 1, smoothing=0.0)
        relaxation = generate(work, program, pace, allow=allow, people=open_)
        cost = work.board.now() - began
    return False


def _fix(work: Work, allow: Mask, state: tuple[np.ndarray, np.ndarray], steps: Steps) -> bool:
    """Fix the surest open cells to their heaviest lines; False when none was open."""
    cells, top = state
    people, days = np.nonzero(allow.sum(axis=2) > 1)
    if not len(people):
        return False
    weight = cells[people, days, top[people, days]]
    if steps.noise:
        weight = weight + steps.noise * np.array([work.rng.random() for _ in range(len(weight))])
    order = np.argsort(-weight, kind="stable")
    least = max(work.problem.days // 3, int(steps.share * len(order)))
    ranked = weight[order]
    place = np.arange(len(order))
    stop = (place >= least) & (ranked < steps.sure) | (place >= steps.most * least) & (ranked < CERTAIN)
    chosen = order[: int(stop.argmax()) if stop.any() else len(order)]
    people, days = people[chosen], days[chosen]
    allow[people, days] = False
    allow[people, days, top[people, days]] = True
    return True
