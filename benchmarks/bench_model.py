"""What every solve pays before it searches: compiling, building models of a month and of windows, checking.

Small by default; RADROSTER_BENCHMARK_SIZE=full is the reference department with 105 and with 350 technologists, and
350 people of whom each may work fifteen duties on each of 28 days.
"""

import os
from functools import cache
from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from api.generate import generate_department
from fixtures.builders import D, E, N, area, department, item, shift
from models.demand import ShiftNeed
from models.department import Department
from models.policy import Level
from models.roster import Roster
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.neighbourhoods import NEIGHBOURHOODS, Landscape, Present
from scheduler.verify import verify
from scheduler.window import Window

FULL = os.environ.get("RADROSTER_BENCHMARK_SIZE") == "full"
NAMES = ("105", "350", "dense") if FULL else ("10", "dense")
PEOPLE, DAYS = (350, 28) if FULL else (6, 7)
FIRST_WINDOW, LARGEST_WINDOW = 400, 6000


@cache
def case_of(name: str) -> Case:
    return Case.of(place(name))


@cache
def place(name: str) -> Department:
    """A generated department by its size, or one in which everybody may work every duty."""
    return dense() if name == "dense" else generate_department(int(name), 1).department


def dense() -> Department:
    """Five shifts in three areas for everybody, under the rules that most departments have."""
    shifts = (D, E, N, shift("L", "07:00-19:30", unpaid_minutes=30), shift("M", "11:00-19:00"))
    made = department(
        item("coverage_shift", level=Level.COVERAGE, of="minimum"),
        item("rest", minutes=600),
        item("consecutive", of="work", max=6),
        item("consecutive", of="off", min=2, price=1000).model_copy(update={"id": "days off"}),
        item("minutes", period="week", max=2880),
        item("minutes", price=2, min=8000, max=9600).model_copy(update={"id": "hours"}),
        item("weekends", max=2),
        days=DAYS,
        people=[f"p{number}" for number in range(PEOPLE)],
        shifts=shifts,
        areas=tuple(area(key, *shifts) for key in ("CT", "MR", "XR")),
    )
    dates = [made.horizon.date_of(day) for day in range(DAYS)]
    needs = (
        ShiftNeed(area=one.id, shift=key, date=date, minimum=PEOPLE // 20, target=PEOPLE // 20)
        for one in made.areas
        for key in one.shifts
        for date in dates
    )
    return made.model_copy(update={"shift_needs": tuple(needs)})


@cache
def somehow(name: str) -> Grid:
    """A roster with something in three of four cells, whatever the rules say of it."""
    case, draw = case_of(name), Random(1)
    grid: Grid = case.problem.start_grid.copy()
    for person, days in enumerate(case.problem.options):
        for day, duties in enumerate(days):
            if duties and draw.random() < 0.75:
                grid[person, case.problem.history + day] = draw.choice(duties)
    return grid


def build(case: Case, window: Window) -> RosterModel:
    """What a search does with a window before it solves it."""
    model = RosterModel(case, window, soft_team=True)
    model.hint(model.to_cp_sat(hole_weight=case.hole_weight), window.base)
    return model


@pytest.mark.parametrize("name", NAMES)
def bench_compiling_a_department(benchmark: BenchmarkFixture, name: str) -> None:
    case: Case = benchmark(lambda: Case.of(place(name)))
    assert case.problem.people == len(place(name).staff)


@pytest.mark.parametrize("name", NAMES)
def bench_building_the_model_of_a_month(benchmark: BenchmarkFixture, name: str) -> None:
    case = case_of(name)
    case.problem.cache.clear()
    model: RosterModel = benchmark.pedantic(  # type: ignore[no-untyped-call]  # not annotated
        lambda: build(case, Window.whole(case.problem)), rounds=3 if FULL else 1
    )
    benchmark.extra_info["cells"] = int(case.problem.eligible.sum())
    benchmark.extra_info["rows"] = len(model.store.rows) + len(model.store.clauses) + len(model.store.at_most_ones)
    assert len([*model.context.cells.variables()]) == case.problem.eligible.sum()
    assert model.store.contradiction is None


@pytest.mark.parametrize("which", ["median", "busiest"])
@pytest.mark.parametrize("name", NAMES)
def bench_building_one_persons_month(benchmark: BenchmarkFixture, name: str, which: str) -> None:
    case, grid = case_of(name), somehow(name)
    by_choices = sorted(range(case.problem.people), key=lambda one: int(case.problem.eligible[one].sum()))
    person = by_choices[-1 if which == "busiest" else len(by_choices) // 2]
    model: RosterModel = benchmark(lambda: build(case, Window.of_people(case.problem, grid, [person])))
    benchmark.extra_info["cells"] = int(case.problem.eligible[person].sum())
    assert {one for one, *_ in model.context.cells.variables()} == {person}


@pytest.mark.parametrize("size", [FIRST_WINDOW, LARGEST_WINDOW])
@pytest.mark.parametrize("kind", NEIGHBOURHOODS)
@pytest.mark.parametrize("name", NAMES)
def bench_building_a_window(benchmark: BenchmarkFixture, name: str, kind: str, size: int) -> None:
    case, grid = case_of(name), somehow(name)
    verdict = verify(case.department, case.problem.roster_of(grid), bound=case.bound)
    window = NEIGHBOURHOODS[kind](Landscape(case), Present(case, grid, verdict, Random(1)), size)
    model: RosterModel = benchmark(lambda: build(case, window))
    benchmark.extra_info["cells"] = len([*model.context.cells.variables()])
    assert benchmark.extra_info["cells"] == case.problem.eligible[window.free].sum()


@pytest.mark.parametrize("name", NAMES)
def bench_checking_a_roster(benchmark: BenchmarkFixture, name: str) -> None:
    case = case_of(name)
    roster: Roster = case.problem.roster_of(somehow(name))
    verdict = benchmark(lambda: verify(case.department, roster, bound=case.bound))
    assert verdict.broken == sum(miss.level is Level.HARD for miss in verdict.violations) > 0
    assert verdict.cost == sum(verdict.parts.values())
