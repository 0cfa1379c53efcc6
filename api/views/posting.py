"""The roster as it hangs on a wall: a sheet for each area and week, who works when, and nothing that is private."""

from collections.abc import Iterator, Sequence

from api.views.grid import Board, Cell, Group, Row, board
from api.views.palette import DayPart, day_parts
from api.views.wording import clock_span, plain
from models.base import Noun
from models.calendar import Horizon
from models.department import Department
from models.roster import Roster
from models.shifts import ShiftKind, ShiftType

AWAY = "away"
"""What stands there for approved time off, whatever its kind."""


class Head(Noun):
    """A day across."""

    name: str
    """Such as ``Mon 1 Feb``."""
    quiet: bool
    """Weekend or holiday."""


class Entry(Noun):
    """What somebody does on a day; empty when off."""

    text: str = ""
    place: str = ""
    """The area, where it is not that of the sheet."""
    part: DayPart | None = None


class Line(Noun):
    """One person's week."""

    name: str
    visits: bool
    """At home elsewhere, and here because of a duty in the area."""
    entries: tuple[Entry, ...]


class Key(Noun):
    """What a shift on the sheet means."""

    shift: str
    means: str
    part: DayPart


class Sheet(Noun):
    """One area in one week."""

    area: str
    week: str
    days: tuple[Head, ...]
    lines: tuple[Line, ...]
    here: tuple[int, ...]
    """People on site in the area by day; empty for people without a home area."""
    keys: tuple[Key, ...]


def sheets(department: Department, roster: Roster) -> tuple[Sheet, ...]:
    """A sheet for each area and calendar week of the horizon, by week; areas in the department's order."""
    laid_out = board(department, roster)
    parts = day_parts(department.shifts)
    return tuple(
        _sheet(laid_out, group, days, parts) for days in _weeks(department.horizon) for group in laid_out.groups
    )


def _weeks(horizon: Horizon) -> Iterator[range]:
    """The days of each calendar week, as far as they are in the horizon."""
    begin = 0
    for day in range(1, horizon.days + 1):
        if day == horizon.days or horizon.weekday(day) == horizon.week_start.number:
            yield range(begin, day)
            begin = day


def _sheet(laid_out: Board, group: Group, days: range, parts: dict[str, DayPart]) -> Sheet:
    visitors = [
        row for other in laid_out.groups if other is not group for row in other.rows if _works(row, group, days)
    ]
    shown = [(row, False) for row in group.rows] + [(row, True) for row in visitors]
    cells = [[row.cells[day] for day in days] for row, _ in shown]
    first, last = laid_out.days[days[0]].date, laid_out.days[days[-1]].date
    used = {cell.shift.id: cell.shift for row in cells for cell in row if cell.shift is not None}
    return Sheet(
        area=group.label,
        week=f"{first.day} {first:%b} – {last.day} {last:%b %Y}",
        days=tuple(_head(laid_out, day) for day in days),
        lines=tuple(
            Line(name=row.label, visits=visits, entries=tuple(_entry(cell, group, parts) for cell in week))
            for (row, visits), week in zip(shown, cells, strict=True)
        ),
        here=_here(cells, group, len(days)),
        keys=tuple(_key(used[shift], parts) for shift in sorted(used)),
    )


def _works(row: Row, group: Group, days: range) -> bool:
    return group.area is not None and any(row.cells[day].area == group.area for day in days)


def _head(laid_out: Board, day: int) -> Head:
    one = laid_out.days[day]
    return Head(name=f"{one.date:%a} {one.date.day} {one.date:%b}", quiet=one.weekend or one.holiday)


def _entry(cell: Cell, group: Group, parts: dict[str, DayPart]) -> Entry:
    if cell.shift is None or cell.area is None:
        return Entry(text=AWAY) if cell.time_off else Entry()
    known = cell.area == group.area or (group.area is None and not cell.away)
    place = "" if known else plain(cell.area.id)
    return Entry(text=plain(cell.shift.id), place=place, part=parts[cell.shift.id])


def _here(cells: Sequence[Sequence[Cell]], group: Group, days: int) -> tuple[int, ...]:
    if group.area is None:
        return ()
    return tuple(sum(_on_site(row[day], group) for row in cells) for day in range(days))


def _on_site(cell: Cell, group: Group) -> bool:
    return cell.area == group.area and cell.shift is not None and cell.shift.kind is ShiftKind.WORK


def _key(shift: ShiftType, parts: dict[str, DayPart]) -> Key:
    times = clock_span(shift.start, shift.end) + (" next day" if shift.next_day else "")
    call = " call" if shift.kind is ShiftKind.CALL else ", then call" if shift.call_minutes else ""
    name = plain(shift.name)
    return Key(shift=plain(shift.id), means=times + call + (f" · {name}" if name else ""), part=parts[shift.id])
