"""Repairs of rosters in force that an approved absence tears open."""

from api.audit.change import Change
from api.rosters import repository as rosters
from api.rosters.repairing import begin_repair
from api.time_off.contribution import contribute
from api.time_off.effects import falls_into
from api.time_off.repository import leave_of
from api.time_off.schemas import Repair, ReportedStatus
from api.time_off.tables import TimeOffRow


def begin_repairs(change: Change, row: TimeOffRow) -> list[Repair]:
    """Begin a repair of each roster in force in which the person has duties then; none while nothing is decided."""
    if row.status != ReportedStatus.APPROVED:
        return []
    leave, begun = leave_of(row), []
    days = (leave.end - leave.start).days + 1
    for one in rosters.in_force(change.session, row.department, start=leave.start, days=days):
        held = rosters.held(change.session, one.id)
        lost = frozenset(duty for duty in held.roster.assignments if falls_into(duty, leave))
        if lost:
            department = contribute(change.session, held.department)
            made = begin_repair(change, held, department, lost)
            begun.append(Repair(roster=one.id, candidate=made.roster, job=made.job))
    return begun
