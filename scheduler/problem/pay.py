"""What a person's duty on a day costs, in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray

from models.budget import Differential, PayRules
from models.calendar import Horizon
from models.demand import Area
from models.department import Department
from models.pay_plans import PLANS
from models.shifts import ShiftKind, ShiftType
from models.staff import Employment, OvertimeRule
from scheduler.problem.times import DutyTimes

Cents = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PayTable:
    """Pay by person, day and duty; each kind of pay is rounded to the cent once per duty worked, half up."""

    wage: Cents
    """(P,) base cents per hour."""
    agency: NDArray[np.bool_]
    """(P,) paid their rate and nothing on top."""
    overtime: tuple[OvertimeRule, ...]
    """(P,) which minutes are overtime."""
    paid: NDArray[np.int64]
    """(D, K) paid minutes."""
    extra: Cents
    """(D, K) differentials."""
    standby: Cents
    """(D, K) pay for call, and for call after a shift."""
    holiday_minutes: NDArray[np.int64]
    """(D, K) minutes of the duty on a holiday's date, at most the paid minutes."""
    rules: PayRules
    quantum: int
    """Greatest common divisor of paid minutes, eight hours and the limits of a day: overtime is a multiple of it."""

    @classmethod
    def of(cls, department: Department, pairs: Sequence[tuple[ShiftType, Area]], times: DutyTimes) -> "PayTable":
        """Compile the pay rules for the horizon's days."""
        horizon, rules = department.horizon, department.pay
        shifts = [shift for shift, _ in pairs]
        contracts = [department.contract_by_id[person.contract] for person in department.staff]
        span = times.end[times.history :] - times.start[times.history :]
        call = np.array([shift.kind is ShiftKind.CALL for shift in shifts])
        after = np.array([[horizon.minute(day, shift.finish + shift.call_minutes) for shift in shifts]
                          for day in range(horizon.days)], dtype=np.int64).reshape(span.shape)  # fmt: skip
        waiting = np.where(call, span, after - times.end[times.history :])
        extra = np.zeros(span.shape, dtype=np.int64)
        for differential in rules.differentials:
            minutes = _earning(differential, _worked_inside(horizon, shifts, times, _windows(horizon, differential)),
                               times.paid[times.history :])  # fmt: skip
            extra += _per_hour(np.where(call, 0, minutes), differential.cents_per_hour)
        holidays = [(horizon.minute(day, 0), horizon.minute(day + 1, 0)) for day in range(-1, horizon.days + 2)
                    if horizon.is_holiday(day)]  # fmt: skip
        paid = times.paid[times.history :]
        on_holiday = np.minimum(_worked_inside(horizon, shifts, times, holidays), paid)
        return cls(
            wage=np.array([person.hourly_cents for person in department.staff], dtype=np.int64),
            agency=np.array([contract.employment is Employment.TRAVELER for contract in contracts], dtype=bool),
            overtime=tuple(contract.overtime for contract in contracts),
            paid=paid,
            extra=extra,
            standby=_per_hour(waiting, rules.standby_cents_per_hour),
            holiday_minutes=np.where(call, 0, on_holiday),
            rules=rules,
            quantum=gcd(times.quantum, *(limit for contract in contracts for limit in _day_limits(contract.overtime))),
        )

    @cached_property
    def duty(self) -> Cents:
        """(P, D, K) cents of one duty worked: wage, differentials, holiday, standby; overtime aside."""
        own = ~self.agency
        base = _per_hour(self.paid[None, :, :], self.wage[:, None, None])
        holiday = self.holiday_minutes[None, :, :] * self.wage[:, None, None] * self.rules.holiday_percent
        on_top = self.extra[None, :, :] + (holiday + 3000) // 6000 + self.standby[None, :, :]
        total: Cents = (base + own[:, None, None] * on_top).astype(np.int64)
        return total

    @cached_property
    def with_daily_overtime(self) -> Cents:
        """(P, D, K) cents of one duty worked, the premium for minutes beyond the limits of a day included."""
        total = self.duty.copy()
        for rule in set(self.overtime):
            beyond = sum(np.maximum(0, self.paid - limit) // self.quantum for limit in _day_limits(rule))
            if isinstance(beyond, np.ndarray):
                people = np.array([own is rule for own in self.overtime])
                total[people] += beyond[None, :, :] * self.overtime_step[people, None, None]
        return total

    @cached_property
    def overtime_step(self) -> Cents:
        """(P,) cents on top of the wage for `quantum` minutes of overtime."""
        return (self.wage * self.rules.overtime_percent * self.quantum + 3000) // 6000


def _day_limits(rule: OvertimeRule) -> tuple[int, ...]:
    """Limits of a day, each above which a minute earns the premium once more."""
    plan = PLANS.get(rule)
    return () if plan is None else tuple(limit for limit in (plan.daily, plan.double) if limit is not None)


def _earning(differential: Differential, inside: NDArray[np.int64], paid: NDArray[np.int64]) -> NDArray[np.int64]:
    least = differential.whole_shift_minutes
    return inside if least is None else np.where(inside >= least, paid, 0)


def _per_hour(minutes: NDArray[np.int64], cents: NDArray[np.int64] | int) -> Cents:
    return np.asarray((minutes * cents + 30) // 60, dtype=np.int64)


def _windows(horizon: Horizon, differential: Differential) -> list[tuple[int, int]]:
    """The differential's daily windows as elapsed minutes, those of neighbouring days included."""
    end = differential.end if differential.end > differential.start else differential.end + 1440
    weekdays = {one.number for one in differential.weekdays}
    return [
        (horizon.minute(day, differential.start), horizon.minute(day, end))
        for day in range(-2, horizon.days + 2)
        if horizon.weekday(day) in weekdays
    ]


def _worked_inside(
    horizon: Horizon, shifts: Sequence[ShiftType], times: DutyTimes, windows: Sequence[tuple[int, int]]
) -> NDArray[np.int64]:
    """(D, K) minutes of each duty inside the windows, unpaid minutes taken off in proportion (rounded down)."""
    start, end = times.start[times.history :], times.end[times.history :]
    inside = np.zeros((horizon.days, len(shifts)), dtype=np.int64)
    for opens, closes in windows:
        inside += np.maximum(0, np.minimum(end, closes) - np.maximum(start, opens))
    unpaid = np.array([shift.unpaid_minutes for shift in shifts], dtype=np.int64)
    span = np.maximum(1, end - start)
    worked: NDArray[np.int64] = inside - inside * unpaid[None, :] // span
    return worked
