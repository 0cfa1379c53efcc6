"""The solver side's spans of days over which amounts are counted."""

from calendar import monthrange

from models.calendar import Horizon
from models.limits import Period, Periodic
from scheduler.problem import Problem


def period_spans(problem: Problem, limits: Periodic) -> list[tuple[int, int]]:
    """First and last day of each period that meets the horizon; ends may lie outside it."""
    if limits.period is Period.HORIZON:
        return [(0, problem.days - 1)]
    if limits.period is Period.ROLLING and limits.period_days is not None:
        return [(day, day + limits.period_days - 1) for day in range(1 - limits.period_days, problem.days)]
    cut = {Period.DAY: _each_day, Period.WEEK: workweeks, Period.MONTH: months, Period.PAY_PERIOD: pay_periods}
    return cut[limits.period](problem)


def _each_day(problem: Problem) -> list[tuple[int, int]]:
    return [(day, day) for day in range(problem.days)]


def workweeks(problem: Problem) -> list[tuple[int, int]]:
    """First and last day of each workweek that meets the horizon."""
    anchor = next(day for day in range(7) if problem.horizon.weekday(day) == problem.horizon.week_start.number)
    return _blocks(anchor, 7, problem.days)


def pay_periods(problem: Problem) -> list[tuple[int, int]]:
    """First and last day of each pay period that meets the horizon."""
    horizon = problem.horizon
    anchor = 0 if horizon.pay_period_anchor is None else horizon.day_of(horizon.pay_period_anchor)
    return _blocks(anchor, horizon.pay_period_days, problem.days)


def months(problem: Problem) -> list[tuple[int, int]]:
    """First and last day of each calendar month that meets the horizon."""
    horizon = problem.horizon
    spans = []
    date = horizon.start.replace(day=1)
    while date <= horizon.end:
        length = monthrange(date.year, date.month)[1]
        first = horizon.day_of(date)
        spans.append((first, first + length - 1))
        date = horizon.date_of(first + length)
    return spans


def _blocks(anchor: int, length: int, days: int) -> list[tuple[int, int]]:
    first = anchor % length
    starts = range(first - length if first else first, days, length)
    return [(start, start + length - 1) for start in starts]


def weekends(horizon: Horizon) -> list[list[int]]:
    """The days of each weekend that has a day in the horizon; some of them may lie outside it."""
    numbers = [one.number for one in horizon.weekend]
    firsts = (day for day in range(1 - len(numbers), horizon.days) if horizon.weekday(day) == numbers[0])
    return [list(range(day, day + len(numbers))) for day in firsts]
