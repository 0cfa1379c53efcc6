"""Quality control in a pack: which result stood for a unit on each past day on which somebody worked there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from api.evidence.documents import ControlClaim, ControlTask, ControlUnit, Duty, Facts, Place, Result, Status
from api.quality.control import QcLog
from models.equipment import Equipment
from models.quality import QcTask


@dataclass(frozen=True)
class ControlRecord:
    """Units, tasks and the log of quality control."""

    equipment: Equipment
    tasks: tuple[QcTask, ...]
    log: QcLog

    def units(self, areas: Iterable[Place]) -> tuple[ControlUnit, ...]:
        """The units of these areas."""
        known = {area.id for area in areas}
        return tuple(
            ControlUnit(id=one.id, name=one.name, area=one.area) for one in self.equipment.units if one.area in known
        )

    def closing(self, areas: Iterable[Place]) -> tuple[ControlTask, ...]:
        """The tasks of these areas without which a unit may see no patients."""
        modalities = {area.modality for area in areas}
        return tuple(
            ControlTask(id=one.id, title=one.title, modality=one.modality, every=one.every, source=one.source)
            for one in self.tasks
            if one.closes and one.modality in modalities
        )

    def shown(self, facts: Facts) -> Facts:
        """The facts with units, closing tasks, and the results that stood on some past day of work."""
        asked = facts.model_copy(update={"units": self.units(facts.areas), "tasks": self.closing(facts.areas)})
        stood: dict[tuple[str, str, dt.date], Result] = {}
        for date, unit, task, _ in _days(asked):
            last = self.log.last(task.id, unit.id, date)
            if last is not None:
                stood[unit.id, task.id, last.done_on] = Result(
                    unit=unit.id, task=task.id, done_on=last.done_on, passed=last.passed, by=last.by,
                    counts_to=_task(self.tasks, task.id).last_valid_day(last.done_on),
                )  # fmt: skip
        return asked.model_copy(update={"results": tuple(stood[key] for key in sorted(stood))})

    @classmethod
    def of(cls, equipment: Equipment, tasks: Iterable[QcTask], log: QcLog) -> Self:
        """All of them together."""
        return cls(equipment, tuple(tasks), log)


def control_claims(facts: Facts) -> Iterator[ControlClaim]:
    """Each closing task on each unit on each past day on which somebody worked in its area."""
    results: defaultdict[tuple[str, str], list[Result]] = defaultdict(list)
    for one in facts.results:
        results[one.unit, one.task].append(one)
    for date, unit, task, people in _days(facts):
        last = max((one for one in results[unit.id, task.id] if one.done_on <= date), key=_done, default=None)
        met = last is not None and last.passed and date <= last.counts_to
        yield ControlClaim(date=date, unit=unit, task=task, people=people, result=last, met=met)


def _done(result: Result) -> dt.date:
    return result.done_on


def _days(facts: Facts) -> Iterator[tuple[dt.date, ControlUnit, ControlTask, tuple[str, ...]]]:
    modality = {area.id: area.modality for area in facts.areas}
    worked: defaultdict[tuple[dt.date, str], set[str]] = defaultdict(set)
    for duty in facts.duties:
        if _is_past_work(duty):
            worked[duty.date, duty.area].add(duty.person)
    for date in sorted({date for date, _ in worked}):
        for unit in facts.units:
            people = tuple(sorted(worked.get((date, unit.area), ())))
            for task in facts.tasks if people else ():
                if task.modality == modality[unit.area]:
                    yield date, unit, task, people


def _is_past_work(duty: Duty) -> bool:
    return duty.status is Status.PAST and duty.covers_until is not None


def _task(tasks: Sequence[QcTask], name: str) -> QcTask:
    return next(task for task in tasks if task.id == name)
