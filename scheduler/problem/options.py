"""Who may work which duty on which day: credentials, time off, contract and the shift's own days."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Noun
from models.calendar import MINUTES_PER_DAY
from models.demand import Area
from models.department import Department
from models.policy import PolicyItem
from models.requests import TimeOffStatus
from models.shifts import ShiftType
from models.staff import Person
from scheduler.problem.holdings import Holdings
from scheduler.problem.scopes import chooses, is_about
from scheduler.problem.times import DutyTimes

_LONGEST = 2
"""Days after its own on which a duty may end: those of a shift over midnight and of the call after it."""


class Check(StrEnum):
    """What may forbid a person a duty."""

    CONTRACT = "contract"
    """The contract lists its shift types, and this is none of them."""
    CREDENTIALS = "credentials"
    """The area requires what the person does not hold on every date that the shift touches."""
    TIME_OFF = "time_off"
    """The duty, to the end of the call after it, meets approved time off; one of the day before may end on a first day
    that is taken whole."""
    RESTRICTIONS = "restrictions"
    """The person is not assigned to the area on a date that the shift touches."""


class EligibilityLimits(Noun):
    """Which checks of the family `eligibility` an item asks for."""

    checks: Annotated[tuple[Check, ...], Field(min_length=1)] = tuple(Check)
    """What is looked at."""


def eligible_cells(
    department: Department, pairs: Sequence[tuple[ShiftType, Area]], holdings: Holdings, times: DutyTimes
) -> NDArray[np.bool_]:
    """(P, D, K) after the items of family `eligibility` that are in force."""
    horizon = department.horizon
    credentialed = (
        _credentialed(pairs, holdings) if pairs else np.ones((len(department.staff), horizon.days, 0), dtype=bool)
    )
    allowed = np.ones((len(department.staff), horizon.days, len(pairs)), dtype=bool)
    allowed &= days_of_shifts(department, pairs)[None, :, :]
    absent = _absent(department, times)
    for item in department.policy:
        if item.family == "eligibility" and item.in_force(horizon.start, horizon.end):
            _apply(department, pairs, item, allowed, credentialed=credentialed, absent=absent)
    return allowed


def _apply(
    department: Department,
    pairs: Sequence[tuple[ShiftType, Area]],
    item: PolicyItem,
    allowed: NDArray[np.bool_],
    *,
    credentialed: NDArray[np.bool_],
    absent: dict[str, NDArray[np.bool_]],
) -> None:
    checks = EligibilityLimits.model_validate(item.limits, strict=False).checks
    scope = item.scope
    duties = np.array([is_about(scope, shift, area) for shift, area in pairs], dtype=bool)
    chosen = _days_in_scope(department, item)[:, None] & duties[None, :]
    for number, person in enumerate(department.staff):
        if not chooses(scope, person):
            continue
        if Check.CONTRACT in checks:
            shifts = department.contract_by_id[person.contract].shifts
            if shifts is not None:
                allowed[number] &= ~chosen | np.array([shift.id in shifts for shift, _ in pairs], dtype=bool)
        if Check.CREDENTIALS in checks:
            allowed[number] &= ~chosen | credentialed[number]
        if Check.TIME_OFF in checks and person.id in absent:
            allowed[number] &= ~chosen | ~absent[person.id]
        if Check.RESTRICTIONS in checks:
            allowed[number] &= ~chosen | ~_restricted(department, pairs, person)


def _days_in_scope(department: Department, item: PolicyItem) -> NDArray[np.bool_]:
    horizon, weekdays = department.horizon, item.scope.weekdays
    numbers = range(7) if weekdays is None else {one.number for one in weekdays}
    return np.array([horizon.weekday(day) in numbers for day in range(horizon.days)], dtype=bool)


def days_of_shifts(department: Department, pairs: Sequence[tuple[ShiftType, Area]]) -> NDArray[np.bool_]:
    """(D, K): whether each duty's shift may start on a day."""
    horizon = department.horizon
    works = np.zeros((horizon.days, len(pairs)), dtype=bool)
    for day in range(horizon.days):
        weekday, holiday = horizon.weekday(day), horizon.is_holiday(day)
        for number, (shift, _) in enumerate(pairs):
            listed = weekday in {one.number for one in shift.weekdays}
            works[day, number] = listed and (shift.on_holidays or not holiday)
    return works


def _credentialed(pairs: Sequence[tuple[ShiftType, Area]], holdings: Holdings) -> NDArray[np.bool_]:
    """(P, D, K): held on every date that the shift touches, so that a night over the day of expiry is refused."""
    met = np.stack([holdings.met(area.requires) for _, area in pairs], axis=2)
    overnight = np.array([_reaches_next_day(shift) for shift, _ in pairs])
    both = met[:, :-1] & met[:, 1:]
    return np.where(overnight[None, None, :], both, met[:, :-1])


def _reaches_next_day(shift: ShiftType) -> bool:
    return shift.finish > 1440  # noqa: PLR2004 - minutes of a day


def _absent(department: Department, times: DutyTimes) -> dict[str, NDArray[np.bool_]]:
    """(D, K) for everybody with approved time off: the duties that begin before its end and reach into it."""
    horizon, found = department.horizon, dict[str, NDArray[np.bool_]]()
    start, reach = times.start[times.history :], times.reach_end[times.history :]
    day = np.arange(horizon.days)[:, None]
    for leave in department.time_off:
        first, last = horizon.day_of(leave.start), horizon.day_of(leave.end)
        if leave.status is not TimeOffStatus.APPROVED or last < 0 or first > horizon.days + _LONGEST:
            continue
        blocked = np.ones(start.shape, dtype=bool)
        if leave.begins_whole:
            blocked &= day >= first
        elif first >= 0:
            blocked &= reach > horizon.minute(first, leave.starts_at or 0)
        if last < horizon.days:
            blocked &= start < horizon.minute(last, leave.ends_at or MINUTES_PER_DAY)
        found[leave.person] = found.get(leave.person, False) | blocked
    return found


def _restricted(department: Department, pairs: Sequence[tuple[ShiftType, Area]], person: Person) -> NDArray[np.bool_]:
    """A restriction blocks the duties in its areas that touch one of its dates."""
    horizon = department.horizon
    barred = np.zeros((horizon.days, len(pairs)), dtype=bool)
    for one in department.restrictions:
        if one.person == person.id:
            first, last = horizon.day_of(one.start), horizon.day_of(one.end)
            for number, (shift, area) in enumerate(pairs):
                if area.id in one.areas:
                    begin = first - 1 if _reaches_next_day(shift) else first
                    barred[max(0, begin) : max(0, last + 1), number] = True
    return barred
