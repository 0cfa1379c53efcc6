"""The solver side's overtime of a period: what counts in it, and a variable for the steps beyond its limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.pay_plans import PLANS, OvertimePlan
from scheduler.extend import before_horizon
from scheduler.linear import Lit
from scheduler.periods import pay_periods, workweeks
from scheduler.problem import OFF, Problem

if TYPE_CHECKING:
    from scheduler.context import Context


@dataclass(frozen=True, slots=True, eq=False)
class OvertimePeriod:
    """Days in which a person's minutes are added up."""

    first: int
    last: int
    """Both within what is known and the horizon."""
    limit: int
    """Minutes above which they are overtime that this horizon pays: at least what was worked before it."""
    counted: NDArray[np.int64]
    """(history + days, duties + 1): minutes of a duty that count; those beyond the limit of a day do not."""


def overtime_periods(problem: Problem, person: int) -> Iterator[OvertimePeriod]:
    """The periods of a person's overtime plan, none without a plan or where overtime earns no premium."""
    plan = PLANS.get(problem.pay.overtime[person])
    if plan is None or not problem.pay.overtime_step[person]:
        return
    counted = _counted(problem, plan)
    for first, last in workweeks(problem) if plan.period == "week" else pay_periods(problem):
        begun = before_horizon(problem, person, counted, first)
        known = max(first, problem.first_known[person])
        yield OvertimePeriod(known, min(last, problem.days - 1), max(plan.total, begun), counted)


def _counted(problem: Problem, plan: OvertimePlan) -> NDArray[np.int64]:
    key = ("counted minutes", plan.rule)
    if key not in problem.cache:
        cap = min([limit for limit in (plan.daily, plan.double) if limit is not None], default=1 << 20)
        problem.cache[key] = np.pad(np.minimum(problem.times.paid, cap), ((0, 0), (0, 1)))
    found: NDArray[np.int64] = problem.cache[key]
    return found


def overtime_steps(ctx: "Context", person: int, period: OvertimePeriod) -> Lit | None:
    """A variable of at least the steps of overtime in the period; None where there cannot be any."""
    quantum, history = ctx.problem.pay.quantum, ctx.problem.history
    lits: list[Lit] = []
    amounts: list[int] = []
    most = -(period.limit // quantum)
    for day in range(period.first, period.last + 1):
        terms = [(lit, int(period.counted[history + day, duty]) // quantum) for lit, duty in ctx.every(person, day)]
        lits += [lit for lit, amount in terms if amount]
        amounts += [amount for _, amount in terms if amount]
        most += max((amount for _, amount in terms), default=0)
    if most <= 0:
        return None
    steps = ctx.store.integer(0, most)
    ctx.store.row([*lits, steps], [*amounts, -1], -most, period.limit // quantum)
    return steps


def steps_of(problem: Problem, line: NDArray[np.int16], period: OvertimePeriod) -> int:
    """Steps of overtime in the period of a (history + days,) line."""
    days = problem.history + np.arange(period.first, period.last + 1)
    duties = line[days]
    total = int(period.counted[days, np.where(duties < 0, OFF, duties)].sum())
    return max(0, total - period.limit) // problem.pay.quantum
