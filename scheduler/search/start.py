"""A first roster: one person after another gets the best line for the cover that is still missing."""

import random
from dataclasses import dataclass

import numpy as np

from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.blackboard import Blackboard
from scheduler.search.cp_sat import Settings, confirm_impossible, solve
from scheduler.window import Window

PROOF_SECONDS = 10.0
"""How long it may take to show that somebody has no line at all."""


@dataclass(frozen=True)
class OneByOne:
    """People with the scarcest abilities first; each solved to optimality, or as far as a small limit lets it."""

    deterministic: float = 0.3
    name: str = "one-by-one"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer the roster once everybody has a line; say so when somebody has none, whatever the others do.

        Nothing to do where a roster is there already: another start was quicker.
        """
        if board.best is not None:
            return
        until, case = board.now() + seconds, board.case
        grid = case.problem.start_grid.copy()
        for person in _scarcest_first(case, random.Random(seed)):
            if board.done or board.now() > until:
                break
            better = improve_person(case, grid, person, deterministic=self.deterministic)
            if better is grid and has_no_line(case, person, seconds=min(PROOF_SECONDS, until - board.now())):
                label = case.department.staff[person].label
                board.claim_impossible(f"{self.name}: {label} alone cannot keep those that concern them")
                break
            grid = better
        board.start_grid = grid
        board.offer(grid, self.name)


def improve_person(case: Case, grid: Grid, person: int, *, deterministic: float) -> Grid:
    """The best line of one person with everybody else as in `grid`; unchanged when none is found."""
    model = RosterModel(case, Window.of_people(case.problem, grid, [person]), soft_team=True)
    settings = Settings(workers=1, deterministic=deterministic, probing=False, symmetry=0)
    outcome = solve(model, model.to_cp_sat(hole_weight=case.hole_weight), settings)
    return grid if outcome.grid is None else outcome.grid


def has_no_line(case: Case, person: int, *, seconds: float) -> bool:
    """Whether a person's own hard rules leave no line at all, as two configurations of the solver say."""
    window = Window.of_people(case.problem, case.problem.start_grid, [person])
    model = RosterModel(case, window, soft_team=True)
    status = solve(model, model.to_cp_sat(hole_weight=None), Settings(seconds=max(0.1, seconds / 2))).status
    return status == "INFEASIBLE" and confirm_impossible(model, seconds=max(0.1, seconds / 2))


def _scarcest_first(case: Case, rng: random.Random) -> list[int]:
    """People by how many others could stand in for them, fewest first."""
    able = case.problem.eligible.any(axis=1).astype(np.int64)
    rivals = able.sum(axis=0)
    stand_ins = (able @ rivals) / np.maximum(1, able.sum(axis=1))
    order = list(range(case.problem.people))
    rng.shuffle(order)
    return sorted(order, key=lambda person: stand_ins[person])
