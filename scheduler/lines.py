"""A roster as a reader sees it: each person's line of worked duties, with real instants. Knows no solver, no indexes.

The checker's half of every rule reads this; the solver's half reads `Problem`. The two share only the domain.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.calendar import MINUTES_PER_DAY, MOST_DAYS, Horizon
from models.demand import Area
from models.department import Department
from models.limits import Period, Periodic
from models.policy import Scope
from models.requests import Assignment, TimeOff, TimeOffStatus
from models.roster import Roster
from models.shifts import ShiftKind, ShiftType
from models.staff import Contract, Person

Presence = NDArray[np.int32]
"""(minutes of the horizon,): people present."""
Spans = dict[str, list[tuple[str, int, int]]]
"""By area (person, first minute, minute after the last)."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One duty that a person works."""

    day: int
    shift: ShiftType
    area: Area
    starts: dt.datetime
    ends: dt.datetime

    @property
    def paid_minutes(self) -> int:
        """Elapsed minutes less the unpaid ones, where a clock change leaves as many; 0 for call."""
        if self.shift.kind is ShiftKind.CALL:
            return 0
        return max(0, int((self.ends - self.starts).total_seconds()) // 60 - self.shift.unpaid_minutes)

    @property
    def label(self) -> str:
        """Shift and area."""
        return f"{self.shift.id} in {self.area.id}"


class Lines:
    """Everybody's line over the known days before the horizon and the horizon itself."""

    def __init__(self, department: Department, roster: Roster, *, only: AbstractSet[str] | None = None) -> None:
        self.department, self.roster, self._only = department, roster, only
        self._instants: dict[tuple[str, int], tuple[dt.datetime, dt.datetime]] = {}
        self._known = {tail.person: min(0, self.horizon.day_of(tail.known_from)) for tail in department.tails}
        self.extra: list[tuple[str, Worked]] = []
        """Second duties of one person on one day; every rule but `one_duty` reads the first only."""
        self.by_person: dict[str, dict[int, Worked]] = {person.id: {} for person in department.staff}
        for tail in department.tails:
            for one in tail.assignments:
                if self._known[tail.person] <= self.horizon.day_of(one.date) < 0:
                    self._enter(one)
        for one in roster.assignments:
            self._enter(one)

    @property
    def horizon(self) -> Horizon:
        """The department's horizon."""
        return self.department.horizon

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return self.department.horizon.days

    def known_from(self, person: str) -> int:
        """First day whose cell is known, ≤ 0."""
        return self._known.get(person, 0)

    def people(self, scope: Scope) -> Iterator[Person]:
        """The people whom a scope chooses, of those who are looked at."""
        return (person for person in self.everybody(scope) if self._only is None or person.id in self._only)

    def everybody(self, scope: Scope) -> tuple[Person, ...]:
        """The people whom a scope chooses, looked at or not, worked out once per department."""
        memo = self.department.memo
        key = ("everybody", scope.people, scope.contracts, scope.tags, scope.without_tags)
        if key not in memo:
            memo[key] = tuple(person for person in self.department.staff if _is_meant(person, scope))
        people: tuple[Person, ...] = memo[key]
        return people

    def counts(self, scope: Scope, worked: Worked) -> bool:
        """Whether a duty is one that the scope is about."""
        if not _lists(scope.areas, {worked.area.id}) or not _lists(scope.area_tags, worked.area.tags):
            return False
        if not _lists(scope.shifts, {worked.shift.id}) or not _lists(scope.shift_kinds, {worked.shift.kind}):
            return False
        if not _lists(scope.shift_tags, worked.shift.tags) or worked.shift.tags & (scope.without_shift_tags or set()):
            return False
        return scope.weekdays is None or self.date(worked.day).weekday() in {one.number for one in scope.weekdays}

    def worked(self, person: str, scope: Scope | None = None, *, first: int = 0) -> Iterator[Worked]:
        """The person's duties from day `first` on, in order of days; only those in scope."""
        line = self.by_person[person]
        for day in sorted(line):
            if first <= day < self.days and (scope is None or self.counts(scope, line[day])):
                yield line[day]

    def days_on(self, person: str, scope: Scope | None = None) -> frozenset[int]:
        """Known days on which the person works a duty in scope."""
        return frozenset(one.day for one in self.worked(person, scope, first=self.known_from(person)))

    def date(self, day: int) -> dt.date:
        """The calendar date of a day."""
        return self.horizon.start + dt.timedelta(days=day)

    def dates_touched(self, worked: Worked) -> list[dt.date]:
        """The dates on which a duty is under way; one that ends at midnight sharp touches no second date."""
        first = self.date(worked.day)
        last_minute = worked.ends.astimezone(self.horizon.tz) - dt.timedelta(minutes=1)
        return [first] if last_minute.date() <= first else [first, first + dt.timedelta(days=1)]

    def contract(self, person: Person) -> Contract:
        """The person's contract."""
        return self.department.contract_by_id[person.contract]

    def periods(self, limits: Periodic) -> Iterator[tuple[int, int]]:
        """First and last day of each period that has a day in the horizon (either end may lie outside it)."""
        if limits.period is Period.HORIZON:
            yield 0, self.days - 1
            return
        if limits.period is Period.ROLLING:
            length = limits.period_days or 1
            yield from ((first, first + length - 1) for first in range(1 - length, self.days))
            return
        if limits.period is Period.DAY:
            yield from ((day, day) for day in range(self.days))
            return
        if limits.period is Period.MONTH:
            yield from self._months()
            return
        if limits.period is Period.WEEK:
            length, first = 7, -((self.date(0).weekday() - self.horizon.week_start.number) % 7)
        else:
            length = self.horizon.pay_period_days
            anchor = self.horizon.pay_period_anchor or self.horizon.start
            first = -((self.horizon.start - anchor).days % length)
        while first < self.days:
            yield first, first + length - 1
            first += length

    def _months(self) -> Iterator[tuple[int, int]]:
        """Neighbouring days of one month; the first and the last month are told whole."""
        dates = [self.date(day) for day in range(self.days)]
        for year, month in dict.fromkeys((date.year, date.month) for date in dates):
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            yield (dt.date(year, month, 1) - dates[0]).days, (after - dates[0]).days - 1

    def codes(self, person: Person, date: dt.date) -> frozenset[str]:
        """Credentials and signed-off skills that the person holds on a date, worked out once per department."""
        memo, key = self.department.memo, ("codes", person.id, date)
        if key not in memo:
            held = [one.code for one in person.credentials if one.valid_on(date)]
            memo[key] = frozenset(held + [one.skill for one in person.competencies if one.valid_on(date)])
        codes: frozenset[str] = memo[key]
        return codes

    @cached_property
    def time_off(self) -> dict[str, tuple[TimeOff, ...]]:
        """Approved time off by person."""
        found: defaultdict[str, tuple[TimeOff, ...]] = defaultdict(tuple)
        for one in self.department.time_off:
            if one.status is TimeOffStatus.APPROVED:
                found[one.person] += (one,)
        return found

    @cached_property
    def leave(self) -> dict[str, dict[int, int]]:
        """For each person the minutes that each day with approved time off counts as leave."""
        found: dict[str, dict[int, int]] = {}
        for person, absences in self.time_off.items():
            most = self.contract(self.department.person_by_id[person]).leave_minutes_per_day
            days = found.setdefault(person, {})
            for one in absences:
                for day in self._days_of(one):
                    days[day] = min(most, days.get(day, 0) + _counted(one, self.date(day), most))
        return found

    def present(self, areas: Iterable[str], counted: AbstractSet[str] | None = None) -> Presence:
        """People who cover the areas in each minute of the horizon; only those whose ids are `counted`."""
        return self._load(self._covers, areas, counted)

    def reachable(self, areas: Iterable[str], counted: AbstractSet[str] | None = None) -> Presence:
        """The same for people who are on duty there or on call, to the end of the call."""
        return self._load(self._reaches, areas, counted)

    def _load(self, spans: Spans, areas: Iterable[str], counted: AbstractSet[str] | None) -> Presence:
        total = self.minute_of(self.days, 0)
        load = np.zeros(total + 1, dtype=np.int32)
        for area in set(areas):
            for person, begin, end in spans.get(area, ()):
                if counted is None or person in counted:
                    load[min(max(begin, 0), total)] += 1
                    load[min(max(end, 0), total)] -= 1
        return np.cumsum(load[:-1], dtype=load.dtype)

    @cached_property
    def _covers(self) -> Spans:
        return self._spans(self._cover)

    @cached_property
    def _reaches(self) -> Spans:
        return self._spans(self._reach)

    def _spans(self, span: Callable[[Worked], tuple[int, int]]) -> Spans:
        """The span of every duty, by area."""
        found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for person, line in self.by_person.items():
            for day, one in line.items():
                if self.known_from(person) <= day < self.days:
                    found[one.area.id].append((person, *span(one)))
        return found

    def clocks(self, day: int) -> NDArray[np.int64]:
        """The wall-clock minute of each elapsed minute of a local day; longer or shorter where clocks change."""
        memo, key = self.department.memo, ("clocks", day)
        if key not in memo:
            edges = [self.minute_of(day, 60 * hour) for hour in range(25)]
            parts = [60 * hour + np.arange(edges[hour + 1] - edges[hour]) % 60 for hour in range(24)]
            memo[key] = np.concatenate(parts)
        clocks: NDArray[np.int64] = memo[key]
        return clocks

    def minute_of(self, day: int, clock: int) -> int:
        """Elapsed minutes from the horizon's start to a wall-clock time."""
        return self.horizon.minute(day, clock)

    def _cover(self, one: Worked) -> tuple[int, int]:
        shift = one.shift
        begin = self.minute_of(one.day, shift.start)
        if shift.kind is ShiftKind.CALL:
            return begin, begin
        covered = (
            shift.finish - shift.start - shift.unpaid_minutes
            if shift.covered_minutes is None
            else shift.covered_minutes
        )
        return begin, self.minute_of(one.day, min(shift.start + covered, shift.finish))

    def _reach(self, one: Worked) -> tuple[int, int]:
        shift = one.shift
        return self.minute_of(one.day, shift.start), self.minute_of(one.day, shift.finish + shift.call_minutes)

    def _days_of(self, leave: TimeOff) -> range:
        first, last = (leave.start - self.horizon.start).days, (leave.end - self.horizon.start).days
        return range(max(first, -MOST_DAYS), min(last + 1, self.days))

    def _enter(self, one: Assignment) -> None:
        day = self.horizon.day_of(one.date)
        shift, area = self.department.shift_by_id[one.shift], self.department.area_by_id[one.area]
        if (shift.id, day) not in self._instants:
            horizon = self.horizon
            self._instants[shift.id, day] = (
                horizon.instant(day, shift.start),
                horizon.instant(day, shift.finish),
            )
        starts, ends = self._instants[shift.id, day]
        worked = Worked(day, shift, area, starts, ends)
        if day in self.by_person[one.person]:
            self.extra.append((one.person, worked))
        else:
            self.by_person[one.person][day] = worked


def _counted(leave: TimeOff, date: dt.date, most: int) -> int:
    """What a day of time off counts as leave by itself: all of `most`, or a share of it."""
    begins = (leave.starts_at or 0) if date == leave.start else 0
    ends = (leave.ends_at or MINUTES_PER_DAY) if date == leave.end else MINUTES_PER_DAY
    if ends - begins == MINUTES_PER_DAY:
        return most
    if leave.leave_minutes is not None:
        return leave.leave_minutes
    return (2 * most * (ends - begins) + MINUTES_PER_DAY) // (2 * MINUTES_PER_DAY)


def _is_meant(person: Person, scope: Scope) -> bool:
    named = scope.people is None or person.id in scope.people
    bound = scope.contracts is None or person.contract in scope.contracts
    tagged = scope.tags is None or not scope.tags.isdisjoint(person.tags)
    barred = scope.without_tags is not None and not scope.without_tags.isdisjoint(person.tags)
    return named and bound and tagged and not barred


def _lists(chosen: AbstractSet[str] | None, marks: AbstractSet[str]) -> bool:
    """Whether a filter lets something with these marks through."""
    return chosen is None or not chosen.isdisjoint(marks)
