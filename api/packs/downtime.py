"""Machines that stand still: the people who would have worked them are not asked for in those hours."""

import datetime as dt
from collections.abc import Iterable, Sequence

from models.demand import HOURS, CoverageDay
from models.department import Department
from scheduler.forecast.interventions import Intervention


def lowered(department: Department, downtimes: Sequence[Intervention]) -> Department:
    """The department with one person less on the curve of an area in every whole hour of each of its downtimes.

    One downtime is one machine; of two at a time each takes one person off. No curve falls below nobody.
    """
    rows = tuple(_lowered(cover, _machines_off(cover, downtimes)) for cover in department.coverage)
    return department.model_copy(update={"coverage": rows})


def _machines_off(cover: CoverageDay, downtimes: Iterable[Intervention]) -> list[int]:
    """Machines of the area that stand still during the whole of each hour."""
    midnight = dt.datetime.combine(cover.date, dt.time())
    starts = [midnight + dt.timedelta(hours=hour) for hour in range(HOURS)]
    here = [one for one in downtimes if one.area == cover.area]
    return [
        sum(one.start <= start and (one.end is None or start + dt.timedelta(hours=1) <= one.end) for one in here)
        for start in starts
    ]


def _lowered(cover: CoverageDay, off: Sequence[int]) -> CoverageDay:
    if not any(off):
        return cover

    def less(people: Sequence[int]) -> tuple[int, ...]:
        return tuple(max(0, count - machines) for count, machines in zip(people, off, strict=True))

    ample = None if cover.ample is None else less(cover.ample)
    return cover.model_copy(update={"minimum": less(cover.minimum), "target": less(cover.target), "ample": ample})
