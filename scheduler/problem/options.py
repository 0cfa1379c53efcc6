"""Who may work which duty on which day: credentials, time off, contract and the shift's own days."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Noun
from models.demand import Area
from models.department import Department
from models.policy import PolicyItem
from models.requests import TimeOffStatus
from models.shifts import ShiftType
from models.staff import Person
from scheduler.problem.holdings import Holdings
from scheduler.problem.scopes import chooses, is_about


class Check(StrEnum):
    """What may forbid a person a duty."""

    CONTRACT = "contract"
    """The contract lists its shift types, and this is none of them."""
    CREDENTIALS = "credentials"
    """The area requires what the person does not hold on every date that the shift touches."""
    TIME_OFF = "time_off"
    """The person has approved time off on the day on which the shift starts."""
    RESTRICTIONS = "restrictions"
    """The person is not assigned to the area on a date that the shift touches."""


class EligibilityLimits(Noun):
    """Which checks of the family `eligibility` an item asks for."""

    checks: Annotated[tuple[Check, ...], Field(min_length=1)] = tuple(Check)
    """What is looked at."""


def eligible_cells(
    department: Department, pairs: Sequence[tuple[ShiftType, Area]], holdings: Holdings
) -> NDArray[np.bool_]:
    """(P, D, K) after the items of family `eligibility` that are in force."""
    horizon = department.horizon
    credentialed = (
        _credentialed(pairs, holdings) if pairs else np.ones((len(department.staff), horizon.days, 0), dtype=bool)
    )
    allowed = np.ones((len(department.staff), horizon.days, len(pairs)), dtype=bool)
    allowed &= days_of_shifts(department, pairs)[None, :, :]
    for item in department.policy:
        if item.family == "eligibility" and item.in_force(horizon.start, horizon.end):
            _apply(department, pairs, item, allowed, credentialed=credentialed)
    return allowed


def _apply(
    department: Department,
    pairs: Sequence[tuple[ShiftType, Area]],
    item: PolicyItem,
    allowed: NDArray[np.bool_],
    *,
    credentialed: NDArray[np.bool_],
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
        if Check.TIME_OFF in checks:
            allowed[number] &= ~chosen | ~_absent(department, pairs, person)
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


def _absent(department: Department, pairs: Sequence[tuple[ShiftType, Area]], person: Person) -> NDArray[np.bool_]:
    """Approved time off blocks every duty that starts on one of its days."""
    horizon = department.horizon
    away = np.zeros(horizon.days, dtype=bool)
    for leave in department.time_off:
        if leave.person == person.id and leave.status is TimeOffStatus.APPROVED:
            away[max(0, horizon.day_of(leave.start)) : max(0, horizon.day_of(leave.end) + 1)] = True
    return np.repeat(away[:, None], len(pairs), axis=1)


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
