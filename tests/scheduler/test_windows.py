"""A model of a window prices what changes inside it as the checker does, and says nothing of what is frozen."""

import dataclasses
from random import Random

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from fixtures.builders import department, item
from fixtures.tiny import tiny
from models.policy import Scope
from models.roster import Verdict
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.linear import Linear
from scheduler.problem import OFF, Grid, Problem
from scheduler.roster_model import RosterModel
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.contract import fix, solve
from tests.scheduler.trying import thorough

SEEDS = st.integers(0, 2**32 - 1)
Mask = NDArray[np.bool_]


def shuffled(draw: Random, problem: Problem, window: Window) -> Grid:
    """The window's base with something else in some of the free cells."""
    grid: Grid = window.base.copy()
    for person, day in zip(*np.nonzero(window.free), strict=True):
        held = int(grid[person, problem.history + day])
        grid[person, problem.history + day] = draw.choice((held, held, OFF, *problem.options[person][day]))
    return grid


def some_window(draw: Random, problem: Problem, base: Grid) -> Window:
    """Some people, some days, both, or any cells."""
    people = draw.sample(range(problem.people), k=draw.randint(1, problem.people))
    first = draw.randrange(problem.days)
    days = range(first, draw.randint(first + 1, problem.days))
    scattered = np.array([[draw.random() < 0.5 for _ in range(problem.days)] for _ in range(problem.people)])
    return draw.choice(
        (
            Window.of_people(problem, base, people),
            Window.of_days(problem, base, days),
            Window.of_days(problem, base, days, people),
            Window(scattered, base),
        )
    )


def judged(case: Case, grid: Grid) -> Verdict:
    return verify(case.department, case.problem.roster_of(grid))


def told(case: Case, window: Window, grid: Grid) -> int | None:
    """What the window's model says of one of its rosters."""
    model = RosterModel(case, window)
    fix(model, case.problem.roster_of(grid))
    return solve(model, hole_weight=case.hole_weight)[0]


def silent(store: Linear) -> bool:
    """Whether nothing but the cells themselves was posted."""
    posted = store.rows or store.clauses or store.money or store.holes
    return not posted and not store.money_offset and not store.hole_offset and store.contradiction is None


def test_a_change_inside_a_window_costs_what_the_checker_says() -> None:
    compared = 0

    @thorough(few=150, many=3000)
    @hypothesis.given(seed=SEEDS)
    def compare(seed: int) -> None:
        nonlocal compared
        draw = Random(seed)
        case = Case.of(tiny(draw, rosters=10**9, items=8))
        window = some_window(draw, case.problem, shuffled(draw, case.problem, Window.whole(case.problem)))
        one, other = (shuffled(draw, case.problem, window) for _ in range(2))
        values = told(case, window, one), told(case, window, other)
        for grid, value in zip((one, other), values, strict=True):
            assert value is not None or judged(case, grid).broken, "forbidden, though nothing is broken"
        if values[0] is not None and values[1] is not None:
            compared += 1
            costs = [case.hole_weight * found.holes + found.cost for found in (judged(case, one), judged(case, other))]
            assert values[0] - values[1] == costs[0] - costs[1]

    compare()
    assert compared > 40


def test_over_a_valid_base_a_window_forbids_just_what_the_checker_calls_broken() -> None:
    allowed, forbidden = 0, 0

    @thorough(few=120, many=2000)
    @hypothesis.given(seed=SEEDS)
    def compare(seed: int) -> None:
        nonlocal allowed, forbidden
        draw = Random(seed)
        case = Case.of(tiny(draw, rosters=10**9, items=6, strict=True))
        whole = RosterModel(case, Window.whole(case.problem))
        found, values = solve(whole, hole_weight=case.hole_weight)
        if found is None:
            return
        window = some_window(draw, case.problem, whole.read(values.__getitem__))
        grid = shuffled(draw, case.problem, window)
        broken = bool(judged(case, grid).broken)
        allowed, forbidden = allowed + (not broken), forbidden + broken
        assert (told(case, window, grid) is None) == broken

    compare()
    assert min(allowed, forbidden) >= 15


@thorough(few=60, many=1000)
@hypothesis.given(seed=SEEDS)
def test_a_window_without_free_cells_posts_nothing_however_bad_its_base(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw, rosters=10**9, items=8))
    base = shuffled(draw, case.problem, Window.whole(case.problem))
    model = RosterModel(case, Window(np.zeros((case.problem.people, case.problem.days), dtype=bool), base))
    assert silent(model.store)
    assert not model.store.lower
    assert np.array_equal(model.read(lambda _: 1), base)


@thorough(few=60, many=1000)
@hypothesis.given(seed=SEEDS)
def test_a_rule_whose_cells_are_all_frozen_posts_nothing(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw, rosters=10**9, items=8))
    problem, base = case.problem, shuffled(draw, case.problem, Window.whole(case.problem))
    for family, bound in case.bound:
        rows = family.table(problem, bound) if isinstance(family, TeamRule) else None
        if rows is not None and rows.rows:
            free: Mask = np.array(
                [[not any(rows.at(day, duty) for duty in problem.options[person][day]) for day in range(problem.days)]
                 for person in range(problem.people)]
            )  # fmt: skip
        else:
            free = np.ones((problem.people, problem.days), dtype=bool)
            free[list(problem.people_in(bound.item.scope))] = False
        if family.name == "activation_share":  # its scope is a group, but it counts everybody
            free[:] = False
        free[0, 0] = False  # a window, even where the rule is nobody's
        if family.name != "pins":
            alone = dataclasses.replace(case, bound=[(family, bound)])
            assert silent(RosterModel(alone, Window(free, base)).store), family.name


@thorough(few=30, many=300)
@hypothesis.given(seed=SEEDS)
def test_only_free_cells_have_variables(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw, rosters=10**9))
    window = some_window(draw, case.problem, case.problem.start_grid)
    model = RosterModel(case, window)
    cells = {(int(person), int(day)) for person, day in zip(*np.nonzero(window.free), strict=True)}
    assert set(model.context.cells.free) == cells
    for person, day, duty, _ in model.context.cells.variables():
        assert case.problem.eligible[person, day, duty]


@pytest.mark.parametrize(("tail", "expected"), [("D", 2), (". .", 0)])
def test_history_is_a_constant_of_every_window(tail: str, expected: int) -> None:
    place = department(item("consecutive", price=1, max=1), days=3, tails={"ann": tail})
    case = Case.of(place)
    grid = case.problem.start_grid.copy()
    grid[0, case.problem.history :] = [0, OFF, 0]
    assert told(case, Window.of_days(case.problem, grid, range(1)), grid) == expected // 2
    assert judged(case, grid).cost == expected // 2


def test_a_window_of_people_outside_a_scope_is_free_of_the_rule() -> None:
    place = department(item("assignments", max=0, scope=Scope(people=frozenset({"bo"}))), people=("ann", "bo"))
    case = Case.of(place)
    base = np.zeros_like(case.problem.start_grid)
    assert silent(RosterModel(case, Window.of_people(case.problem, base, [0])).store)
    assert RosterModel(case, Window.of_days(case.problem, base, range(1), [1])).store.rows == [
        ([0, 1, 2], [1, 1, 1], -6, -6, None)
    ]
