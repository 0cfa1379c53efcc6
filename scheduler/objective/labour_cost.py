"""What the roster costs in pay: wages, differentials, holidays, overtime premium, standby, agency bills."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.roster import CostLine
from scheduler.extend import CellCosts, Charge, Count, Parts, before_horizon, concerns
from scheduler.family import PEOPLE, Bound, NoLimits, Term
from scheduler.lines import Lines
from scheduler.overtime import overtime_periods, overtime_steps
from scheduler.problem import Problem
from scheduler.wages import Wages

if TYPE_CHECKING:
    from scheduler.context import Context


class LabourCost(Term[NoLimits]):
    """Each kind of pay is rounded to the cent once for each duty; overtime once for each step of its quantum."""

    name, unit, limits = "labour_cost", "cent", NoLimits
    filters = PEOPLE

    def post(self, ctx: "Context", bound: Bound[NoLimits]) -> None:
        """Charge each duty, and each step of overtime in a workweek or pay period."""
        problem, chosen = ctx.problem, frozenset(ctx.people(bound))
        pay = problem.pay.with_daily_overtime
        for person, day, duty, variable in ctx.cells.variables():
            if person in chosen:
                ctx.store.charge(variable, int(pay[person, day, duty]))
        for person in sorted(chosen):
            for period in overtime_periods(problem, person):
                if ctx.meets(person, period.first, period.last):
                    steps = overtime_steps(ctx, person, period)
                    if steps is not None:
                        ctx.store.charge(steps, int(problem.pay.overtime_step[person]))

    def extend(self, problem: Problem, bound: Bound[NoLimits], person: int) -> Parts:
        """Each duty's pay, and a count of paid minutes for each span in which overtime is reckoned."""
        if not concerns(problem, bound.item, person):
            return
        yield CellCosts(np.pad(problem.pay.with_daily_overtime[person].astype(float), ((0, 0), (0, 1))))
        step = int(problem.pay.overtime_step[person])
        for period in overtime_periods(problem, person):
            begun = before_horizon(problem, person, period.counted, period.first)
            charge = _overtime_charge(period.limit, problem.pay.quantum, step)
            amounts = period.counted[problem.history :]
            yield Count(max(period.first, 0), period.last, begun=begun, charge=charge, amounts=amounts)

    def value(self, lines: Lines, bound: Bound[NoLimits]) -> Iterator[CostLine]:
        """Cents by person, area and kind of pay."""
        wages = Wages(lines)
        for person in lines.people(bound.item.scope):
            sums: defaultdict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0, 0])
            for one in wages.of(person):
                sums[one.kind, one.area][0] += one.cents
                sums[one.kind, one.area][1] += one.minutes
            for (kind, area), (cents, minutes) in sums.items():
                yield CostLine(term=bound.item.id, kind=kind, cents=cents, minutes=minutes, person=person.id, area=area)


def _overtime_charge(limit: int, quantum: int, step: int) -> Charge:
    return lambda totals: np.maximum(0, totals - limit) // quantum * float(step)


FAMILY = LabourCost()
