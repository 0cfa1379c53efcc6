"""On tiny departments the solver finds the best of all rosters, and what must not matter does not."""

import datetime as dt
import re
from collections import Counter
from random import Random

import highspy
import hypothesis
import pytest
from hypothesis import strategies as st

from fixtures.tiny import tiny
from fixtures.tiny_policy import LIMITS
from models.department import Department, read_department
from models.staff import Person
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.problem import OFF
from scheduler.roster_model import RosterModel
from scheduler.rulebook import families
from scheduler.search.compact import highs_of
from scheduler.window import Window
from tests.scheduler.contract import solve
from tests.scheduler.trying import Best, best_of_all, not_worse, optimum, own_cost, thorough

SEEDS = st.integers(0, 2**32 - 1)
INFEASIBLE_AT_MOST = 0.3
"""Share of impossible departments above which a comparison says little."""


def outcome(place: Department) -> Best:
    return optimum(Case.of(place))


def with_newcomer(place: Department) -> Department:
    """One more person, of everything like the first, but without history."""
    first = place.staff[0]
    newcomer = Person(**{**dict(first), "id": "zoe", "name": "Zoe"})
    return place.model_copy(update={"staff": (*place.staff, newcomer)})


def a_week_later(place: Department) -> Department:
    """The same department with every date moved by seven days."""

    def later(found: re.Match[str]) -> str:
        return str(dt.date.fromisoformat(found.group()) + dt.timedelta(days=7))

    return read_department(re.sub(r"\d{4}-\d\d-\d\d", later, place.model_dump_json()))


def test_every_family_can_be_drawn() -> None:
    assert set(LIMITS) == set(families())


def test_the_solver_finds_the_best_of_all_rosters() -> None:
    tally: Counter[str] = Counter()

    @thorough(few=100, many=2000)
    @hypothesis.given(seed=SEEDS)
    def compare(seed: int) -> None:
        case = Case.of(tiny(Random(seed), rosters=800))
        best = best_of_all(case)
        tally["impossible" if best is None else "with holes" if best[0] else "without holes"] += 1
        assert optimum(case) == best
        assert optimum(case, presolve=False) == best

    compare()
    assert tally["impossible"] <= INFEASIBLE_AT_MOST * tally.total(), tally
    assert min(tally.values()) > 0, tally
    assert len(tally) == 3, tally


@pytest.mark.parametrize("clock_changes", [True, False])
def test_the_order_of_people_policy_and_places_does_not_matter(*, clock_changes: bool) -> None:
    @thorough(few=60, many=1000)
    @hypothesis.given(seed=SEEDS)
    def compare(seed: int) -> None:
        place = tiny(Random(seed), rosters=10**6, items=7, clock_changes=clock_changes)
        turned = {name: getattr(place, name)[::-1] for name in ("staff", "contracts", "areas", "shifts", "policy")}
        assert outcome(place.model_copy(update=turned)) == outcome(place)

    compare()


@thorough(few=40, many=600)
@hypothesis.given(seed=SEEDS)
def test_a_rule_less_is_never_worse(seed: int) -> None:
    place = tiny(Random(seed), rosters=10**5, items=6)
    before = outcome(place)
    for gone in place.policy:
        kept = tuple(item for item in place.policy if item is not gone)
        assert not_worse(outcome(place.model_copy(update={"policy": kept})), before), gone


def test_another_pair_of_hands_that_may_stay_off_for_nothing_is_never_worse() -> None:
    compared = 0

    @thorough(few=60, many=1000)
    @hypothesis.given(seed=SEEDS)
    def compare(seed: int) -> None:
        nonlocal compared
        place = tiny(Random(seed), rosters=10**5, items=4)
        # A fair share for the newcomer changes everybody's.
        kept = tuple(item for item in place.policy if item.family != "fairness")
        place = place.model_copy(update={"policy": kept})
        more = Case.of(with_newcomer(place))
        own = [pair for pair in more.bound if not isinstance(pair[0], TeamRule)]
        if own_cost(more, len(place.staff), (OFF,) * place.horizon.days, own) == 0:
            compared += 1
            assert not_worse(optimum(more), outcome(place))

    compare()
    assert compared > 10


@thorough(few=60, many=1000)
@hypothesis.given(seed=SEEDS)
def test_a_week_later_costs_the_same(seed: int) -> None:
    place = tiny(Random(seed), rosters=10**6, items=6, clock_changes=False)
    # A week later a calendar month begins on another day of the horizon.
    kept = tuple(item for item in place.policy if "month" not in item.limits.values())
    place = place.model_copy(update={"policy": kept})
    assert outcome(a_week_later(place)) == outcome(place)


@thorough(few=60, many=1000)
@hypothesis.given(seed=SEEDS)
def test_a_solver_of_another_kind_agrees_and_its_relaxation_bounds(seed: int) -> None:
    case = Case.of(tiny(Random(seed), rosters=10**9, items=8))
    model, weight = RosterModel(case, Window.whole(case.problem)), case.hole_weight
    best, _ = solve(model, hole_weight=weight)
    if model.store.contradiction is not None:
        assert best is None
        return
    costs = model.objective(weight)
    exact, relaxed = (highs_of(model.store, costs, integer=integer) for integer in (True, False))
    exact.setOptionValue("mip_rel_gap", 0.0)
    exact.run()
    relaxed.run()
    if best is None:
        assert exact.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    else:
        assert exact.getModelStatus() == highspy.HighsModelStatus.kOptimal
        assert round(exact.getInfo().objective_function_value) + model.offset(weight) == best
        bound = relaxed.getInfo().objective_function_value + model.offset(weight)
        assert bound <= best + 1e-6 * max(1, best)
