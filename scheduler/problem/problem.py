"""`Problem`: people, days and duties as indexes, with the arrays that rules iterate over."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.calendar import MINUTES_PER_DAY, Horizon
from models.demand import Area
from models.department import Department
from models.policy import PolicyItem, Scope
from models.requests import Assignment, TimeOff, TimeOffStatus, Wish
from models.roster import Roster
from models.shifts import ShiftKind, ShiftType
from scheduler.problem.holdings import Holdings
from scheduler.problem.options import eligible_cells
from scheduler.problem.pay import PayTable
from scheduler.problem.scopes import chooses, is_about
from scheduler.problem.times import DutyTimes

OFF = -1
UNKNOWN = -2

Grid = NDArray[np.int16]
"""(people, history + days): duty index, `OFF` or, before what is known, `UNKNOWN`; column = `history` + day."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift type worked in one area."""

    index: int
    shift: ShiftType
    area: Area

    @property
    def is_call(self) -> bool:
        """Whether it is waiting at home rather than work."""
        return self.shift.kind is ShiftKind.CALL

    @property
    def label(self) -> str:
        """Shift and area for messages."""
        return f"{self.shift.id} in {self.area.id}"


@dataclass(frozen=True, eq=False)
class Problem:
    """Indexes: person 0…P-1, day -history…D-1, duty 0…K-1. Minutes count from the horizon's start."""

    department: Department
    duties: tuple[Duty, ...]
    history: int
    """Days before the horizon that some person's tail knows."""
    first_known: tuple[int, ...]
    """For each person the first day whose cell is known (0 without a tail, negative with one)."""
    eligible: NDArray[np.bool_]
    """(P, D, K): who may work what when."""
    holdings: Holdings
    times: DutyTimes
    pay: PayTable
    start_grid: Grid
    """History filled in, the horizon off."""
    cache: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """Room for what rules derive once from the problem, keyed by item."""

    @property
    def horizon(self) -> Horizon:
        """The department's horizon."""
        return self.department.horizon

    @property
    def days(self) -> int:
        """Number of days, D."""
        return self.department.horizon.days

    @property
    def people(self) -> int:
        """Number of people, P."""
        return len(self.department.staff)

    @cached_property
    def options(self) -> list[list[tuple[int, ...]]]:
        """`options[person][day]`: the duties that the person may work that day."""
        listed: list[list[tuple[int, ...]]] = [[() for _ in range(self.days)] for _ in range(self.people)]
        collected: dict[tuple[int, int], list[int]] = {}
        for person, day, duty in zip(*(axis.tolist() for axis in np.nonzero(self.eligible)), strict=True):
            collected.setdefault((person, day), []).append(duty)
        for (person, day), duties in collected.items():
            listed[person][day] = tuple(duties)
        return listed

    @cached_property
    def _leave(self) -> NDArray[np.int64]:
        """(P, history + D): minutes that approved time off counts as leave, at most a day's."""
        counted = np.zeros(self.start_grid.shape, dtype=np.int64)
        for leave in self.department.time_off:
            if leave.status is TimeOffStatus.APPROVED:
                person = self.person_index[leave.person]
                most = self.department.contract_by_id[self.department.staff[person].contract].leave_minutes_per_day
                taken = self._taken(leave)
                share = (most * taken + MINUTES_PER_DAY // 2) // MINUTES_PER_DAY
                if leave.leave_minutes is not None:
                    share = np.where(taken > 0, leave.leave_minutes, 0)
                counted[person] = np.minimum(most, counted[person] + share)
        return counted

    def _taken(self, leave: TimeOff) -> NDArray[np.int64]:
        """(history + D,): minutes of each day, by the clock, that an absence takes."""
        first, last = (self.history + self.horizon.day_of(date) for date in (leave.start, leave.end))
        taken = np.zeros(self.start_grid.shape[1], dtype=np.int64)
        taken[max(0, first) : max(0, last + 1)] = MINUTES_PER_DAY
        if leave.starts_at is not None and 0 <= first < len(taken):
            taken[first] -= leave.starts_at
        if leave.ends_at is not None and 0 <= last < len(taken):
            taken[last] -= MINUTES_PER_DAY - leave.ends_at
        return taken

    def leave_minutes(self, person: int, first: int, last: int) -> int:
        """Minutes that approved leave in ``first … last`` counts towards minimum hours."""
        return int(self._leave[person, self.history + first : self.history + last + 1].sum())

    @cached_property
    def person_index(self) -> dict[str, int]:
        """Index of a person's id."""
        return {person.id: number for number, person in enumerate(self.department.staff)}

    @cached_property
    def duty_index(self) -> dict[tuple[str, str], int]:
        """Index of (shift id, area id)."""
        return {(duty.shift.id, duty.area.id): duty.index for duty in self.duties}

    @cached_property
    def wishes_of(self) -> dict[int, list[Wish]]:
        """Wishes by person, those for days of the horizon."""
        found: dict[int, list[Wish]] = {}
        for wish in self.department.wishes:
            if 0 <= self.horizon.day_of(wish.date) < self.days:
                found.setdefault(self.person_index[wish.person], []).append(wish)
        return found

    def duties_like(self, shift: str | None, area: str | None) -> frozenset[int]:
        """Duties of a shift in an area; an absent one is any."""
        key = ("duties like", shift, area)
        if key not in self.cache:
            alike = [k.index for k in self.duties if shift in {None, k.shift.id} and area in {None, k.area.id}]
            self.cache[key] = frozenset(alike)
        found: frozenset[int] = self.cache[key]
        return found

    @cached_property
    def all_duties(self) -> frozenset[int]:
        """Every duty's index."""
        return frozenset(range(len(self.duties)))

    def people_in(self, scope: Scope) -> frozenset[int]:
        """Indexes of the people whom a scope chooses."""
        return frozenset(number for number, person in enumerate(self.department.staff) if chooses(scope, person))

    def duties_in(self, scope: Scope) -> frozenset[int]:
        """Indexes of the duties that a scope chooses (its weekdays aside)."""
        return frozenset(duty.index for duty in self.duties if is_about(scope, duty.shift, duty.area))

    def in_force(self) -> Iterable[PolicyItem]:
        """Policy items that hold in this horizon."""
        return (item for item in self.department.policy if item.in_force(self.horizon.start, self.horizon.end))

    def grid_of(self, roster: Roster) -> Grid:
        """The roster as a grid; a second duty on one day of one person replaces the first."""
        grid = self.start_grid.copy()
        for one in roster.assignments:
            day = self.horizon.day_of(one.date)
            if 0 <= day < self.days:
                grid[self.person_index[one.person], self.history + day] = self.duty_index[one.shift, one.area]
        return grid

    def roster_of(self, grid: Grid) -> Roster:
        """The grid's horizon as a roster, ordered by person and date."""
        ids = [person.id for person in self.department.staff]
        dates = [self.horizon.date_of(day) for day in range(self.days)]
        rows = grid[:, self.history :].tolist()
        assignments = tuple(
            Assignment(person=ids[p], date=dates[d], shift=self.duties[k].shift.id, area=self.duties[k].area.id)
            for p, row in enumerate(rows)
            for d, k in enumerate(row)
            if k >= 0
        )
        return Roster(department=self.department.id, start=self.horizon.start, days=self.days, assignments=assignments)


def compile_problem(department: Department) -> Problem:
    """Compile a checked department."""
    pairs = [(department.shift_by_id[shift], area) for area in department.areas for shift in area.shifts]
    duties = tuple(Duty(index, shift, area) for index, (shift, area) in enumerate(pairs))
    index = {(duty.shift.id, duty.area.id): duty.index for duty in duties}
    horizon = department.horizon
    history = max((-horizon.day_of(tail.known_from) for tail in department.tails), default=0)
    grid, first_known = _history_grid(department, index, max(0, history))
    holdings = Holdings(department)
    times = DutyTimes.of(horizon, [duty.shift for duty in duties], history=max(0, history))
    return Problem(
        department=department,
        duties=duties,
        history=max(0, history),
        first_known=first_known,
        eligible=eligible_cells(department, pairs, holdings, times),
        holdings=holdings,
        times=times,
        pay=PayTable.of(department, pairs, times),
        start_grid=grid,
    )


def _history_grid(
    department: Department, index: dict[tuple[str, str], int], history: int
) -> tuple[Grid, tuple[int, ...]]:
    horizon = department.horizon
    grid = np.full((len(department.staff), history + horizon.days), OFF, dtype=np.int16)
    grid[:, :history] = UNKNOWN
    number = {person.id: n for n, person in enumerate(department.staff)}
    first = [0] * len(department.staff)
    for tail in department.tails:
        person = number[tail.person]
        first[person] = min(0, horizon.day_of(tail.known_from))
        grid[person, history + first[person] : history] = OFF
        for one in tail.assignments:
            day = horizon.day_of(one.date)
            if first[person] <= day < 0:
                grid[person, history + day] = index[one.shift, one.area]
    return grid, tuple(first)
