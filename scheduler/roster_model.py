"""Puts every rule and term into one model for a window, gives it to CP-SAT, and reads rosters back."""

from collections.abc import Callable, Mapping

import numpy as np
from ortools.sat.python import cp_model

from scheduler.case import Case
from scheduler.context import Context
from scheduler.linear import Linear, Lit
from scheduler.problem import Grid
from scheduler.window import Window


class RosterModel:
    """The rules and terms of one window as a solver-neutral store, with its reading back into a grid."""

    def __init__(
        self,
        case: Case,
        window: Window,
        *,
        guards: Callable[[Linear], Mapping[str, Lit]] | None = None,
        soft_team: bool = False,
    ) -> None:
        self.case, self.window, self.store = case, window, Linear()
        self.guards = guards(self.store) if guards else {}
        self.context = Context(case.problem, window, self.store, guards=self.guards, soft_team=soft_team)
        for family, item in case.bound:
            family.post(self.context, item)

    def to_cp_sat(self, *, hole_weight: int | None) -> cp_model.CpModel:
        """A CP-SAT model; minimises ``hole_weight · holes + money``, only holes when the weight is None."""
        model = cp_model.CpModel()
        proto, store = model.proto, self.store
        for low, high in zip(store.lower, store.upper, strict=True):
            proto.variables.add().domain.extend((low, high))
        if store.contradiction is not None:
            proto.constraints.add().bool_or.literals.extend(())
        constraints = proto.constraints
        for lits in store.at_most_ones:
            constraints.add().at_most_one.literals.extend(lits)
        for lits, guard in store.clauses:
            one = constraints.add()
            one.bool_or.literals.extend(lits)
            if guard is not None:
                one.enforcement_literal.append(guard)
        for variables, coefs, low, high, guard in store.rows:
            one = constraints.add()
            linear = one.linear
            linear.vars.extend(variables)
            linear.coeffs.extend(coefs)
            linear.domain.extend((low, high))
            if guard is not None:
                one.enforcement_literal.append(guard)
        costs = self.objective(hole_weight)
        proto.objective.vars.extend(list(costs))
        proto.objective.coeffs.extend(list(costs.values()))
        return model

    def objective(self, hole_weight: int | None) -> dict[int, int]:
        """Variable → cost, without the constant part."""
        if hole_weight is None:
            return dict(self.store.holes)
        costs = dict(self.store.money)
        for variable, minutes in self.store.holes.items():
            costs[variable] = costs.get(variable, 0) + minutes * hole_weight
        return costs

    def offset(self, hole_weight: int) -> int:
        """The constant part of the objective."""
        return self.store.money_offset + hole_weight * self.store.hole_offset

    def cap_holes(self, minutes: int) -> None:
        """From now on no roster may have more hole minutes."""
        variables, weights = list(self.store.holes), list(self.store.holes.values())
        constant = self.store.hole_offset
        self.store.row(variables, weights, -constant, minutes - constant, what="no more holes than proved needed")

    def hint(self, model: cp_model.CpModel, grid: Grid) -> None:
        """Suggest a roster: every cell variable gets its value."""
        values = self.cell_values(grid)
        model.proto.solution_hint.vars.extend(list(values))
        model.proto.solution_hint.values.extend(list(values.values()))

    def cell_values(self, grid: Grid) -> dict[int, int]:
        """Cell variable → 0 or 1 in a roster."""
        history = self.case.problem.history
        return {
            variable: int(grid[person, history + day] == duty)
            for person, day, duty, variable in self.context.cells.variables()
        }

    def read(self, values: Callable[[int], int]) -> Grid:
        """The roster that an assignment of the cell variables means, over the window's base."""
        grid: Grid = self.window.base.copy()
        history = self.case.problem.history
        people, days = np.nonzero(self.window.free)
        grid[people, history + days] = -1
        for person, day, duty, variable in self.context.cells.variables():
            if values(variable):
                grid[person, history + day] = duty
        return grid
