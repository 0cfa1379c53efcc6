"""The number of people on some duties, on each duty, each day or in each period, lies within a range."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import numpy as np

from models.calendar import Weekdays
from models.limits import Period, PeriodRange, Range
from models.roster import Violation
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines, Worked
from scheduler.periods import period_spans
from scheduler.problem import Problem
from scheduler.problem.options import days_of_shifts

STEER = 480
"""Minutes that one person more or less weighs in a search that passes through broken rosters: a shift's."""


class Per(StrEnum):
    """Over what people are counted together."""

    DUTY = "duty"
    """Each shift in each area on each day by itself."""
    DAY = "day"
    WEEK = "week"
    PAY_PERIOD = "pay_period"
    MONTH = "month"
    HORIZON = "horizon"


class HeadcountLimits(Range):
    """Range of people, and over what they are counted."""

    per: Per = Per.DAY
    """Over what people are counted together: each duty by itself, all that start on a day, or in the days of the
    horizon that fall into a workweek, pay period or calendar month, or in the whole horizon."""


class Headcount(TeamRule[HeadcountLimits]):
    """Counts people in scope on duties in scope: one of several shifts, so many of a group, totals of everybody."""

    name, unit, limits = "headcount", "person too many or too few", HeadcountLimits

    def rows(self, problem: Problem, bound: Bound[HeadcountLimits]) -> Iterator[TeamRow]:
        """One row for each set of places that are counted together."""
        chosen, limits = problem.people_in(bound.item.scope), bound.limits
        who = np.array([person in chosen for person in range(problem.people)], dtype=bool)
        for label, places in _groups(problem, bound):
            yield TeamRow(
                places=places, need=limits.min or 0, most=limits.max, people=who,
                under=bound.price, over=bound.price, weight=STEER, label=label,
            )  # fmt: skip

    def check(self, lines: Lines, bound: Bound[HeadcountLimits]) -> Iterator[Violation]:
        """Each duty, day or period with too many or too few people."""
        limits, scope = bound.limits, bound.item.scope
        duties = [one for person in lines.people(scope) for one in lines.worked(person.id, scope)]
        for what, day, count in _counted(lines, bound, duties):
            told = f"{bound.item.title or bound.item.id}: {count} {what}"
            date = lines.date(max(day, 0))
            if limits.max is not None and count > limits.max:
                yield bound.miss(f"{told}, more than {limits.max}", units=count - limits.max, date=date)
            if limits.min is not None and count < limits.min:
                yield bound.miss(f"{told}, fewer than {limits.min}", units=limits.min - count, date=date)


def _groups(problem: Problem, bound: Bound[HeadcountLimits]) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """(label, places that are counted together)."""
    duties, per, weekdays = sorted(problem.duties_in(bound.item.scope)), bound.limits.per, bound.item.scope.weekdays
    numbers = range(7) if weekdays is None else {one.number for one in weekdays}
    days = [day for day in range(problem.days) if problem.horizon.weekday(day) in numbers]
    if per is Per.DUTY:
        runs = days_of_shifts(problem.department, [(duty.shift, duty.area) for duty in problem.duties])
        for day in days:
            for duty in duties:
                if runs[day, duty]:
                    yield f"{problem.duties[duty].label} on {problem.horizon.date_of(day)}", ((day, duty),)
        return
    for first, last in period_spans(problem, PeriodRange(period=Period(per))):
        inside = [day for day in days if first <= day <= last]
        if inside or per is not Per.DAY:
            places = tuple((day, duty) for day in inside for duty in duties)
            yield f"{bound.item.id} from {problem.horizon.date_of(first)}", places


def _counted(lines: Lines, bound: Bound[HeadcountLimits], duties: list[Worked]) -> Iterator[tuple[str, int, int]]:
    """(what is counted, its first day, how many) of all that the range is asked of, whether anybody is there or not."""
    per = bound.limits.per
    if per is Per.DUTY:
        on_duty = Counter((one.day, one.shift.id, one.area.id) for one in duties)
        for day, one in _on_offer(lines, bound):
            yield f"on {one.label} on {lines.date(day)}", day, on_duty[day, one.shift.id, one.area.id]
        return
    weekdays = bound.item.scope.weekdays
    by_day = Counter(one.day for one in duties)
    for first, last in lines.periods(PeriodRange(period=Period(per))):
        if per is Per.DAY and weekdays is not None and not _falls_on(lines.date(first), weekdays):
            continue
        told = f"on {lines.date(first)}" if per is Per.DAY else f"from {lines.date(first)} to {lines.date(last)}"
        yield told, first, sum(by_day[day] for day in range(max(first, 0), min(last + 1, lines.days)))


def _on_offer(lines: Lines, bound: Bound[HeadcountLimits]) -> Iterator[tuple[int, Worked]]:
    """Every duty in scope on every day on which its shift runs."""
    department, epoch = lines.department, lines.horizon.origin
    for day in range(lines.days):
        date = lines.date(day)
        for area in department.areas:
            for shift in (department.shift_by_id[key] for key in area.shifts):
                runs = _falls_on(date, shift.weekdays) and (shift.on_holidays or date not in lines.horizon.holidays)
                duty = Worked(day, shift, area, epoch, epoch)
                if runs and lines.counts(bound.item.scope, duty):
                    yield day, duty


def _falls_on(date: dt.date, weekdays: Weekdays) -> bool:
    return any(one.number == date.weekday() for one in weekdays)


FAMILY = Headcount()
