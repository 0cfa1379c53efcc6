"""Repairs of rosters in force that an approved absence tears open."""

from api.audit.change import Change
from api.rosters import repository as rosters
from api.rosters.repairing import begin_repair
from api.time_off.contribution import contribute
from api.time_off.repository import leave_of
from api.time_off.schemas import Repair, ReportedStatus
from api.time_off.tables import TimeOffRow
from api.time_off.touched import duties_in, in_reach


def begin_repairs(change: Change, row: TimeOffRow) -> list[Repair]:
    """Begin a repair of each roster in force in which the person has duties then; none while nothing is decided."""
    if row.status != ReportedStatus.APPROVED:
        return []
    leave, begun = leave_of(row), []
    for one in in_reach(change.session, row):
        held = rosters.held(change.session, one.id)
        lost = frozenset(duties_in(leave, held.department, held.roster))
        if lost:
            department = contribute(change.session, held.department)
            made = begin_repair(change, held, department, lost)
            begun.append(Repair(roster=one.id, candidate=made.roster, job=made.job))
    return begun
