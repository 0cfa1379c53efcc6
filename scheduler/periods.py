"""The solver side's spans of days over which amounts are counted."""

from models.calendar import Horizon
from models.limits import Period, PeriodRange
from scheduler.problem import Problem


def period_spans(problem: Problem, limits: PeriodRange) -> list[tuple[int, int]]:
    """First and last day of each period that meets the horizon; ends may lie outside it."""
    if limits.period is Period.HORIZON:
        return [(0, problem.days - 1)]
    if limits.period is Period.ROLLING and limits.period_days is not None:
        return [(day, day + limits.period_days - 1) for day in range(1 - limits.period_days, problem.days)]
    if limits.period is Period.WEEK:
        return workweeks(problem)
    return pay_periods(problem)


def workweeks(problem: Problem) -> list[tuple[int, int]]:
    """First and last day of each workweek that meets the horizon."""
    anchor = next(day for day in range(7) if problem.horizon.weekday(day) == problem.horizon.week_start.number)
    return _blocks(anchor, 7, problem.days)


def pay_periods(problem: Problem) -> list[tuple[int, int]]:
    """First and last day of each pay period that meets the horizon."""
    horizon = problem.horizon
    anchor = 0 if horizon.pay_period_anchor is None else horizon.day_of(horizon.pay_period_anchor)
    return _blocks(anchor, horizon.pay_period_days, problem.days)


def _blocks(anchor: int, length: int, days: int) -> list[tuple[int, int]]:
    first = anchor % length
    starts = range(first - length if first else first, days, length)
    return [(start, start + length - 1) for start in starts]


def weekends(horizon: Horizon) -> list[list[int]]:
    """The days of each weekend that has a day in the horizon; some of them may lie outside it."""
    numbers = [one.number for one in horizon.weekend]
    firsts = (day for day in range(1 - len(numbers), horizon.days) if horizon.weekday(day) == numbers[0])
    return [list(range(day, day + len(numbers))) for day in firsts]
