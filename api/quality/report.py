"""Everything that a quality report tells: figures against targets, charts, quality control, closings, the roster."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from api.quality.control import (
    QcLog,
    TaskState,
    closed_by_log,
    closed_by_roster,
    completeness,
    due,
    equipment_of,
    state,
    tasks_of,
)
from api.quality.control_charts import ControlChart, p_chart, xmr_chart
from api.quality.figures import Figure, event_figures, exam_figures, grouped, image_figures, minutes_between
from api.quality.kpis import spread
from api.quality.logs import ExamTimes, ImageCount, Known, Logs, read_logs
from api.quality.roster_kpis import RosterFigures, hours_for_each_exam, roster_figures
from models.base import Noun
from models.department import Department
from models.equipment import Equipment, Outage
from models.errors import InputError
from models.quality import QcTask
from models.roster import Roster

Row = TypeVar("Row")
LEAST_WEEKS: Final = 2
"""Fewer weeks make no control chart."""


class Trend(Noun):
    """A control chart by week."""

    id: str
    title: str
    kind: str
    """``p`` or ``XmR``."""
    unit: str
    weeks: tuple[dt.date, ...]
    """First day of each week."""
    chart: ControlChart


class TaskLine(TaskState):
    """One task on one unit, with the share of days on which it stood done."""

    complete: float


class QualityReport(Noun):
    """The whole report; ``model_dump_json`` is what ``--json`` prints."""

    department: str
    first: dt.date
    until: dt.date
    rows: dict[str, int]
    """Rows read by kind of log."""
    refused: tuple[str, ...]
    figures: tuple[Figure, ...]
    trends: tuple[Trend, ...]
    control: tuple[TaskLine, ...]
    closings: tuple[Outage, ...]
    """Units that may see, or could have seen, no patients: by the log up to `until`, by the roster from then on."""
    roster: RosterFigures | None


def quality_report(
    department: Department,
    files: Sequence[Path],
    *,
    folder: Path | None = None,
    roster: Roster | None = None,
    until: dt.date | None = None,
    strict: bool = True,
) -> QualityReport:
    """Read logs and tell what they say up to a day, the last one on record when absent.

    Raises `FormatError` for files or rows that cannot be read, `InputError` when nothing is on record.
    """
    tasks, equipment = tasks_of(department, folder), equipment_of(department, folder)
    logs = read_logs(files, Known.of(department, equipment, tasks), strict=strict)
    return report_of(department, logs, Plant(equipment, tasks), roster=roster, until=until)


@dataclass(frozen=True)
class Plant:
    """What quality control is done on, and what has to be done."""

    equipment: Equipment
    tasks: tuple[QcTask, ...]


def report_of(
    department: Department, logs: Logs, plant: Plant, *, roster: Roster | None = None, until: dt.date | None = None
) -> QualityReport:
    """The report of rows that were read already; raises `InputError` when nothing is on record."""
    first, last = _span(logs, until)
    tasks, equipment = plant.tasks, plant.equipment
    log = QcLog.of(logs.qc)
    control = tuple(
        TaskLine(**dict(state(task, unit.id, log, last)), complete=completeness(task, unit.id, log, (first, last)))
        for task, unit in due(department, equipment, tasks)
        if logs.qc
    )
    closings = closed_by_log(department, equipment, tasks, log, (first, last)) if logs.qc else ()
    if roster is not None:
        ahead = closed_by_roster(department, roster, equipment, tasks)
        closings += tuple(one for one in ahead if one.start.date() > last)
    return QualityReport(
        department=department.id,
        first=first,
        until=last,
        rows={kind: len(getattr(logs, kind)) for kind in ("qc", "images", "exams", "events")},
        refused=tuple(logs.refused),
        figures=(*_figures(department, logs), *_workload(department, logs, roster)),
        trends=(*_image_trends(logs.images), *_exam_trends(logs.exams)),
        control=control,
        closings=closings,
        roster=None if roster is None else roster_figures(department, roster, last),
    )


def _figures(department: Department, logs: Logs) -> Iterator[Figure]:
    scanners = {area.id for area in department.areas if area.modality == "CT"}
    yield from image_figures(logs.images)
    yield from exam_figures(logs.exams, scanners)
    yield from event_figures(logs.events)


def _workload(department: Department, logs: Logs, roster: Roster | None) -> Iterator[Figure]:
    """Hours worked for an exam, where a roster and exams are about the same days."""
    done = Counter((one.area, one.started.date()) for one in logs.exams if one.started is not None)
    if roster is not None:
        for area, hours in hours_for_each_exam(department, roster, done).items():
            yield Figure(
                id=f"hours-per-exam-{area}", title=f"Hours worked for an exam, {area}", value=hours, unit="h",
                of=sum(count for (name, _), count in done.items() if name == area),
            )  # fmt: skip


def _span(logs: Logs, until: dt.date | None) -> tuple[dt.date, dt.date]:
    dates = [one.done_on for one in logs.qc] + [one.date for one in logs.images]
    dates += [one.ordered.date() for one in logs.exams] + [one.date for one in logs.events]
    kept = [date for date in dates if until is None or date <= until]
    if not kept:
        raise InputError("quality report", "no row is on record up to that day.", "Name a log with --log.")
    last = until or max(kept)
    logs.qc = [one for one in logs.qc if one.done_on <= last]
    logs.images = [one for one in logs.images if one.date <= last]
    logs.exams = [one for one in logs.exams if one.ordered.date() <= last]
    logs.events = [one for one in logs.events if one.date <= last]
    return min(kept), last


def _image_trends(images: Sequence[ImageCount]) -> Iterator[Trend]:
    for area, mine in grouped(images, lambda one: one.area):
        weeks = _weekly(mine, lambda one: one.date)
        if len(weeks) >= LEAST_WEEKS:
            rejected = [sum(one.rejected for one in rows) for rows in weeks.values()]
            acquired = [sum(one.acquired for one in rows) for rows in weeks.values()]
            yield Trend(
                id=f"rejects-{area}", title=f"Rejected images by week, {area}", kind="p", unit="share",
                weeks=tuple(weeks), chart=p_chart(rejected, acquired),
            )  # fmt: skip


def _exam_trends(exams: Sequence[ExamTimes]) -> Iterator[Trend]:
    for source, mine in grouped([one for one in exams if one.final is not None], lambda one: one.source):
        weeks = _weekly(mine, lambda one: one.ordered.date())
        if len(weeks) >= LEAST_WEEKS:
            medians = [spread(minutes_between(rows, "ordered", "final")).median for rows in weeks.values()]
            yield Trend(
                id=f"final-{source}", title=f"Order to final report, median by week, {source}", kind="XmR", unit="min",
                weeks=tuple(weeks), chart=xmr_chart(medians, floor=0),
            )  # fmt: skip


def _weekly(rows: Sequence[Row], date: Callable[[Row], dt.date]) -> dict[dt.date, list[Row]]:
    """Rows by the Monday of their week, weeks in order."""
    weeks: defaultdict[dt.date, list[Row]] = defaultdict(list)
    for row in rows:
        weeks[date(row) - dt.timedelta(days=date(row).weekday())].append(row)
    return dict(sorted(weeks.items()))
