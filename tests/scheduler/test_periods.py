import datetime as dt
from itertools import product

import pytest

from fixtures.builders import MONDAY, department, roster
from models.calendar import Horizon, Weekday
from models.limits import Period, PeriodRange
from scheduler.lines import Lines
from scheduler.periods import months, pay_periods, period_spans, weekends, workweeks
from scheduler.problem import compile_problem

STARTS = [MONDAY + dt.timedelta(days=day) for day in range(7)]


def test_workweeks_start_on_the_horizons_weekday() -> None:
    problem = compile_problem(department(days=10, calendar={"week_start": Weekday.SUN}))
    assert workweeks(problem) == [(-1, 5), (6, 12)]


@pytest.mark.parametrize(
    ("shift", "expected"), [(0, [(0, 3), (4, 7)]), (-1, [(-1, 2), (3, 6)]), (3, [(-1, 2), (3, 6)])]
)
def test_pay_periods_start_at_the_anchor(shift: int, expected: list[tuple[int, int]]) -> None:
    anchor = MONDAY + dt.timedelta(days=shift)
    problem = compile_problem(department(days=7, calendar={"pay_period_days": 4, "pay_period_anchor": anchor}))
    assert pay_periods(problem) == expected


def test_months_are_whole_whatever_the_horizon_cuts_off() -> None:
    year_end = compile_problem(department(start=dt.date(2027, 12, 30), days=4))
    assert months(year_end) == [(-29, 1), (2, 32)]
    leap = compile_problem(department(start=dt.date(2028, 2, 29), days=2))
    assert months(leap) == [(-28, 0), (1, 31)]


@pytest.mark.parametrize(
    ("weekend", "expected"),
    [
        ((Weekday.SAT, Weekday.SUN), [[5, 6], [12, 13]]),
        ((Weekday.SUN, Weekday.MON), [[-1, 0], [6, 7], [13, 14]]),
        ((Weekday.WED,), [[2], [9]]),
    ],
)
def test_weekends_have_a_day_in_the_horizon(weekend: tuple[Weekday, ...], expected: list[list[int]]) -> None:
    assert weekends(Horizon(start=MONDAY, days=14, weekend=weekend)) == expected


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("days", [1, 6, 15])
def test_solver_and_reader_cut_the_same_periods(start: dt.date, days: int) -> None:
    for week_start, length, anchor in product(Weekday, (3, 14), (None, MONDAY, start + dt.timedelta(days=40))):
        calendar = {"week_start": week_start, "pay_period_days": length, "pay_period_anchor": anchor}
        place = department(start=start, days=days, calendar=calendar)
        problem, lines = compile_problem(place), Lines(place, roster(place, {}))
        for period in Period:
            limits = PeriodRange(period=period, period_days=4 if period is Period.ROLLING else None)
            spans = period_spans(problem, limits)
            assert spans == list(lines.periods(limits))
            assert all(first < days and last >= 0 for first, last in spans)
