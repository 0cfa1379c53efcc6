"""What each duty of a roster is paid, as a reader adds it up: wages, what comes on top by the clock, overtime."""

import datetime as dt
from collections.abc import Iterable, Iterator
from math import gcd
from typing import NamedTuple

from models.budget import Differential
from models.limits import Period, PeriodRange
from models.pay_plans import PLANS, OvertimePlan
from models.shifts import ShiftKind
from models.staff import Employment, Person
from scheduler.lines import Lines, Worked

EIGHT_HOURS = 480


class Wage(NamedTuple):
    """One kind of pay of one person on one day."""

    day: int
    kind: str
    cents: int
    minutes: int
    area: str | None
    """Where the duty is worked; for overtime of a period the person's home."""


class Wages:
    """Pay by kind, each kind rounded to the cent once a duty; what does not hang on the person is worked out once."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.rules = lines, lines.department.pay
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._of_shift: dict[tuple[str, int], tuple[list[tuple[str, int, int]], int]] = {}

    def of(self, person: Person) -> Iterator[Wage]:
        """All pay of a person for the days of the horizon."""
        plan = PLANS.get(self.lines.contract(person).overtime)
        for worked in self.lines.worked(person.id):
            for kind, cents, minutes in self._duty(person, worked):
                yield Wage(worked.day, kind, cents, minutes, worked.area.id)
            extra = 0 if plan is None else _beyond(plan, worked.paid_minutes)
            if extra:
                yield Wage(worked.day, "overtime", self._premium(person, extra), extra, worked.area.id)
        if plan is not None:
            if plan.period not in self._spans:
                self._spans[plan.period] = list(self.lines.periods(PeriodRange(period=Period(plan.period))))
            for day, minutes in _by_period(self.lines, person, plan, self._spans[plan.period]):
                yield Wage(day, "overtime", self._premium(person, minutes), minutes, person.home_area)

    def _premium(self, person: Person, minutes: int) -> int:
        """Rounded once for each step."""
        step = paid_step(self.lines)
        return minutes // step * ((person.hourly_cents * self.rules.overtime_percent * step + 3000) // 6000)

    def _duty(self, person: Person, worked: Worked) -> Iterator[tuple[str, int, int]]:
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
        if worked.shift.call_minutes:
            home = self.lines.horizon.instant(worked.day, worked.shift.finish + worked.shift.call_minutes)
            waiting = int((home - worked.ends).total_seconds()) // 60
            yield "standby", (waiting * self.rules.standby_cents_per_hour + 30) // 60, waiting
        differentials, on_holiday = self._on_top(worked)
        yield from differentials
        if on_holiday and self.rules.holiday_percent:
            cents = (on_holiday * person.hourly_cents * self.rules.holiday_percent + 3000) // 6000
            yield "holiday", cents, on_holiday

    def _on_top(self, worked: Worked) -> tuple[list[tuple[str, int, int]], int]:
        key = (worked.shift.id, worked.day)
        if key not in self._of_shift:
            found = []
            for one in self.rules.differentials:
                minutes = self._earning(worked, one)
                if minutes:
                    found.append((one.id, (minutes * one.cents_per_hour + 30) // 60, minutes))
            holidays = [
                self._window(worked.day + offset, 0, 1440)
                for offset in (0, 1)
                if self.lines.date(worked.day + offset) in self.lines.horizon.holidays
            ]
            self._of_shift[key] = found, min(_inside(worked, holidays), worked.paid_minutes)
        return self._of_shift[key]

    def _earning(self, worked: Worked, one: Differential) -> int:
        windows = [
            self._window(worked.day + offset, one.start, one.end)
            for offset in (-2, -1, 0, 1)
            if self.lines.date(worked.day + offset).weekday() in {weekday.number for weekday in one.weekdays}
        ]
        minutes = _inside(worked, windows)
        if one.whole_shift_minutes is None:
            return minutes
        return worked.paid_minutes if minutes >= one.whole_shift_minutes else 0

    def _window(self, day: int, start: int, end: int) -> tuple[dt.datetime, dt.datetime]:
        horizon = self.lines.horizon
        return horizon.instant(day, start), horizon.instant(day, end if end > start else end + 1440)


def _inside(worked: Worked, windows: list[tuple[dt.datetime, dt.datetime]]) -> int:
    inside = 0
    for opens, closes in windows:
        overlap = (min(worked.ends, closes) - max(worked.starts, opens)).total_seconds()
        inside += max(0, int(overlap) // 60)
    span = int((worked.ends - worked.starts).total_seconds()) // 60
    return inside - inside * worked.shift.unpaid_minutes // max(1, span)


def _beyond(plan: OvertimePlan, minutes: int) -> int:
    """Minutes of a day that are overtime by the day; those that are paid twice count twice."""
    return sum(max(0, minutes - limit) for limit in (plan.daily, plan.double) if limit is not None)


def _by_period(
    lines: Lines, person: Person, plan: OvertimePlan, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """(day, minutes) of overtime by the period, told on its last day in the horizon; that of earlier days is paid."""
    cap = min([limit for limit in (plan.daily, plan.double) if limit is not None], default=None)
    days = [
        (one.day, one.paid_minutes if cap is None else min(cap, one.paid_minutes))
        for one in lines.worked(person.id, first=lines.known_from(person.id))
    ]
    for first, last in spans:
        total = sum([minutes for day, minutes in days if first <= day <= last])
        earlier = sum([minutes for day, minutes in days if first <= day < 0]) if first < 0 else 0
        owed = max(0, total - plan.total) - max(0, earlier - plan.total)
        if owed:
            yield min(last, lines.days - 1), owed


def paid_step(lines: Lines) -> int:
    """Greatest number of minutes that divides eight hours, the limits of a day and what shifts pay on any day."""
    memo = lines.department.memo
    if "paid step" not in memo:
        memo["paid step"] = _make_paid_step(lines)
    step: int = memo["paid step"]
    return step


def _make_paid_step(lines: Lines) -> int:
    department = lines.department
    plans = [PLANS.get(department.contract_by_id[person.contract].overtime) for person in department.staff]
    step = gcd(EIGHT_HOURS, *(limit for plan in plans if plan for limit in (plan.daily, plan.double) if limit))
    listed = {shift for area in department.areas for shift in area.shifts}
    first = min((lines.known_from(person.id) for person in department.staff), default=0)
    for shift in department.shifts:
        if shift.id in listed and shift.kind is not ShiftKind.CALL:
            for day in range(first, lines.days):
                length = lines.minute_of(day, shift.finish) - lines.minute_of(day, shift.start)
                step = gcd(step, max(0, length - shift.unpaid_minutes))
    return step
