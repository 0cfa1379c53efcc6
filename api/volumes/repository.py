"""Exam counts in the database: a row for each area and day, which holds that day's counts."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.volumes.schemas import AreaVolumes
from api.volumes.tables import VolumeDayRow
from scheduler.forecast.volumes import COLUMNS, Volumes

AreaDay = tuple[str, dt.date]


@dataclass(frozen=True)
class Difference:
    """Days of areas against those on record."""

    added: tuple[AreaDay, ...]
    changed: tuple[AreaDay, ...]
    unchanged: int
    others_are: bool | None
    """Whether what stays besides is counted by the hour; None where nothing does."""


def counts_of(volumes: Volumes) -> dict[AreaDay, str]:
    """The counts of each area and day as they are kept."""
    days: dict[AreaDay, list[tuple[str, int | None, float]]] = {}
    for area, source, date, hour, exams in volumes.table.select(COLUMNS.names()).iter_rows():
        days.setdefault((area, date), []).append((source, hour, exams))
    return {key: json.dumps(rows) for key, rows in days.items()}


def difference(session: Session, department: str, given: dict[AreaDay, str]) -> Difference:
    """What keeping these days would do."""
    row = VolumeDayRow
    kept = {
        (area, day): (counts, hourly)
        for area, day, counts, hourly in session.execute(
            select(row.area, row.day, row.counts, row.hourly).where(row.department == department)
        )
    }
    others = {hourly for key, (_, hourly) in kept.items() if key not in given}
    return Difference(
        added=tuple(key for key in given if key not in kept),
        changed=tuple(key for key, text in given.items() if key in kept and kept[key][0] != text),
        unchanged=sum(key in kept and kept[key][0] == text for key, text in given.items()),
        others_are=next(iter(others), None),
    )


def keep(change: Change, department: str, given: dict[AreaDay, str], found: Difference) -> None:
    """Write down the days that are new or different."""
    for keys, statement in ((found.added, insert(VolumeDayRow)), (found.changed, update(VolumeDayRow))):
        if keys:
            change.session.execute(statement, [_values(change, department, key, given[key]) for key in keys])


def volumes(session: Session, department: str) -> Volumes | None:
    """Everything on record of a department; None where there is nothing."""
    row = VolumeDayRow
    wanted = select(row.area, row.day, row.counts).where(row.department == department)
    rows = [
        (area, source, day, hour, exams)
        for area, day, counts in session.execute(wanted)
        for source, hour, exams in json.loads(counts)
    ]
    return Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row")) if rows else None


def summary(session: Session, department: str) -> tuple[bool | None, tuple[AreaVolumes, ...]]:
    """Whether counts are by the hour, and what there is of each area."""
    row = VolumeDayRow
    figures = (func.min(row.day), func.max(row.day), func.count(), func.sum(row.exams))
    found = session.execute(
        select(row.area, *figures).where(row.department == department).group_by(row.area).order_by(row.area)
    )
    areas = tuple(
        AreaVolumes(area=area, first=first, last=last, days=days, exams=exams)
        for area, first, last, days, exams in found
    )
    return session.scalar(select(row.hourly).where(row.department == department).limit(1)), areas


def remove(session: Session, department: str, *, area: str | None, first: dt.date | None, last: dt.date | None) -> int:
    """Take days from the record; how many there were."""
    row = VolumeDayRow
    chosen: Sequence[ColumnElement[bool]] = [
        row.department == department,
        *([row.area == area] if area is not None else []),
        *([row.day >= first] if first is not None else []),
        *([row.day <= last] if last is not None else []),
    ]
    there = session.scalar(select(func.count()).select_from(row).where(*chosen)) or 0
    session.execute(delete(row).where(*chosen))
    return there


def _values(change: Change, department: str, key: AreaDay, counts: str) -> dict[str, object]:
    rows = json.loads(counts)
    return {
        "department": department, "area": key[0], "day": key[1], "counts": counts,
        "exams": sum(exams for _, _, exams in rows), "hourly": rows[0][1] is not None, "made_at": change.at,
        "made_by": change.actor,
    }  # fmt: skip
