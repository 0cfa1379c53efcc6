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

    def within(self, seconds: float, round_seconds: float) -> "Steps":
        """Larger steps, and fewer rounds after each, where the time would not suffice for these."""
        affordable = seconds / max(1e-9, round_seconds * ROUND_SHARE * self.rounds)
        if affordable >= USUAL_STEPS:
            return self
        rounds = 2
        affordable = seconds / max(1e-9, round_seconds * ROUND_SHARE * rounds)
        return replace(self, rounds=rounds, share=min(0.5, max(self.share, STEPS_PER_SHARE / max(1.0, affordable))))


CERTAIN = 1 - 1e-6
USUAL_STEPS, STEPS_PER_SHARE, ROUND_SHARE = 16, 4.0, 0.7
"""Steps of a dive; steps in inverse shares; what a round costs on the way, in rounds of the root."""


def dive(work: Work, steps: Steps) -> bool:
    """Go down once from the root; True when the roster found is the best one known here."""
    allow = work.everything()
    program, relaxation = work.program, work.program.solve(work.left)
    while relaxation is not None:
        cells, top, heaviest = shares(work, relaxation)
        if (heaviest <= 0).any():
            return False
        settled = bool((heaviest >= CERTAIN).all())
        if not settled and not work.over:
            settled = not _fix(work, allow, (cells, top), steps)
        if settled or work.over:
            return work.offer(list(top))
        columns = relaxation.columns
        program = program.narrowed(columns[work.master.pool.inside(allow, columns)])
        open_ = np.nonzero((allow.sum(axis=2) > 1).any(axis=1))[0].tolist()
        pace = Pace(rounds=steps.rounds + 1, smoothing=0.0)
        relaxation = generate(work, program, pace, allow=allow, people=open_)
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
