"""The generic engine: the same model builder as everywhere, on the window of one person, solved by CP-SAT.

For people whose items no dynamic programme can read, or whose state would be too large. Tens of milliseconds a call.
"""

from dataclasses import replace
from math import floor, inf

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.roster_model import RosterModel
from scheduler.search.cp_sat import Settings, solve
from scheduler.search.person.answer import Answer
from scheduler.search.person.reading import Line
from scheduler.window import Window

SCALE = 10_000
"""Prices are rounded down to this part of a cent, so that the bound stays one."""
DETERMINISTIC = 2.0


class Generic:
    """CP-SAT as an engine."""

    learns = False

    def __init__(self, case: Case, person: int, *, deterministic: float = DETERMINISTIC) -> None:
        self._deterministic = deterministic
        problem = case.problem
        personal = replace(case, bound=[one for one in case.bound if not isinstance(one[0], TeamRule)])
        self._person, self._days = person, problem.days
        self._model = RosterModel(personal, Window.of_people(problem, problem.start_grid, [person]))

    def best_lines(
        self,
        prices: NDArray[np.float64],
        allow: NDArray[np.bool_] | None,
        count: int,  # noqa: ARG002 - finds one line at a time
        *,
        below: float = inf,  # noqa: ARG002 - tells the best one in any case
    ) -> Answer:
        """The best line."""
        proto = self._model.to_cp_sat(hole_weight=0)
        if allow is not None:
            self._close(proto, allow)
        costs = {variable: cents * SCALE for variable, cents in self._model.objective(0).items()}
        for _, day, duty, variable in self._model.context.cells.variables():
            costs[variable] = costs.get(variable, 0) + floor(SCALE * float(prices[day, duty]))
        proto.proto.objective.vars.clear()
        proto.proto.objective.coeffs.clear()
        proto.proto.objective.vars.extend(list(costs))
        proto.proto.objective.coeffs.extend(list(costs.values()))
        offset = SCALE * self._model.offset(0)
        outcome = solve(self._model, proto, Settings(deterministic=self._deterministic), offset=offset)
        if outcome.status == "INFEASIBLE":
            return Answer(inf, [])
        if outcome.bound is None:
            return Answer(-inf, [])
        if outcome.grid is None or outcome.objective is None:
            return Answer(outcome.bound / SCALE, [])
        line = outcome.grid[self._person, -self._days :].astype(np.int16)
        worked = np.nonzero(line >= 0)[0]
        paid = prices[worked, line[worked]]
        own = (outcome.objective - float(np.floor(SCALE * paid).sum())) / SCALE
        return Answer(outcome.bound / SCALE, [(own + float(paid.sum()), float(round(own)), line)])

    def cost(self, line: Line) -> float:
        """Own cents of a line, infinite when it breaks a hard rule."""
        duties = len(self._model.case.problem.duties)
        allow = np.zeros((self._days, duties + 1), dtype=bool)
        allow[np.arange(self._days), line] = True
        answer = self.best_lines(np.zeros((self._days, duties)), allow, 1)
        same = bool(answer.lines) and np.array_equal(answer.lines[0][2], line)
        return answer.lines[0][1] if same else inf

    def _close(self, proto: cp_model.CpModel, allow: NDArray[np.bool_]) -> None:
        """Leave only the open cells."""
        variables = proto.proto.variables
        for (_, day), choices in self._model.context.cells.free.items():
            for duty, variable in choices.items():
                if not allow[day, duty]:
                    variables[variable].domain[1] = 0
            if not allow[day, -1]:
                proto.proto.constraints.add().bool_or.literals.extend(list(choices.values()))
