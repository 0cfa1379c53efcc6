"""What earlier rosters add to a department: how people's lines begin, and what staff know already."""

import datetime as dt
from collections import defaultdict

from sqlalchemy.orm import Session

from api.rosters import repository
from models.department import Department
from models.requests import Assignment, Tail

TAIL_DAYS = 28
"""How far back is looked: further than any rest, run or pay period reaches."""


def contribute(session: Session, department: Department) -> Department:
    """The department with tails and published duties of the rosters in force, where its document says none itself.

    Duties of shifts and areas that the department no longer has are left out.
    """
    first, days = department.horizon.start - dt.timedelta(days=TAIL_DAYS), TAIL_DAYS + department.horizon.days
    rosters = [
        repository.held(session, row.id).roster
        for row in repository.in_force(session, department.id, start=first, days=days)
    ]
    if not rosters:
        return department
    known = [duty for roster in rosters for duty in roster.assignments if _exists(department, duty)]
    begun = max(first, min(roster.start for roster in rosters))
    until = max(roster.start + dt.timedelta(days=roster.days) for roster in rosters)
    fields = {name: getattr(department, name) for name in Department.model_fields}
    if until >= department.horizon.start:  # what was worked in a gap nobody knows, and a tail would say nothing
        fields["tails"] = (*department.tails, *_tails(department, known, begun))
    if not department.published:
        fields["published"] = tuple(duty for duty in known if duty.date >= department.horizon.start)
    return Department.model_validate(fields)


def _exists(department: Department, duty: Assignment) -> bool:
    area = department.area_by_id.get(duty.area)
    return duty.person in department.person_by_id and area is not None and duty.shift in area.shifts


def _tails(department: Department, known: list[Assignment], begun: dt.date) -> list[Tail]:
    """A tail for everybody who has none, from the first day on of which something is known."""
    start = department.horizon.start
    if begun >= start:
        return []
    worked: defaultdict[str, list[Assignment]] = defaultdict(list)
    for duty in known:
        if begun <= duty.date < start:
            worked[duty.person].append(duty)
    told = {tail.person for tail in department.tails}
    people = (person.id for person in department.staff if person.id not in told)
    return [Tail(person=key, known_from=begun, assignments=tuple(worked[key])) for key in people]
