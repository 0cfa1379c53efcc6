"""In each pay period, what duties cost in some areas stays within a sum."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Noun
from models.limits import Period, PeriodRange
from models.policy import Level, Scope
from models.roster import Violation
from scheduler.family import PEOPLE, Bound, TeamRow, TeamRule
from scheduler.linear import Lit
from scheduler.lines import Lines
from scheduler.overtime import OvertimePeriod, overtime_periods, overtime_steps, steps_of
from scheduler.periods import period_spans
from scheduler.problem import Problem
from scheduler.wages import Wages

if TYPE_CHECKING:
    from scheduler.context import Context

DOLLAR = 100
HOLES_PER_DOLLAR = 10
"""While a hard cap may still be broken, a dollar beyond it weighs ten minutes of hole: more than it buys."""
Sum = Annotated[int, Field(ge=0, lt=10**9)]
"""Cents, below ten million dollars."""


class BudgetCapLimits(Noun):
    """How much, in which period."""

    cents: Sum
    """The most that the duties in scope may cost in a period."""
    period: Literal["pay_period", "week", "month", "horizon"] = "pay_period"
    """Over which days is added up: each pay period, workweek or calendar month, or the horizon."""
    spent: Sum = 0
    """Cents that the period in which the horizon begins has cost before it."""

    @property
    def spans(self) -> PeriodRange:
        """The period as other families name it."""
        return PeriodRange(period=Period(self.period))


class BudgetCap(TeamRule[BudgetCapLimits]):
    """Pay as `labour_cost` reckons it, overtime included.

    Overtime of a workweek belongs to the person's home area and to the period in which it ends (29 CFR 778.106).
    """

    name, unit, limits = "budget_cap", "dollar beyond, a begun one whole", BudgetCapLimits
    filters = PEOPLE | {"areas"}

    def rows(self, problem: Problem, bound: Bound[BudgetCapLimits]) -> Iterator[TeamRow]:  # noqa: ARG002 - there are none
        """None: its rows add up cents, not people. Who reads those only has a problem with one rule less."""
        yield from ()

    def post(self, ctx: "Context", bound: Bound[BudgetCapLimits]) -> None:
        """One row of cents for each period with a free cell; in the whole problem also where nobody can spend more."""
        table, whole = _Table.of(ctx.problem, bound), bool(ctx.window.free.all())
        for span in period_spans(ctx.problem, bound.limits.spans):
            first, last = max(0, span[0]), min(span[1], ctx.problem.days - 1)
            row = _Row(ctx, table, first, last)
            if whole or row.lits:
                row.require(bound, bound.limits.cents - (bound.limits.spent if span[0] < 0 else 0))

    def check(self, lines: Lines, bound: Bound[BudgetCapLimits]) -> Iterator[Violation]:
        """Each period that costs more."""
        scope, limits = bound.item.scope, bound.limits
        wages = Wages(lines)
        paid = [
            (one.day, one.cents)
            for person in lines.people(scope)
            for one in wages.of(person)
            if scope.areas is None or one.area in scope.areas
        ]
        for first, last in lines.periods(limits.spans):
            total = sum(cents for day, cents in paid if first <= day <= last) + (limits.spent if first < 0 else 0)
            over = total - limits.cents
            if over > 0:
                yield _miss(lines, bound, (first, last), total)


def _miss(lines: Lines, bound: Bound[BudgetCapLimits], span: tuple[int, int], total: int) -> Violation:
    first, last = max(0, span[0]), min(span[1], lines.days - 1)
    areas = sorted(bound.item.scope.areas or ())
    message = (
        f"{', '.join(areas) or 'all areas'} from {lines.date(first)} to {lines.date(last)}: "
        f"pay of {_dollars(total)}, {_dollars(bound.limits.cents)} at most"
    )
    units = -(-(total - bound.limits.cents) // DOLLAR)
    return bound.miss(message, units=units, date=lines.date(first), area=areas[0] if len(areas) == 1 else None)


def _dollars(cents: int) -> str:
    return f"{cents // DOLLAR:,}.{cents % DOLLAR:02d}"


class _Table:
    """What cells cost in an item's scope; made once per problem."""

    def __init__(self, problem: Problem, scope: Scope) -> None:
        self.problem = problem
        self.people = np.array(sorted(problem.people_in(scope)), dtype=np.intp)
        inside = np.zeros(len(problem.duties), dtype=bool)
        inside[sorted(problem.duties_in(scope))] = True
        costs = np.zeros((problem.people, problem.days, len(problem.duties) + 1), dtype=np.int64)
        costs[self.people, :, :-1] = problem.pay.with_daily_overtime[self.people] * inside
        self.costs: NDArray[np.int64] = costs
        """(P, D, K + 1) cents, off last; nothing out of scope."""
        homes = [one.home_area for one in problem.department.staff]
        at_home = [p for p in self.people.tolist() if scope.areas is None or homes[p] in scope.areas]
        self.overtime = [(person, period) for person in at_home for period in overtime_periods(problem, person)]

    @classmethod
    def of(cls, problem: Problem, bound: Bound[BudgetCapLimits]) -> "_Table":
        key = ("costs in scope", bound.item.id)
        if key not in problem.cache:
            problem.cache[key] = cls(problem, bound.item.scope)
        found: _Table = problem.cache[key]
        return found


class _Row:
    """What the days of a period cost, as a constant of frozen cells and terms of free ones."""

    def __init__(self, ctx: "Context", table: _Table, first: int, last: int) -> None:
        self.ctx, self.lits, self.coefs, self.most = ctx, list[Lit](), list[int](), 0
        problem, window = ctx.problem, ctx.window
        days = slice(first, last + 1)
        held = window.base[:, problem.history :][:, days]
        costs = np.take_along_axis(table.costs[:, days], np.where(held < 0, -1, held)[:, :, None], axis=2)[:, :, 0]
        self.constant = int(costs[~window.free[:, days]].sum())
        for (person, day), choices in ctx.cells.free.items():
            if first <= day <= last:
                self._add_cell(table.costs[person, day], choices)
        for person, period in table.overtime:
            if first <= period.last <= last:
                self._add_overtime(person, period)

    def _add_cell(self, costs: NDArray[np.int64], choices: dict[int, int]) -> None:
        terms = [(variable, int(costs[duty])) for duty, variable in choices.items() if costs[duty]]
        self.lits += [variable for variable, _ in terms]
        self.coefs += [cents for _, cents in terms]
        self.most += max((cents for _, cents in terms), default=0)

    def _add_overtime(self, person: int, period: OvertimePeriod) -> None:
        ctx, price = self.ctx, int(self.ctx.problem.pay.overtime_step[person])
        if not ctx.meets(person, period.first, period.last):
            self.constant += price * steps_of(ctx.problem, ctx.window.base[person], period)
            return
        steps = overtime_steps(ctx, person, period)
        if steps is not None:
            self.lits.append(steps)
            self.coefs.append(price)
            self.most += price * ctx.store.upper[steps]

    def require(self, bound: Bound[BudgetCapLimits], room: int) -> None:
        """At most `room` cents, or what the level says of those beyond."""
        store, beyond, room = self.ctx.store, self.constant + self.most - room, room - self.constant
        if beyond <= 0:
            return
        hard = bound.item.level is Level.HARD
        if hard and not self.ctx.soft_team:
            broken = store.boolean()
            store.row([*self.lits, broken], [*self.coefs, -beyond], -beyond, room)
            self.ctx.require_clause(bound, [~broken])
            return
        dollars = store.integer(0, -(-beyond // DOLLAR))
        store.row([*self.lits, dollars], [*self.coefs, -DOLLAR], -beyond - DOLLAR, room)
        if hard:
            store.charge_holes(dollars, HOLES_PER_DOLLAR)
        else:
            store.charge(dollars, bound.price)


FAMILY = BudgetCap()
