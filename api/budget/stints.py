"""A roster as a payroll takes it in: one stint for each duty, the known days before the horizon included."""

from collections.abc import Iterator

from models.department import Department
from models.pay import Stint, StintKind
from models.requests import Assignment
from models.roster import Roster
from models.shifts import ShiftKind


def stints_of(department: Department, roster: Roster) -> tuple[Stint, ...]:
    """Stints of everybody, with the meals that the shifts plan and nobody called in.

    Days before the horizon are there because overtime of a period goes on across its border.
    """
    return tuple(stint for one in _worked(department, roster) for stint in _stints(department, one))


def _worked(department: Department, roster: Roster) -> Iterator[Assignment]:
    for tail in department.tails:
        yield from (one for one in tail.assignments if tail.known_from <= one.date < department.horizon.start)
    yield from roster.assignments


def _stints(department: Department, one: Assignment) -> Iterator[Stint]:
    """The shift, and the call that follows it."""
    shift, horizon = department.shift_by_id[one.shift], department.horizon
    day = horizon.day_of(one.date)
    work = Stint(
        person=one.person,
        date=one.date,
        starts=horizon.instant(day, shift.start),
        ends=horizon.instant(day, shift.finish),
        kind=StintKind.STANDBY if shift.kind is ShiftKind.CALL else StintKind.WORK,
        unpaid_minutes=shift.unpaid_minutes,
        area=one.area,
        shift=one.shift,
    )
    yield work
    if shift.call_minutes:
        home = horizon.instant(day, shift.finish + shift.call_minutes)
        waiting = {"starts": work.ends, "ends": home, "kind": StintKind.STANDBY, "unpaid_minutes": 0}
        yield work.model_copy(update=waiting)
