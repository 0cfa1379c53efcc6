"""Rows charge a roster what the checker charges it, and their part of the bound never exceeds it."""

from itertools import product
from math import inf
from random import Random

import numpy as np
import pytest

from fixtures.tiny import tiny
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.search.columns.demand import Demand
from scheduler.verify import verify

WITHOUT_ROWS = frozenset({"activation_share", "budget_cap"})
"""Families whose rows add up cents, or people with a duty: to the columns they are rules less."""


def some_grids(draw: Random, case: Case, count: int) -> list[np.ndarray]:
    grids = list(product(*(product(*[(-1, *duties) for duties in line]) for line in case.problem.options)))
    return [np.array(lines, dtype=np.int16) for lines in draw.sample(grids, min(count, len(grids)))]


def team_charge(case: Case, lines: np.ndarray) -> float:
    grid = case.problem.start_grid.copy()
    grid[:, case.problem.history :] = lines
    bound = [one for one in case.bound if isinstance(one[0], TeamRule) and one[0].name not in WITHOUT_ROWS]
    verdict = verify(case.department, case.problem.roster_of(grid), bound=bound)
    return inf if verdict.broken else float(case.hole_weight * verdict.holes + verdict.cost)


@pytest.mark.parametrize("seed", range(60))
def test_rows_charge_what_the_checker_charges(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    demand = Demand(case)
    for lines in some_grids(draw, case, 20):
        assert demand.charge(demand.counts(list(lines))).sum() == pytest.approx(team_charge(case, lines))


@pytest.mark.parametrize("seed", range(40))
def test_the_bound_term_plus_what_people_are_paid_is_below_the_charge(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    demand = Demand(case)
    duals = np.array([draw.uniform(-500, 500) for _ in range(demand.rows)])
    prices = demand.prices(duals)
    for lines in some_grids(draw, case, 20):
        paid = sum(
            float(demand.of_person(prices, person)[day, duty])
            for person, line in enumerate(lines)
            for day, duty in enumerate(line)
            if duty >= 0
        )
        counts = demand.counts(list(lines))
        assert paid == pytest.approx(float(duals @ counts))
        assert demand.bound_term(duals) - paid <= demand.charge(counts).sum() + 1e-6


@pytest.mark.parametrize("seed", range(40))
def test_slacks_around_the_level_cost_what_the_charge_says(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    demand = Demand(case)
    level, constant, segments = demand.segments
    for lines in some_grids(draw, case, 10):
        counts = demand.counts(list(lines))
        charge = demand.charge(counts).sum()
        gap, cost = level - counts, constant.sum()
        for piece in segments:
            used = min(piece.most, max(0.0, piece.sign * gap[piece.row]))
            gap[piece.row] -= piece.sign * used
            cost += used * piece.price
        if charge < inf:
            assert cost == pytest.approx(charge)
            assert not gap.any()


@pytest.mark.parametrize("seed", range(40))
def test_one_more_person_saves_the_difference_of_charges_or_the_hard_price(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    demand = Demand(case)
    for lines in some_grids(draw, case, 10):
        counts = demand.counts(list(lines))
        rows = zip(demand.charge(counts), demand.charge(counts + 1), demand.saved(counts), strict=True)
        for here, more, saved in rows:
            assert abs(saved) <= demand.hard_price
            if here < inf and more < inf:
                assert saved == pytest.approx(here - more)
            elif here < inf or more < inf:
                assert saved == (demand.hard_price if more < inf else -demand.hard_price)
            else:
                assert abs(saved) == demand.hard_price
