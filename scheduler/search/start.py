"""A first roster: one person after another gets the best line for the cover that is still missing."""

import random
from dataclasses import dataclass, replace

import numpy as np

from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.blackboard import Blackboard
from scheduler.search.cp_sat import Settings, solve
from scheduler.window import Window

QUICK = 0.2
"""Deterministic time for a first line without linear relaxation: most people have one by then, the others need it."""


@dataclass(frozen=True)
class OneByOne:
    """People with the scarcest abilities first; each solved to optimality, or as far as a small limit lets it."""

    deterministic: float = 0.3
    first_only: bool = False
    """Take each person's first line: for horizons of which one person alone takes seconds."""
    name: str = "one-by-one"
    proves: bool = False

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer the roster once everybody has a line."""
        until = board.now() + seconds
        grid = board.case.problem.start_grid.copy()
        for person in _scarcest_first(board.case, random.Random(seed)):
            if board.done or board.now() > until:
                break
            grid = improve_person(
                board.case, grid, person, deterministic=self.deterministic, first_only=self.first_only
            )
        board.start_grid = grid
        board.offer(grid, self.name)


def improve_person(case: Case, grid: Grid, person: int, *, deterministic: float, first_only: bool = False) -> Grid:
    """The best line of one person with everybody else as in `grid`; unchanged when none is found."""
    model = RosterModel(case, Window.of_people(case.problem, grid, [person]), soft_team=True)
    thorough = Settings(workers=1, deterministic=deterministic, probing=False, symmetry=0, first_only=first_only)
    tries = [replace(thorough, linearization=0, deterministic=QUICK), thorough] if first_only else [thorough]
    for settings in tries:
        outcome = solve(model, model.to_cp_sat(hole_weight=case.hole_weight), settings)
        if outcome.grid is not None:
            return outcome.grid
    return grid


def _scarcest_first(case: Case, rng: random.Random) -> list[int]:
    """People by how many others could stand in for them, fewest first."""
    able = case.problem.eligible.any(axis=1).astype(np.int64)
    rivals = able.sum(axis=0)
    stand_ins = (able @ rivals) / np.maximum(1, able.sum(axis=1))
    order = list(range(case.problem.people))
    rng.shuffle(order)
    return sorted(order, key=lambda person: stand_ins[person])
