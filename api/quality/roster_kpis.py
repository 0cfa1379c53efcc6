"""Figures of a roster: how full, how safe, how dear in overtime and agency, how evenly shared, what was granted."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Final

from api.quality.kpis import gini, hours_per_exam, share
from api.views.wishes import wish_states
from models.base import Noun
from models.department import Department
from models.policy import Level
from models.roster import Roster
from models.shifts import ShiftKind
from models.staff import Employment
from scheduler.lines import Lines
from scheduler.presence import hour_minutes, present, required
from scheduler.verify import verify

NIGHT: Final = "night"
"""Tag of shifts that count as nights."""
NOTICE_DAYS: Final = 14
"""A change of a published cell less than this before its day is late."""


class RosterFigures(Noun):
    """Shares are between 0 and 1, None where there is nothing to share."""

    fill: float | None
    """Person-minutes of wanted cover that are filled, over all wanted."""
    hole_minutes: int
    """Person-minutes below the least cover."""
    hard_misses: int
    worked_minutes: int
    overtime: float | None
    """Minutes paid as overtime over minutes worked."""
    agency: float | None
    """Minutes worked by agency staff over minutes worked."""
    granted: float | None
    """Wishes granted over wishes."""
    changed: int
    """Cells that differ from the published roster."""
    changed_late: int
    """Of them those less than fourteen days after the report's last day."""
    nights_gini: float
    weekends_gini: float


def roster_figures(department: Department, roster: Roster, told_on: dt.date) -> RosterFigures:
    """All figures of one roster, changes as told on a day; hard misses and holes are the checker's."""
    verdict, lines = verify(department, roster), Lines(department, roster)
    minutes = {one.id: sum(duty.paid_minutes for duty in lines.worked(one.id)) for one in department.staff}
    worked = sum(minutes.values())
    agency = sum(minutes[one.id] for one in department.staff if _is_agency(department, one.contract))
    overtime = sum(line.minutes for line in verdict.lines if line.kind == "overtime")
    wishes = wish_states(department, roster)
    return RosterFigures(
        fill=fill_rate(department, roster),
        hole_minutes=verdict.holes,
        hard_misses=sum(miss.level is Level.HARD for miss in verdict.violations),
        worked_minutes=worked,
        overtime=share(overtime, worked) if worked else None,
        agency=share(agency, worked) if worked else None,
        granted=share(sum(one.granted for one in wishes), len(wishes)) if wishes else None,
        changed=len(changed_days(department, roster)),
        changed_late=late_changes(department, roster, told_on),
        nights_gini=gini(_nights(lines)),
        weekends_gini=gini(_weekend_days(lines)),
    )


def hours_for_each_exam(
    department: Department, roster: Roster, exams: Mapping[tuple[str, dt.date], int]
) -> dict[str, float]:
    """Hours worked for an exam by area, on the dates of the roster that have exams on record there."""
    lines, found = Lines(department, roster), dict[str, float]()
    minutes: Counter[tuple[str, dt.date]] = Counter()
    for person in department.staff:
        for duty in lines.worked(person.id):
            minutes[duty.area.id, lines.date(duty.day)] += duty.paid_minutes
    for area in department.areas:
        dates = [date for (name, date), count in exams.items() if name == area.id and count and minutes[name, date]]
        if dates:
            worked = sum(minutes[area.id, date] for date in dates)
            found[area.id] = hours_per_exam(worked, sum(exams[area.id, date] for date in dates))
    return found


def fill_rate(department: Department, roster: Roster) -> float | None:
    """Wanted person-minutes that are filled, over all wanted; people beyond the target fill nothing."""
    _, targets = required(department)
    there, lasting = present(department, roster), hour_minutes(department.horizon)
    wanted = sum(int((target * lasting).sum()) for target in targets.values())
    filled = sum(int((target.clip(max=there[area]) * lasting).sum()) for area, target in targets.items())
    return share(filled, wanted) if wanted else None


def changed_days(department: Department, roster: Roster) -> list[dt.date]:
    """The date of each cell in which the roster differs from the published one; none when none was published."""
    if not department.published:
        return []
    before = {(one.person, one.date, one.shift, one.area) for one in department.published}
    now = {(one.person, one.date, one.shift, one.area) for one in roster.assignments}
    return sorted(date for _, date in {(person, date) for person, date, *_ in before ^ now})


def late_changes(department: Department, roster: Roster, told_on: dt.date) -> int:
    """Cells changed less than fourteen days before their date, told on a day."""
    return sum((date - told_on).days < NOTICE_DAYS for date in changed_days(department, roster))


def _is_agency(department: Department, contract: str) -> bool:
    return department.contract_by_id[contract].employment is Employment.TRAVELER


def _nights(lines: Lines) -> list[int]:
    """Nights by person, of those whose contract allows a shift tagged as night."""
    nights = {shift.id for shift in lines.department.shifts if NIGHT in shift.tags}
    return [
        sum(duty.shift.id in nights for duty in lines.worked(person.id))
        for person in lines.department.staff
        if nights & (lines.contract(person).shifts or nights)
    ]


def _weekend_days(lines: Lines) -> list[int]:
    """Days of weekends worked on site, by person."""
    return [
        sum(
            lines.horizon.is_weekend(duty.day) and duty.shift.kind is ShiftKind.WORK for duty in lines.worked(person.id)
        )
        for person in lines.department.staff
    ]
