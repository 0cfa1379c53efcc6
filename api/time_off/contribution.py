"""Approved time off becomes part of a department before a roster is made for it."""

import datetime as dt

from sqlalchemy.orm import Session

from api.time_off import repository
from models.department import Department

AROUND = dt.timedelta(days=31)
"""Days before and after the horizon whose time off is taken along, for rules that look at neighbouring days."""


def contribute(session: Session, department: Department) -> Department:
    """The department with approved time off of its staff in and around its horizon, without kinds."""
    horizon = department.horizon
    rows = repository.approved(session, department.id, first=horizon.start - AROUND, last=horizon.end + AROUND)
    added = tuple(repository.leave_of(row) for row in rows if row.person in department.person_by_id)
    return department.revised(time_off=(*department.time_off, *added)) if added else department
