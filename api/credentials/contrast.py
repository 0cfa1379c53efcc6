"""Hours of a roster in which contrast cannot be given: nobody supervises, or nobody there can answer a reaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from models.base import Noun
from models.contrast import Supervision, contrast_hours
from models.credentials import all_of, any_of
from models.demand import HOURS
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from models.roster import Roster
from scheduler.lines import Lines

RESPONDER: Final = all_of(any_of("BLS", "ACLS"), "skill:contrast")
"""Who can answer a reaction to contrast; the same as the rule pack asks for."""


class Closed(Noun):
    """Hours of one day in which an area is open and gives no contrast; exams without go on."""

    area: str
    date: dt.date
    start: int
    """First hour."""
    end: int
    """Hour after the last."""
    reason: str


def read_supervision(path: Path, department: Department) -> tuple[Supervision, ...]:
    """Read a list of supervisions; raises `FormatError`, and `UnknownReferenceError` for an unknown area."""
    try:
        listed = TypeAdapter(tuple[Supervision, ...]).validate_json(path.read_bytes(), strict=False)
    except (OSError, ValidationError) as error:
        example = '[{"areas": ["CT"], "start": "2026-12-01T08:00", "end": "2026-12-01T17:00", "presence": "video"}]'
        raise FormatError(str(path), f"is no list of supervisions: {error}.", f"For example {example}.") from error
    for area in sorted({area for one in listed for area in one.areas}):
        if area not in department.area_by_id:
            raise UnknownReferenceError.near(str(path), "area", area, department.area_by_id)
    return listed


def closed_hours(
    department: Department, roster: Roster, supervision: Sequence[Supervision], *, independent: bool = False
) -> tuple[Closed, ...]:
    """Hours without contrast in every area that some supervision is about, while its curve wants people.

    `independent` says that it is an independent testing facility, which asks for a physician.
    """
    lines = Lines(department, roster)
    by_area: defaultdict[str, list[Supervision]] = defaultdict(list)
    for one in supervision:
        for area in one.areas:
            by_area[area].append(one)
    return tuple(
        closed
        for cover in sorted(department.coverage, key=lambda row: (row.area, row.date))
        if cover.area in by_area and 0 <= department.horizon.day_of(cover.date) < department.horizon.days
        for closed in _closed(
            (cover.area, cover.date, cover.target),
            _responders(lines, cover.area, cover.date),
            contrast_hours(cover.date, by_area[cover.area], (1,) * HOURS, independent=independent),
        )
    )


def _responders(lines: Lines, area: str, date: dt.date) -> list[int]:
    """People present in the whole of each hour who can answer a reaction on that date."""
    able = {one.id for one in lines.department.staff if RESPONDER.met_by(lines.codes(one, date).__contains__)}
    here, day = lines.present([area], able), lines.horizon.day_of(date)
    edges = [lines.minute_of(day, 60 * hour) for hour in range(HOURS + 1)]
    return [
        int(here[edges[hour] : edges[hour + 1]].min()) if edges[hour] < edges[hour + 1] else 0 for hour in range(HOURS)
    ]


def _closed(
    where: tuple[str, dt.date, Sequence[int]], responders: Sequence[int], supervised: Sequence[bool]
) -> Iterator[Closed]:
    area, date, wanted = where

    def reason(hour: int) -> str:
        if not wanted[hour]:
            return ""
        missing = [] if supervised[hour] else ["no supervisor"]
        missing += [] if responders[hour] else ["nobody who can answer a reaction"]
        return " and ".join(missing)

    for told, hours in groupby(range(HOURS), key=reason):
        listed = list(hours)
        if told:
            yield Closed(area=area, date=date, start=listed[0], end=listed[-1] + 1, reason=told)
