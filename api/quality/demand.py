"""What outages do to demand: fewer exams in a forecast, fewer people asked for in a department."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.packs.downtime import lowered
from api.quality.control import QcLog, closed_by_log, closed_by_roster, equipment_of, tasks_of
from api.quality.logs import Known, read_logs
from models.department import Department
from models.equipment import Equipment
from models.roster import Roster
from scheduler.forecast.interventions import Intervention


def as_interventions(equipment: Equipment) -> tuple[Intervention, ...]:
    """For the forecast: while k of n units of an area stand still, it has k/n exams less."""
    return tuple(
        Intervention(
            area=part.area,
            start=part.start,
            end=part.end,
            percent=-100 * part.out / part.units,
            reason="; ".join(part.reasons),
        )
        for part in equipment.stretches()
    )


def interventions_beside(department: Department, folder: Path | None) -> tuple[Intervention, ...]:
    """Those of the ``equipment.json`` in a department's folder; none without one."""
    return as_interventions(equipment_of(department, folder))


def outages_ahead(
    department: Department,
    files: Iterable[Path],
    *,
    folder: Path | None = None,
    roster: Roster | None = None,
    strict: bool = True,
) -> Equipment:
    """The units with all that is known of their outages in the horizon: listed, by logs, and by a roster.

    Logs speak for the days up to their last entry, the roster for those after it.
    """
    tasks, equipment = tasks_of(department, folder), equipment_of(department, folder)
    entries = read_logs(files, Known.of(department, equipment, tasks), strict=strict).qc
    horizon, log = department.horizon, QcLog.of(entries)
    told = min(max((one.done_on for one in entries), default=dt.date.min), horizon.end)
    found = equipment
    if told >= horizon.start:
        found = found.with_outages(closed_by_log(department, equipment, tasks, log, (horizon.start, told)))
    if roster is not None:
        ahead = closed_by_roster(department, roster, equipment, tasks)
        found = found.with_outages(tuple(one for one in ahead if one.start.date() > told))
    return found


def with_fewer_people(department: Department, equipment: Equipment) -> Department:
    """The department with one person less on an area's curve for each of its units that stands still."""
    return lowered(department, tuple(_machines(equipment)))


def _machines(equipment: Equipment) -> Iterator[Intervention]:
    """One downtime for each unit and stretch of its outages; outages of one unit that overlap are one."""
    for unit in equipment.units:
        spans: list[tuple[dt.datetime, dt.datetime]] = []
        mine = [one for one in equipment.outages if one.unit == unit.id]
        for one in sorted(mine, key=lambda outage: outage.start):
            if spans and one.start <= spans[-1][1]:
                spans[-1] = spans[-1][0], max(spans[-1][1], one.end)
            else:
                spans.append((one.start, one.end))
        for start, end in spans:
            yield Intervention(area=unit.area, start=start, end=end, percent=-100, reason=unit.name or unit.id)
