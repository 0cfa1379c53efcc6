"""What every rule family and objective term owes: its examples, played against both of its readings.

Plain functions that raise `AssertionError`, so that the mutation tests can run them on a changed engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from ortools.sat.python import cp_model

from fixtures.examples import Example, examples_of
from models.department import Department
from models.policy import Level, PolicyItem
from models.roster import Roster, Verdict
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.linear import Linear, Lit
from scheduler.problem import OFF, Grid, Problem
from scheduler.roster_model import RosterModel
from scheduler.rulebook import ALWAYS, families
from scheduler.search.person.reading import read_person
from scheduler.verify import verify
from scheduler.window import Window

STRUCTURAL = frozenset({"eligibility", "one_duty"})
"""Families that hold by what a free cell offers; there is nothing to switch off for an explanation."""
UNFAILING = frozenset(item.family for item in ALWAYS)
PRICE = 120


@dataclass(frozen=True)
class Play:
    """An example with its family's item at one level."""

    family: str
    level: Level
    example: Example
    department: Department

    @property
    def item(self) -> PolicyItem:
        """The item that the example is about."""
        return self.department.policy[-1]

    def __str__(self) -> str:
        return f"{self.family}, {self.level}: {self.example.name}"


def plays(family: str) -> Iterator[Play]:
    """Every example of a family at every level at which it speaks."""
    for example in examples_of(family):
        assert example.department.policy[-1].family == family, f"{family}: {example.name} is about another family"
        for level in sorted(families()[family].levels & example.levels):
            yield Play(family, level, example, with_last(example.department, level=level))


def with_last(place: Department, *, level: Level | None = None, enabled: bool = True) -> Department:
    """The department with its last policy item at another level, or switched off."""
    *others, last = place.policy
    level = level or last.level
    price = None if level is not Level.PRICED else PRICE if last.price is None else last.price
    changed = last.model_copy(update={"level": level, "price": price, "enabled": enabled})
    return place.model_copy(update={"policy": (*others, changed)})


def offered(problem: Problem, roster: Roster) -> bool:
    """Whether free cells offer every duty of the roster: one a day, on days of the horizon, to who is eligible."""
    cells = [(one.person, one.date) for one in roster.assignments]
    if len(cells) > len(set(cells)):
        return False
    for one in roster.assignments:
        person, day = problem.person_index[one.person], problem.horizon.day_of(one.date)
        if not 0 <= day < problem.days or problem.duty_index[one.shift, one.area] not in problem.options[person][day]:
            return False
    return True


def fix(model: RosterModel, roster: Roster) -> None:
    """Leave the roster as the only one that the model allows."""
    for variable, value in model.cell_values(model.case.problem.grid_of(roster)).items():
        model.store.lower[variable] = model.store.upper[variable] = value


def solve(model: RosterModel, *, hole_weight: int | None, presolve: bool = True) -> tuple[int | None, list[int]]:
    """Least ``hole_weight · holes + money``, None when there is no roster; and the value of each variable."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.cp_model_presolve = presolve
    status = solver.solve(model.to_cp_sat(hole_weight=hole_weight))
    assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}, solver.status_name(status)
    if status == cp_model.INFEASIBLE:
        return None, []
    store = model.store
    constant = store.hole_offset if hole_weight is None else store.money_offset + hole_weight * store.hole_offset
    return round(solver.objective_value) + constant, list(solver.response_proto.solution)


def value(case: Case, roster: Roster) -> int | None:
    """What the solver's half says of a roster: hole weight times holes plus cents, None when it is forbidden."""
    model = RosterModel(case, Window.whole(case.problem))
    fix(model, roster)
    found, _ = solve(model, hole_weight=case.hole_weight)
    return found if offered(case.problem, roster) else None


def check_reader(play: Play) -> None:
    """The checker says what the example expects, in units, cents and holes."""
    verdict, example, item = verify(play.department, play.example.roster), play.example, play.item
    units = sum(miss.units for miss in verdict.violations if miss.item == item.id)
    assert units == example.units.get(item.id, 0), f"{play}: {units} units, {_told(verdict)}"
    assert bool(verdict.broken) == (play.level is Level.HARD and units > 0), f"{play}: {verdict.broken} broken"
    expected = units if example.holes is None else example.holes
    holes = expected if play.level is Level.COVERAGE else 0
    assert verdict.holes == holes, f"{play}: {verdict.holes} hole minutes, expected {holes}"
    rate = (item.price or 0) // 60 if families()[play.family].by_the_hour else item.price or 0
    cents = example.cents.get(item.id, units * rate) if play.level is Level.PRICED else 0
    assert verdict.parts.get(item.id, 0) == cents == verdict.cost, f"{play}: {verdict.cost} cents, expected {cents}"


def check_agreement(play: Play) -> None:
    """The solver forbids what the checker calls broken, and puts the same price on everything else."""
    verdict, case = verify(play.department, play.example.roster), Case.of(play.department)
    told = None if verdict.broken else case.hole_weight * verdict.holes + verdict.cost
    found = value(case, play.example.roster)
    assert found == told, f"{play}: the solver says {found}, the checker {told}; {_told(verdict)}"


def check_switched_off(play: Play) -> None:
    """An item that is not enabled forbids nothing and costs nothing, but for what always holds."""
    roster, without = play.example.roster, with_last(play.department, enabled=False)
    verdict, case = verify(without, roster), Case.of(without)
    if play.family in UNFAILING:
        assert verdict.broken == verify(play.department, roster).broken, f"{play}: {_told(verdict)}"
    else:
        assert not verdict.violations, f"{play}: {_told(verdict)}"
        assert verdict.cost == 0 == value(case, roster), f"{play}: {verdict.cost} cents, {value(case, roster)}"


def check_named(play: Play) -> None:
    """A hard item that forbids the roster is the one that has to fall; an item that does not stays."""
    if play.level is not Level.HARD:
        return
    case, roster = Case.of(play.department), play.example.roster
    missed = play.example.units.get(play.item.id, 0) > 0
    if play.family in STRUCTURAL:
        assert offered(case.problem, roster) != missed, f"{play}: cells offer what they should not"
        return
    hard = [bound.item.id for _, bound in case.bound if bound.item.level is Level.HARD]
    model = RosterModel(case, Window.whole(case.problem), guards=lambda store: _guards(store, hard))
    fix(model, roster)
    for guard in model.guards.values():
        model.store.charge_holes(~guard, 1)
    _, values = solve(model, hole_weight=None)
    assert model.store.contradiction is None, f"{play}: {model.store.contradiction} cannot be switched off"
    fallen = {key for key, guard in model.guards.items() if not values[guard]}
    assert fallen == ({play.item.id} if missed else set()), f"{play}: {fallen} had to fall"


def check_windows(play: Play) -> None:
    """With the first days frozen, or all people but one, the rest costs what it costs."""
    if play.level is Level.HARD:
        return
    case = Case.of(play.department)
    problem, half = case.problem, case.problem.days // 2
    base = problem.grid_of(play.example.roster)
    for window in (Window.of_days(problem, base, range(half, problem.days)), Window.of_people(problem, base, range(1))):
        idle = base.copy()
        idle[:, problem.history :][window.free] = OFF
        model = RosterModel(case, window)
        told = [_in_window(model, grid) for grid in (base, idle)]
        said = [_said(case, grid) for grid in (base, idle)]
        assert told[0] - told[1] == said[0] - said[1], f"{play}: {told} in a window, {said} for the checker"


def check_programme(play: Play) -> None:
    """What `extend` tells the per-person programme charges everybody's line what the checker charges."""
    case, roster = Case.of(play.department), play.example.roster
    cells = [(one.person, one.date) for one in roster.assignments]
    inside = all(0 <= case.problem.horizon.day_of(one.date) < case.problem.days for one in roster.assignments)
    if isinstance(families()[play.family], TeamRule) or len(cells) > len(set(cells)) or not inside:
        return
    lines = case.problem.grid_of(roster)[:, case.problem.history :]
    read = [read_person(case, person) for person in range(case.problem.people)]
    found = sum(inf if one is None else one.cost(line) for one, line in zip(read, lines, strict=True))
    said = own_cents(play.department, roster)
    assert found == said, f"{play}: the programme says {found}, the checker {said}"


def own_cents(place: Department, roster: Roster) -> float:
    """What the checker charges people alone; infinite when one of their hard rules is broken."""
    bound = [one for one in Case.of(place).bound if not isinstance(one[0], TeamRule)]
    verdict = verify(place, roster, bound=bound)
    return inf if verdict.broken else float(verdict.cost)


CHECKS = (check_reader, check_agreement, check_switched_off, check_named, check_windows, check_programme)


def _in_window(model: RosterModel, grid: Grid) -> int:
    fix(model, model.case.problem.roster_of(grid))
    found, _ = solve(model, hole_weight=model.case.hole_weight)
    assert found is not None, "a roster that breaks nothing hard is forbidden in a window"
    return found


def _said(case: Case, grid: Grid) -> int:
    verdict = verify(case.department, case.problem.roster_of(grid))
    return case.hole_weight * verdict.holes + verdict.cost


def _guards(store: Linear, items: list[str]) -> dict[str, Lit]:
    return {item: store.boolean() for item in items}


def _told(verdict: Verdict) -> str:
    return "; ".join(miss.message for miss in verdict.violations) or "nothing missed"
