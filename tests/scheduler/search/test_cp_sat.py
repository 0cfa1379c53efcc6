"""One CP-SAT solve: what comes out, what is told on the way, and that it stops when told."""

import time
from functools import cache

import numpy as np
import pytest

from api.generate import generate_department
from models.errors import BrokenInvariantError
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.cp_sat import Settings, Watch, solve
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.search.boards import cases, grid, ward, weighted_optimum
from tests.scheduler.trying import best_of_all


def whole(case: Case) -> RosterModel:
    return RosterModel(case, Window.whole(case.problem))


@cache
def large() -> Case:
    """A whole department: more than a single model solves in any test's time."""
    return Case.of(generate_department(40, 0).department)


def test_the_outcome_is_the_optimum_with_the_constant_part() -> None:
    for case in cases(20):
        best, model = best_of_all(case), whole(case)
        offset = model.offset(case.hole_weight)
        outcome = solve(model, model.to_cp_sat(hole_weight=case.hole_weight), Settings(), offset=offset)
        if best is None:
            assert (outcome.status, outcome.grid, outcome.objective, outcome.bound) == ("INFEASIBLE", None, None, None)
            continue
        assert outcome.status == "OPTIMAL"
        assert outcome.objective == outcome.bound == weighted_optimum(case)
        assert outcome.grid is not None
        assert verify(case.department, case.problem.roster_of(outcome.grid)).rank == (0, *best)


def test_rosters_told_on_the_way_get_better_and_bounds_stay_below() -> None:
    case = Case.of(ward())
    model, rosters, bounds = whole(case), list[Grid](), list[float]()
    watch = Watch(on_roster=rosters.append, on_bound=bounds.append)
    offset = model.offset(case.hole_weight)
    solve(model, model.to_cp_sat(hole_weight=case.hole_weight), Settings(presolve=False), offset=offset, watch=watch)
    costs = [verify(case.department, case.problem.roster_of(one)).rank for one in rosters]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == (0, 0, 500)
    assert all(bound <= 500 for bound in bounds)


def test_a_solve_that_is_cut_off_before_its_first_roster_claims_no_bound() -> None:
    model = whole(large())
    proto = model.to_cp_sat(hole_weight=large().hole_weight)
    settings = Settings(seconds=0.001)
    outcome = solve(model, proto, settings, offset=1e9)
    assert (outcome.status, outcome.grid, outcome.bound) == ("UNKNOWN", None, None)


def test_a_stop_ends_a_solve_long_before_its_limit() -> None:
    model = whole(large())
    proto = model.to_cp_sat(hole_weight=large().hole_weight)
    begun = time.monotonic()
    outcome = solve(model, proto, Settings(seconds=600), watch=Watch(stop=lambda: time.monotonic() > begun + 0.3))
    assert time.monotonic() - begun < 60
    assert outcome.status in {"UNKNOWN", "FEASIBLE"}


def test_deterministic_time_ends_a_solve_on_any_machine() -> None:
    model = whole(large())
    proto = model.to_cp_sat(hole_weight=large().hole_weight)
    settings = Settings(seconds=600, deterministic=0.05)
    first, second = (solve(model, proto, settings) for _ in range(2))
    assert first.status in {"UNKNOWN", "FEASIBLE"}
    assert (first.status, first.bound) == (second.status, second.bound)
    assert first.deterministic == pytest.approx(second.deterministic), "sums of the same parts, in any order"


def test_a_mistake_of_who_listens_is_heard() -> None:
    case = Case.of(ward())
    model = whole(case)

    def refuse(_: Grid) -> None:
        raise LookupError("nobody home")

    with pytest.raises(LookupError, match="nobody home"):
        solve(model, model.to_cp_sat(hole_weight=1), Settings(), watch=Watch(on_roster=refuse))


def test_a_model_that_the_solver_refuses_is_a_bug_of_ours() -> None:
    model = whole(Case.of(ward()))
    model.store.lower[0], model.store.upper[0] = 1, 0
    with pytest.raises(BrokenInvariantError, match="refuses the model"):
        solve(model, model.to_cp_sat(hole_weight=1), Settings())


@pytest.mark.parametrize("seed", [0, 2**31 - 1, 2**31, 2**62])
def test_any_seed_will_do(seed: int) -> None:
    model = whole(Case.of(ward()))
    assert solve(model, model.to_cp_sat(hole_weight=1), Settings(seed=seed)).status == "OPTIMAL"


def test_a_hint_speaks_of_every_free_cell_and_is_a_roster() -> None:
    case = Case.of(ward())
    known = grid(case, "D D .", ". . D")
    for window in (Window.whole(case.problem), Window.of_days(case.problem, known, range(1, 3), [0])):
        model = RosterModel(case, window)
        proto = model.to_cp_sat(hole_weight=case.hole_weight)
        model.hint(proto, known)
        hint = dict(zip(proto.proto.solution_hint.vars, proto.proto.solution_hint.values, strict=True))
        assert set(hint) == {variable for *_, variable in model.context.cells.variables()}
        assert np.array_equal(model.read(hint.__getitem__), known)
