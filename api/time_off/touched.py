"""Which duties of rosters in force fall into an absence."""

import datetime as dt

from sqlalchemy.orm import Session

from api.rosters import repository as rosters
from api.rosters.tables import RosterRow
from api.time_off.tables import TimeOffRow
from models.absence import falls_into
from models.department import Department
from models.requests import Assignment, TimeOff
from models.roster import Roster

_BEFORE = dt.timedelta(days=2)
"""So long before an absence may a duty begin that reaches into it."""


def in_reach(session: Session, row: TimeOffRow) -> list[RosterRow]:
    """Rosters in force with days on which a duty may fall into an absence."""
    days = (row.last_day - row.first_day + _BEFORE).days + 1
    return rosters.in_force(session, row.department, start=row.first_day - _BEFORE, days=days)


def duties_in(leave: TimeOff, department: Department, roster: Roster) -> list[Assignment]:
    """The person's duties that fall into an absence, in order of days."""
    horizon, shifts = department.horizon, department.shift_by_id
    own = (duty for duty in roster.assignments if duty.person == leave.person)
    found = [duty for duty in own if falls_into(leave, horizon, shifts[duty.shift], duty.date)]
    return sorted(found, key=lambda duty: duty.date)
