"""Who is present where, hour by hour: a roster as pages and sheets show it.

The rule checker counts missing person-minutes by itself; here a whole hour gets one number that a reader can
trust: the people present during all of it.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from models.calendar import MINUTES_PER_DAY, Horizon
from models.demand import HOURS
from models.department import Department
from models.requests import Assignment
from models.roster import Roster
from models.shifts import ShiftKind

Counts = NDArray[np.int64]
"""(days, 24): a number for each local wall-clock hour."""


def present(department: Department, roster: Roster) -> dict[str, Counts]:
    """People present during the whole of each hour, by area id, each (days, 24).

    The smallest number at any minute of the hour counts. The hour that a clock change repeats lasts 120
    minutes; the one that it skips has none and shows who is there at the moment of the change. Cover begins
    with the shift and lasts its covered minutes; call covers nothing; what was worked on the days before the
    horizon counts where it reaches in.
    """
    edges = _hour_edges(department.horizon)
    spans: dict[str, list[tuple[int, int]]] = {area.id: [] for area in department.areas}
    for one in _worked(department, roster):
        shift = department.shift_by_id[one.shift]
        if shift.kind is ShiftKind.CALL:
            continue
        day = department.horizon.day_of(one.date)
        covered = shift.paid_minutes if shift.covered_minutes is None else shift.covered_minutes
        until = min(shift.start + covered, shift.finish)
        spans[one.area].append((department.horizon.minute(day, shift.start), department.horizon.minute(day, until)))
    return {area: _least_by_hour(spans[area], edges) for area in spans}


def hour_minutes(horizon: Horizon) -> Counts:
    """Minutes that each local hour lasts, (days, 24): 60, but for clock changes."""
    return np.diff(_hour_edges(horizon)).reshape(horizon.days, HOURS)


def required(department: Department) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """Least and wanted people by area id, each (days, 24); areas without coverage rows are left out."""
    horizon = department.horizon
    minimum: dict[str, Counts] = {}
    target: dict[str, Counts] = {}
    for row in department.coverage:
        day = horizon.day_of(row.date)
        if 0 <= day < horizon.days:
            for table, hours in ((minimum, row.minimum), (target, row.target)):
                counts = table.setdefault(row.area, np.zeros((horizon.days, HOURS), dtype=np.int64))
                counts[day] = np.maximum(counts[day], hours)
    return minimum, target


def _worked(department: Department, roster: Roster) -> Iterator[Assignment]:
    yield from roster.assignments
    for tail in department.tails:
        yield from tail.assignments


def _hour_edges(horizon: Horizon) -> NDArray[np.int64]:
    """Elapsed minutes at which each local hour begins, and at which the last ends: (days × 24 + 1,)."""
    clocks = [(day, hour * 60) for day in range(horizon.days) for hour in range(HOURS)]
    clocks.append((horizon.days - 1, MINUTES_PER_DAY))
    return np.array([horizon.minute(day, clock) for day, clock in clocks], dtype=np.int64)


def _least_by_hour(spans: Iterable[tuple[int, int]], edges: NDArray[np.int64]) -> Counts:
    last = int(edges[-1])
    change = np.zeros(last + 1, dtype=np.int64)
    for start, end in spans:
        if start < last:
            change[max(0, start)] += 1
        if end < last:
            change[max(0, end)] -= 1
    count = np.cumsum(change)
    # For an hour without minutes reduceat answers the count at its one instant.
    return np.minimum.reduceat(count, edges[:-1]).reshape(-1, HOURS)
