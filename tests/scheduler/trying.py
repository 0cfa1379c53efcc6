"""Every roster of a tiny department tried by the checker, and the same question put to the solver."""

from itertools import product
from random import Random

import hypothesis
import numpy as np

from models.department import Department
from models.policy import Level
from models.roster import Roster
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.problem import OFF, Grid
from scheduler.roster_model import RosterModel
from scheduler.rulebook import AnyBound
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.contract import solve

Best = tuple[int, int] | None
"""Hole minutes and cents of the best roster, None when every roster is forbidden."""
Line = tuple[int, ...]


def thorough(few: int, many: int) -> hypothesis.settings:
    """The same examples in each run: few of them, or many with ``--hypothesis-profile=ci``."""
    count = many if hypothesis.settings.get_current_profile_name() == "ci" else few
    return hypothesis.settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )


def somehow(department: Department, draw: Random) -> Roster:
    """A roster with something in most cells, whatever the rules say of it."""
    problem = Case.of(department).problem
    grid = problem.start_grid.copy()
    for person, days in enumerate(problem.options):
        for day, duties in enumerate(days):
            if duties and draw.random() < 0.6:
                grid[person, problem.history + day] = draw.choice(duties)
    return problem.roster_of(grid)


def best_of_all(case: Case) -> Best:
    """Try every roster: the checker alone says what it costs."""
    team = [pair for pair in case.bound if isinstance(pair[0], TeamRule)]
    own = [pair for pair in case.bound if not isinstance(pair[0], TeamRule)]
    lines = [_lines(case, person, own) for person in range(case.problem.people)]
    if not team:
        return None if not all(lines) else (0, sum(min(cents for _, cents in known) for known in lines))
    best: Best = None
    for chosen in product(*lines):
        cents = sum(cost for _, cost in chosen)
        verdict = verify(case.department, case.problem.roster_of(_grid(case, [line for line, _ in chosen])), bound=team)
        found = verdict.holes, verdict.cost + cents
        if not verdict.broken and (best is None or found < best):
            best = found
    return best


def optimum(case: Case, *, presolve: bool = True) -> Best:
    """Ask the solver, holes first and cents second, and hold its roster against the checker."""
    model = RosterModel(case, Window.whole(case.problem))
    holes, _ = solve(model, hole_weight=None, presolve=presolve)
    if holes is None:
        return None
    model.cap_holes(holes)
    cents, values = solve(model, hole_weight=0, presolve=presolve)
    assert cents is not None, "holes that were possible no longer are"
    verdict = verify(case.department, case.problem.roster_of(model.read(values.__getitem__)))
    assert (verdict.broken, verdict.holes, verdict.cost) == (0, holes, cents), verdict
    return holes, cents


def not_worse(one: Best, other: Best) -> bool:
    """Whether the first is possible where the second is, with no more holes and then no more cents."""
    return other is None or (one is not None and one <= other)


def own_cost(case: Case, person: int, line: Line, own: list[AnyBound]) -> int | None:
    """Cents of one person's line, None when it breaks a hard rule; everybody else is left out."""
    lines = [(OFF,) * case.problem.days] * case.problem.people
    lines[person] = line
    verdict = verify(case.department, case.problem.roster_of(_grid(case, lines)), bound=own)
    key = case.department.staff[person].id
    misses = [miss for miss in verdict.violations if miss.person == key]
    if any(miss.level is Level.HARD for miss in misses):
        return None
    return sum(miss.cost for miss in misses) + sum(line.cents for line in verdict.lines if line.person == key)


def _lines(case: Case, person: int, own: list[AnyBound]) -> list[tuple[Line, int]]:
    choices = [(OFF, *duties) for duties in case.problem.options[person]]
    costs = ((line, own_cost(case, person, line, own)) for line in product(*choices))
    return [(line, cents) for line, cents in costs if cents is not None]


def _grid(case: Case, lines: list[Line]) -> Grid:
    grid: Grid = case.problem.start_grid.copy()
    grid[:, case.problem.history :] = np.array(lines, dtype=grid.dtype)
    return grid
