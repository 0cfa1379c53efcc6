"""Cells that a manager has fixed stay as they are."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from models.policy import Level
from models.roster import Violation
from scheduler.extend import CellCosts, Parts
from scheduler.family import Bound, NoLimits, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class Pins(PersonRule[NoLimits]):
    """Reads `Department.pins`. Always in force."""

    name, unit, limits = "pins", "cell", NoLimits
    filters = frozenset()
    levels = frozenset({Level.HARD})

    def post(self, ctx: "Context", bound: Bound[NoLimits]) -> None:
        """Each pinned free cell holds what the pin says."""
        problem = ctx.problem
        for pin in problem.department.pins:
            cell = (problem.person_index[pin.person], problem.horizon.day_of(pin.date))
            choices = ctx.cells.free.get(cell)
            if choices is None:
                continue
            if pin.shift is None or pin.area is None:
                for variable in choices.values():
                    ctx.require_clause(bound, [~variable])
            else:
                ctx.require_clause(bound, [ctx.cells.on(*cell, problem.duty_index.get((pin.shift, pin.area), -1))])

    def extend(self, problem: Problem, bound: Bound[NoLimits], person: int) -> Parts:  # noqa: ARG002 - takes no limits
        """Only what is pinned costs nothing."""
        for pin in problem.department.pins:
            day = problem.horizon.day_of(pin.date)
            if problem.person_index[pin.person] == person and 0 <= day < problem.days:
                forbidden = np.zeros((problem.days, len(problem.duties) + 1))
                forbidden[day] = inf
                off = pin.shift is None or pin.area is None
                forbidden[day, -1 if off else problem.duty_index[pin.shift or "", pin.area or ""]] = 0.0
                yield CellCosts(forbidden)

    def check(self, lines: Lines, bound: Bound[NoLimits]) -> Iterator[Violation]:
        """Each pin that the roster does not follow."""
        for pin in lines.department.pins:
            day = (pin.date - lines.horizon.start).days
            if not 0 <= day < lines.days:
                continue
            worked = lines.by_person[pin.person].get(day)
            is_on = None if worked is None else (worked.shift.id, worked.area.id)
            wanted = None if pin.shift is None else (pin.shift, pin.area)
            if is_on != wanted:
                label = lines.department.person_by_id[pin.person].label
                told = "off" if wanted is None else f"{pin.shift} in {pin.area}"
                message = f"{label} is pinned to {told} on {pin.date} but is {worked.label if worked else 'off'}"
                yield bound.miss(message, person=pin.person, date=pin.date)


FAMILY = Pins()
