"""Equipment and logs in the database."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.audit.events import digest
from api.quality.logs import Entry, EventCount, ExamTimes, ImageCount, Logs, QcRow
from api.quality.schemas import LogKind, LogRow
from api.quality.tables import EquipmentRow, QualityRow
from api.storage.ids import new_id
from models.equipment import Equipment

NOUNS: Final[dict[LogKind, type[Entry]]] = {
    LogKind.QC: QcRow, LogKind.IMAGES: ImageCount, LogKind.EXAMS: ExamTimes, LogKind.EVENTS: EventCount,
}  # fmt: skip


def equipment(session: Session, department: str) -> tuple[Equipment | None, int]:
    """The units of a department with their outages, and the version; None and 0 where none were ever put."""
    row = session.get(EquipmentRow, department)
    return (None, 0) if row is None else (Equipment.model_validate_json(row.document), row.version)


def keep_equipment(change: Change, department: str, content: Equipment) -> int:
    """Keep units and outages in the place of what was there; the new version."""
    row = change.session.get(EquipmentRow, department)
    if row is None:
        row = EquipmentRow(department=department, version=0)
        change.session.add(row)
    row.document, row.version, row.changed_at = content.model_dump_json(), row.version + 1, change.at
    return row.version


def add(change: Change, department: str, logs: Logs) -> tuple[int, int]:
    """Put rows on record; how many are new, and how many were there already."""
    rows = list(_rows(logs))
    marks = [digest(f"{kind}\n{entry.model_dump_json()}") for kind, _, entry in rows]
    there = _known(change.session, department, marks)
    added = 0
    for (kind, day, entry), mark in zip(rows, marks, strict=True):
        if mark not in there:
            there.add(mark)
            added += 1
            change.session.add(
                QualityRow(
                    id=new_id("qua"), department=department, kind=kind, day=day, row=entry.model_dump_json(),
                    digest=mark, made_at=change.at, made_by=change.actor,
                )
            )  # fmt: skip
    return added, len(rows) - added


def logs(session: Session, department: str, *, kinds: Iterable[LogKind] = tuple(LogKind)) -> Logs:
    """Everything on record of some kinds, in the order in which it was put there."""
    found = Logs()
    wanted = select(QualityRow).where(QualityRow.department == department, QualityRow.kind.in_(tuple(kinds)))
    for row in session.scalars(wanted.order_by(QualityRow.day, QualityRow.id)):
        getattr(found, row.kind).append(NOUNS[LogKind(row.kind)].model_validate_json(row.row))
    return found


def listed(session: Session, department: str, *, before: str, limit: int, kind: LogKind | None) -> list[LogRow]:
    """Rows on record, those put there last first."""
    chosen = select(QualityRow).where(QualityRow.department == department).order_by(QualityRow.id.desc()).limit(limit)
    if before:
        chosen = chosen.where(QualityRow.id < before)
    if kind is not None:
        chosen = chosen.where(QualityRow.kind == kind)
    return [
        LogRow(
            id=row.id, kind=LogKind(row.kind), day=row.day, row=json.loads(row.row), made_at=row.made_at,
            made_by=row.made_by,
        )
        for row in session.scalars(chosen)
    ]  # fmt: skip


def _rows(given: Logs) -> Iterator[tuple[LogKind, dt.date, Entry]]:
    for one in given.qc:
        yield LogKind.QC, one.done_on, QcRow.model_validate(dict(one))
    for image in given.images:
        yield LogKind.IMAGES, image.date, image
    for exam in given.exams:
        yield LogKind.EXAMS, exam.ordered.date(), exam
    for event in given.events:
        yield LogKind.EVENTS, event.date, event


def _known(session: Session, department: str, marks: list[str]) -> set[str]:
    found: set[str] = set()
    for begin in range(0, len(marks), 500):
        part = marks[begin : begin + 500]
        wanted = select(QualityRow.digest).where(QualityRow.department == department, QualityRow.digest.in_(part))
        found.update(session.scalars(wanted))
    return found
