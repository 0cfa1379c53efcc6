"""Which duties would fill the holes of a roster, and for whom: worked out by the checker, without a solver."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from api.open_shifts.schemas import OpenDuty
from models.department import Department
from models.policy import Level
from models.requests import Assignment
from models.roster import Roster, Verdict, Violation
from models.shifts import ShiftKind, ShiftType
from scheduler.family import PersonRule
from scheduler.rulebook import AnyBound, bind
from scheduler.verify import verify

_DAY = dt.timedelta(days=1)


def filling(department: Department, verdict: Verdict) -> dict[OpenDuty, int]:
    """Duties that lie over holes, in order of days, with the person-minutes that one more person on each fills."""
    found: Counter[OpenDuty] = Counter()
    for hole in verdict.violations:
        if hole.level is Level.COVERAGE and hole.hole_minutes and hole.date is not None:
            for duty, minutes in _duties_over(department, hole, hole.date):
                found[duty] += minutes
    return {duty: found[duty] for duty in sorted(found, key=lambda one: (one.date, one.area, one.shift))}


def _duties_over(department: Department, hole: Violation, date: dt.date) -> Iterator[tuple[OpenDuty, int]]:
    if hole.shift is not None and hole.area is not None:
        yield OpenDuty(date=date, shift=hole.shift, area=hole.area), hole.hole_minutes // hole.units
        return
    for area in department.areas:
        if hole.area in {None, area.id}:
            for shift in (department.shift_by_id[key] for key in area.shifts):
                for first in (date - _DAY, date):
                    minutes = _overlap(shift, hole, (date - first).days)
                    if minutes and department.horizon.start <= first and _may_start(department, shift, first):
                        yield OpenDuty(date=first, shift=shift.id, area=area.id), minutes


def _overlap(shift: ShiftType, hole: Violation, days: int) -> int:
    """Minutes of a hole that a shift covers which began so many days before it, by the clock."""
    if shift.kind is ShiftKind.CALL or hole.start is None or hole.end is None:
        return 0
    begin, length = shift.start, shift.paid_minutes if shift.covered_minutes is None else shift.covered_minutes
    opens, closes = (clock + days * 24 * 60 for clock in (hole.start, hole.end))
    return max(0, min(begin + length, closes) - max(begin, opens))


def _may_start(department: Department, shift: ShiftType, date: dt.date) -> bool:
    on_the_day = date.weekday() in {one.number for one in shift.weekdays}
    return on_the_day and (shift.on_holidays or date not in department.horizon.holidays)


class Openings:
    """What of a roster is open to one person: duties that fill a hole, or were posted, and break no rule of theirs."""

    def __init__(self, department: Department, roster: Roster, person: str) -> None:
        self.department, self.roster, self.person = department, roster, person
        self._own: list[AnyBound] = []
        self._team: list[AnyBound] = []
        for one in bind(department):
            own = one[1].item.level is Level.HARD and isinstance(one[0], PersonRule)
            if own or one[1].item.level is not Level.PRICED:
                (self._own if own else self._team).append(one)
        self._before = verify(department, roster, bound=self._team)
        self._alone = self._broken_alone(roster)

    def minutes(self, duty: OpenDuty) -> int | None:
        """Person-minutes of holes that the person fills by it; None when a rule that was kept forbids it."""
        if any((one.person, one.date) == (self.person, duty.date) for one in self.roster.assignments):
            return None
        mine = Assignment(person=self.person, date=duty.date, shift=duty.shift, area=duty.area)
        changed = self.roster.model_copy(update={"assignments": (*self.roster.assignments, mine)})
        if self._broken_alone(changed) > self._alone:
            return None
        after = verify(self.department, changed, bound=self._team)
        return None if after.broken > self._before.broken else self._before.holes - after.holes

    @cached_property
    def _just_them(self) -> Department:
        """The department with nobody else, whose lines are then not looked at."""
        requests = {
            name: tuple(one for one in getattr(self.department, name) if one.person == self.person)
            for name in ("time_off", "restrictions", "wishes", "pins", "tails", "published")
        }
        staff = (self.department.person_by_id[self.person],)
        return self.department.model_copy(update={"staff": staff, **requests})

    def _broken_alone(self, roster: Roster) -> int:
        mine = tuple(one for one in roster.assignments if one.person == self.person)
        alone = roster.model_copy(update={"assignments": mine})
        return verify(self._just_them, alone, bound=self._own).broken
