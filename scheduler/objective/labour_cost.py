"""What the roster costs in pay: wages, differentials, holidays, overtime premium, standby, agency bills."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from models.limits import Period, PeriodRange
from models.roster import CostLine
from models.shifts import ShiftKind
from models.staff import Employment, OvertimeRule, Person
from scheduler.extend import CellCosts, Charge, Count, Parts, before_horizon, concerns
from scheduler.family import PEOPLE, Bound, NoLimits, Term
from scheduler.lines import Lines, Worked
from scheduler.periods import pay_periods, workweeks
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

WEEK_LIMIT, DAY_LIMIT, TWO_WEEK_LIMIT = 40 * 60, 8 * 60, 80 * 60
"""Minutes above which 29 USC 207(a) and the 8/80 agreement of 207(j) call work overtime."""


class LabourCost(Term[NoLimits]):
    """Each kind of pay is rounded to the cent once for each duty; overtime once for each step of its quantum."""

    name, unit, limits = "labour_cost", "cent", NoLimits
    filters = PEOPLE

    def post(self, ctx: "Context", bound: Bound[NoLimits]) -> None:
        """Charge each duty, and each step of overtime in a workweek or pay period."""
        problem, chosen = ctx.problem, frozenset(ctx.people(bound))
        pay = problem.pay.duty
        for person, day, duty, variable in ctx.cells.variables():
            if person in chosen:
                ctx.store.charge(variable, int(pay[person, day, duty]))
        for person in sorted(chosen):
            rule = problem.pay.overtime[person]
            if rule is OvertimeRule.FLSA_40:
                for first, last in workweeks(problem):
                    _post_overtime(ctx, person, (first, last, WEEK_LIMIT))
            elif rule is OvertimeRule.EIGHT_EIGHTY:
                for first, last in pay_periods(problem):
                    _post_overtime(ctx, person, (first, last, TWO_WEEK_LIMIT))

    def extend(self, problem: Problem, bound: Bound[NoLimits], person: int) -> Parts:
        """Each duty's pay, and a count of paid minutes for each span in which overtime is reckoned."""
        if not concerns(problem, bound.item, person):
            return
        costs = np.pad(problem.pay.duty[person].astype(float), ((0, 0), (0, 1)))
        step, rule = int(problem.pay.overtime_step[person]), problem.pay.overtime[person]
        paid = np.pad(problem.times.paid, ((0, 0), (0, 1)))
        if rule is OvertimeRule.EIGHT_EIGHTY:
            # The dearer of the two sums of 8/80 is the daily one plus what minutes within eight a day exceed 80 by.
            costs += np.maximum(0, paid[problem.history :] - DAY_LIMIT) // problem.pay.quantum * step
            paid = np.minimum(paid, DAY_LIMIT)
        yield CellCosts(costs)
        spans, limit = _overtime_spans(problem, rule)
        charge = _overtime_charge(limit, problem.pay.quantum, step)
        for first, last in spans if step else ():
            begun = before_horizon(problem, person, paid, first)
            span = max(first, 0), min(last, problem.days - 1)
            yield Count(*span, begun=begun, charge=charge, amounts=paid[problem.history :])

    def value(self, lines: Lines, bound: Bound[NoLimits]) -> Iterator[CostLine]:
        """Cents by person, area and kind of pay."""
        table = _Differentials(lines)
        for person in lines.people(bound.item.scope):
            sums: defaultdict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0, 0])
            for worked in lines.worked(person.id):
                for kind, cents, minutes in table.of(person, worked):
                    sums[kind, worked.area.id][0] += cents
                    sums[kind, worked.area.id][1] += minutes
            overtime = _overtime_minutes(lines, person)
            if overtime:
                sums["overtime", person.home_area] = [_overtime_cents(lines, person, overtime), overtime]
            for (kind, area), (cents, minutes) in sums.items():
                yield CostLine(term=bound.item.id, kind=kind, cents=cents, minutes=minutes, person=person.id, area=area)


def _post_overtime(ctx: "Context", person: int, span: tuple[int, int, int]) -> None:
    """One variable counts the steps of overtime of a person in a span of days."""
    problem = ctx.problem
    first, last = max(span[0], problem.first_known[person]), min(span[1], problem.days - 1)
    price = int(problem.pay.overtime_step[person])
    if not price or not ctx.meets(person, first, last):
        return
    quantum, paid, history = problem.pay.quantum, problem.times.paid, problem.history
    terms = [
        (lit, int(paid[history + day, duty]))
        for day in range(first, last + 1)
        for lit, duty in ctx.every(person, day)
        if paid[history + day, duty]
    ]
    lits = [lit for lit, _ in terms]
    amounts = [minutes // quantum for _, minutes in terms]
    daily = [max(0, minutes - DAY_LIMIT) // quantum for _, minutes in terms]
    most = max(sum(amounts) - span[2] // quantum, sum(daily) if span[2] == TWO_WEEK_LIMIT else 0)
    if most <= 0:
        return
    steps = ctx.store.integer(0, most)
    ctx.store.charge(steps, price)
    ctx.store.row([*lits, steps], [*amounts, -1], -most, span[2] // quantum)
    if span[2] == TWO_WEEK_LIMIT:
        ctx.store.row([*lits, steps], [*daily, -1], -most, 0)


class _Differentials:
    """Pay of one duty by kind; what does not depend on the person is worked out once for each shift and day."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.rules = lines, lines.department.pay
        self._of: dict[tuple[str, int], tuple[list[tuple[str, int, int]], int]] = {}

    def of(self, person: Person, worked: Worked) -> Iterator[tuple[str, int, int]]:
        """(kind, cents, minutes)."""
        if worked.shift.kind is ShiftKind.CALL:
            minutes = int((worked.ends - worked.starts).total_seconds()) // 60
            if self.lines.contract(person).employment is not Employment.TRAVELER:
                yield "standby", (minutes * self.rules.standby_cents_per_hour + 30) // 60, minutes
            return
        minutes = worked.paid_minutes
        base = (minutes * person.hourly_cents + 30) // 60
        if self.lines.contract(person).employment is Employment.TRAVELER:
            yield "agency", base, minutes
            return
        yield "base", base, minutes
        differentials, on_holiday = self._of_shift(worked)
        yield from differentials
        if on_holiday and self.rules.holiday_percent:
            cents = (on_holiday * person.hourly_cents * self.rules.holiday_percent + 3000) // 6000
            yield "holiday", cents, on_holiday

    def _of_shift(self, worked: Worked) -> tuple[list[tuple[str, int, int]], int]:
        key = (worked.shift.id, worked.day)
        if key not in self._of:
            found = []
            for one in self.rules.differentials:
                windows = [
                    self._window(worked.day + offset, one.start, one.end)
                    for offset in (-2, -1, 0, 1)
                    if self.lines.date(worked.day + offset).weekday() in {weekday.number for weekday in one.weekdays}
                ]
                minutes = self._inside(worked, windows)
                if minutes:
                    found.append((one.id, (minutes * one.cents_per_hour + 30) // 60, minutes))
            holidays = [
                self._window(worked.day + offset, 0, 1440)
                for offset in (0, 1)
                if self.lines.date(worked.day + offset) in self.lines.horizon.holidays
            ]
            self._of[key] = found, min(self._inside(worked, holidays), worked.paid_minutes)
        return self._of[key]

    def _window(self, day: int, start: int, end: int) -> tuple[dt.datetime, dt.datetime]:
        horizon = self.lines.horizon
        return horizon.instant(day, start), horizon.instant(day, end if end > start else end + 1440)

    @staticmethod
    def _inside(worked: Worked, windows: list[tuple[dt.datetime, dt.datetime]]) -> int:
        inside = 0
        for opens, closes in windows:
            overlap = (min(worked.ends, closes) - max(worked.starts, opens)).total_seconds()
            inside += max(0, int(overlap) // 60)
        span = int((worked.ends - worked.starts).total_seconds()) // 60
        return inside - inside * worked.shift.unpaid_minutes // max(1, span)


def _overtime_minutes(lines: Lines, person: Person) -> int:
    """Overtime minutes over all workweeks or pay periods."""
    rule = lines.contract(person).overtime
    if rule is OvertimeRule.NONE:
        return 0
    weekly = rule is OvertimeRule.FLSA_40
    total = 0
    worked = list(lines.worked(person.id, first=lines.known_from(person.id)))
    for first, last in lines.periods(PeriodRange(period=Period.WEEK if weekly else Period.PAY_PERIOD)):
        minutes = [one.paid_minutes for one in worked if first <= one.day <= last]
        if weekly:
            total += max(0, sum(minutes) - WEEK_LIMIT)
        else:
            total += max(0, sum(minutes) - TWO_WEEK_LIMIT, sum(max(0, day - DAY_LIMIT) for day in minutes))
    return total


def _overtime_cents(lines: Lines, person: Person, minutes: int) -> int:
    step = _paid_step(lines)
    per_step = (person.hourly_cents * lines.department.pay.overtime_percent * step + 3000) // 6000
    return minutes // step * per_step


def _paid_step(lines: Lines) -> int:
    """Greatest number of minutes that divides eight hours and what each shift of an area pays on any day."""
    memo = lines.department.memo
    if "paid step" not in memo:
        memo["paid step"] = _make_paid_step(lines)
    step: int = memo["paid step"]
    return step


def _make_paid_step(lines: Lines) -> int:
    listed = {shift for area in lines.department.areas for shift in area.shifts}
    step = DAY_LIMIT
    for shift in lines.department.shifts:
        if shift.id in listed and shift.kind is not ShiftKind.CALL:
            for day in range(min((lines.known_from(p.id) for p in lines.department.staff), default=0), lines.days):
                length = lines.minute_of(day, shift.finish) - lines.minute_of(day, shift.start)
                step = gcd(step, max(0, length - shift.unpaid_minutes))
    return step


def _overtime_spans(problem: Problem, rule: OvertimeRule) -> tuple[list[tuple[int, int]], int]:
    """Spans of days and the minutes in each above which they are overtime."""
    if rule is OvertimeRule.FLSA_40:
        return workweeks(problem), WEEK_LIMIT
    return (pay_periods(problem) if rule is OvertimeRule.EIGHT_EIGHTY else []), TWO_WEEK_LIMIT


def _overtime_charge(limit: int, quantum: int, step: int) -> Charge:
    return lambda totals: np.maximum(0, totals - limit) // quantum * float(step)


FAMILY = LabourCost()
