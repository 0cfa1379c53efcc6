"""What everybody bears by one roster, duty by duty, so that it can be added up over any days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.rosters import repository as rosters
from api.rosters.repository import Held
from api.rosters.tables import RosterRow
from api.views.wishes import wish_states
from models.shifts import ShiftKind
from scheduler.lines import Lines, Worked

THREE = 3 * 60
"""The clock minute at which whoever is at work has a night."""
_MOST = 512


@dataclass(frozen=True, slots=True)
class Borne:
    """One duty as a burden."""

    date: dt.date
    weekend: dt.date | None
    """First day of the weekend that it falls into."""
    night: bool
    holiday: bool
    call: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one person bears by one roster."""

    name: str
    duties: tuple[Borne, ...]
    wishes: tuple[tuple[dt.date, bool], ...]
    """Each with whether it is granted."""


_known: dict[tuple[str, int], dict[str, Line]] = {}


def lines_of(session: Session, row: RosterRow) -> dict[str, Line]:
    """By person what a roster brings them; worked out once for each version, since a version never changes."""
    key = (row.id, row.version)
    found = _known.get(key)
    if found is None:
        found = _counted(rosters.held(session, row.id))
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = found
    return found


def _counted(held: Held) -> dict[str, Line]:
    lines = Lines(held.department, held.roster)
    wishes: dict[str, list[tuple[dt.date, bool]]] = {}
    for state in wish_states(held.department, held.roster):
        wishes.setdefault(state.wish.person, []).append((state.wish.date, state.granted))
    return {
        person.id: Line(person.label, tuple(_borne(lines, person.id)), tuple(wishes.get(person.id, ())))
        for person in held.department.staff
    }


def _borne(lines: Lines, person: str) -> Iterator[Borne]:
    holidays = set(lines.horizon.holidays)
    for one in lines.worked(person):
        call = one.shift.kind is ShiftKind.CALL
        holiday = not holidays.isdisjoint(lines.dates_touched(one))
        night = not call and _at_three(lines, one)
        yield Borne(lines.date(one.day), _weekend(lines, one.day), night=night, holiday=holiday, call=call)


def _at_three(lines: Lines, one: Worked) -> bool:
    return any(one.starts <= lines.horizon.instant(day, THREE) < one.ends for day in (one.day, one.day + 1))


def _weekend(lines: Lines, day: int) -> dt.date | None:
    horizon = lines.horizon
    if not horizon.is_weekend(day):
        return None
    return horizon.date_of(day - (horizon.weekday(day) - horizon.weekend[0].number) % 7)
