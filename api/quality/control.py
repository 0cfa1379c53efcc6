"""Quality control as it stands on a day: what was done, what is due, and which units may see no patients."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from pydantic import ValidationError

from api.shipped import shipped
from models.base import Noun
from models.demand import TeamRequirement
from models.department import Department
from models.equipment import Equipment, Outage, OutageKind, Unit
from models.errors import FormatError
from models.quality import QcEntry, QcTask
from models.roster import Roster
from scheduler.verify import verify

TASKS: Final = "qc_tasks.json"
"""Name of a department's own catalogue, beside its ``department.json``; the one that radroster ships otherwise."""
EQUIPMENT: Final = "equipment.json"
DAY: Final = dt.timedelta(days=1)
N = TypeVar("N", bound=Noun)


class Catalogue(Noun):
    """All tasks of quality control that a department knows."""

    about: str = ""
    tasks: tuple[QcTask, ...]


class Standing(StrEnum):
    """How a task stands."""

    DONE = "done"
    FAILED = "failed"
    OVERDUE = "overdue"
    NEVER = "never"
    UNKNOWN = "unknown"
    """Not on record, and the log does not reach back far enough to say that it was never done."""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self in {Standing.FAILED, Standing.OVERDUE, Standing.NEVER}


@dataclass(frozen=True)
class QcLog:
    """The entries of a log, found by task, unit and day."""

    begun: dt.date | None
    """Day of the first entry of all; none where there is none."""
    entries: dict[tuple[str, str], list[QcEntry]]
    """By task and unit, in order of days; of one day the later row is the later entry."""

    @classmethod
    def of(cls, entries: Iterable[QcEntry]) -> "QcLog":
        """The log of these entries, in the order in which they were written."""
        found: defaultdict[tuple[str, str], list[QcEntry]] = defaultdict(list)
        for one in sorted(entries, key=lambda entry: entry.done_on):
            found[one.task, one.unit].append(one)
        return cls(min((mine[0].done_on for mine in found.values()), default=None), dict(found))

    def last(self, task: str, unit: str, date: dt.date) -> QcEntry | None:
        """The latest entry up to a day."""
        mine = self.entries.get((task, unit), [])
        place = bisect_right(mine, date, key=lambda entry: entry.done_on)
        return mine[place - 1] if place else None


class TaskState(Noun):
    """One task on one unit on one day."""

    task: QcTask
    unit: str
    standing: Standing
    last: QcEntry | None
    """The latest entry up to the day."""
    closed: bool
    """The unit may see no patients because of it."""


def tasks_of(department: Department, folder: Path | None = None) -> tuple[QcTask, ...]:
    """The tasks for modalities that the department has; raises `FormatError` for a catalogue that does not fit."""
    own = None if folder is None else folder / TASKS
    found = _read(Catalogue, own.read_bytes() if own and own.exists() else shipped(TASKS), own)
    modalities = {area.modality for area in department.areas}
    return tuple(task for task in found.tasks if task.modality in modalities)


def equipment_of(department: Department, folder: Path | None = None) -> Equipment:
    """The units in ``equipment.json``, or one unit for each area, named like it, where there is no such file."""
    file = None if folder is None else folder / EQUIPMENT
    if file is None or not file.exists():
        return Equipment(units=tuple(Unit(id=area.id, area=area.id, name=area.name) for area in department.areas))
    found = _read(Equipment, file.read_bytes(), file)
    for unit in found.units:
        if unit.area not in department.area_by_id:
            raise FormatError(str(file), f"unit {unit.id} is in {unit.area}, an area that is not there.", "Check both.")
    return found


def _read(noun: type[N], text: bytes, file: Path | None) -> N:
    try:
        return noun.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise FormatError(str(file), f"{place}: {first['msg']}.", "See docs/quality.md.") from error


def due(department: Department, equipment: Equipment, tasks: Iterable[QcTask]) -> Iterator[tuple[QcTask, Unit]]:
    """Every task on every unit of its modality."""
    for task in tasks:
        for unit in equipment.units:
            if department.area_by_id[unit.area].modality == task.modality:
                yield task, unit


def state(task: QcTask, unit: str, log: QcLog, date: dt.date) -> TaskState:
    """How a task stands on a unit on a date; entries of later days count only for how far back the log reaches."""
    last = log.last(task.id, unit, date)
    if last is None:
        begun = log.begun or date
        standing = Standing.UNKNOWN if date <= task.last_valid_day(begun - DAY) else Standing.NEVER
    elif not last.passed:
        standing = Standing.FAILED
    else:
        standing = Standing.DONE if date <= task.last_valid_day(last.done_on) else Standing.OVERDUE
    closed = task.closes and standing.is_open
    return TaskState(task=task, unit=unit, standing=standing, last=last, closed=closed)


def completeness(task: QcTask, unit: str, log: QcLog, span: tuple[dt.date, dt.date]) -> float:
    """The share of the days of a span, both ends included, on which the task stood done."""
    first, last = span
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return sum(state(task, unit, log, day).standing is Standing.DONE for day in days) / len(days)


def closed_by_log(
    department: Department,
    equipment: Equipment,
    tasks: Iterable[QcTask],
    log: QcLog,
    span: tuple[dt.date, dt.date],
) -> tuple[Outage, ...]:
    """A whole-day outage for each run of days of a span on which a closing task did not stand done."""
    first, last = span
    found: list[Outage] = []
    for task, unit in due(department, equipment, tasks):
        run: list[dt.date] = []
        for number in range((last - first).days + 2):
            day = first + number * DAY
            if day <= last and state(task, unit.id, log, day).closed:
                run.append(day)
            elif run:
                found.append(_outage(unit.id, run, f"{task.title}: not done or not passed"))
                run = []
    return tuple(found)


def closed_by_roster(
    department: Department, roster: Roster, equipment: Equipment, tasks: Iterable[QcTask]
) -> Iterator[Outage]:
    """A whole-day outage for each unit and date on which nobody who may do a closing task is rostered for it.

    Rostered means that the policy item which the task names is kept that day: for example a `team_skill` item for
    the first hour of each day. Of n units as many stay open as the share of the person-minutes asked for that is there.
    """
    closing: defaultdict[str, list[QcTask]] = defaultdict(list)
    for task in tasks:
        if task.closes and task.policy:
            closing[task.policy].append(task)
    missed: defaultdict[tuple[str, dt.date, str | None], int] = defaultdict(int)
    for miss in verify(department, roster).violations:
        if miss.item in closing and miss.date is not None:
            missed[miss.item, miss.date, miss.area] += miss.units
    for (item, date, area), short in missed.items():
        modalities = {task.modality for task in closing[item]}
        units = [
            unit
            for unit in equipment.units
            if unit.area == area or (area is None and department.area_by_id[unit.area].modality in modalities)
        ]
        asked = _asked(department, item, date, area) or short
        shut = -(-short * len(units) // asked)
        title = " and ".join(task.title for task in closing[item])
        yield from (_outage(unit.id, [date], f"{title}: nobody is rostered") for unit in units[len(units) - shut :])


def _asked(department: Department, item: str, date: dt.date, area: str | None) -> int:
    """Person-minutes that an item asks for on a date in an area, or in those of requirements on several areas."""
    named = next((one.limits.get("requirements") for one in department.policy if one.id == item), None)
    return sum(
        team.count * (team.end - team.start)
        for team in department.team_requirements
        if isinstance(named, list)
        and team.id in named
        and is_asked(department, team, date)
        and (team.areas == (area,) if area is not None else len(team.areas) > 1)
    )


def is_asked(department: Department, team: TeamRequirement, date: dt.date) -> bool:
    """Whether a requirement is about a date."""
    on_day = date.weekday() in {one.number for one in team.weekdays} and (team.dates is None or date in team.dates)
    return on_day and (team.on_holidays or date not in department.horizon.holidays)


def _outage(unit: str, days: Sequence[dt.date], reason: str) -> Outage:
    start, end = (dt.datetime.combine(day, dt.time()) for day in (days[0], days[-1] + DAY))
    return Outage(unit=unit, start=start, end=end, kind=OutageKind.QC, reason=reason)
