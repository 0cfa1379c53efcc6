"""A roster's department as it is known by now: what was decided since, so that nobody trades into what they may not."""

from sqlalchemy.orm import Session

from api.departments import repository as departments
from api.departments.papers import papers_from
from api.time_off.contribution import contribute
from models.department import Department
from models.requests import Restriction


def as_known_now(session: Session, department: Department) -> Department:
    """The department that a roster was made for, with the papers, restrictions and approved time off of today.

    Everything else, shifts, rules and pay, stays as it was when the roster was made.
    """
    current = departments.find(session, department.id).document
    barred = (_within(department, one) for one in current.restrictions if one.person in department.person_by_id)
    fresh = department.revised(
        **papers_from(current, department),
        restrictions=(*department.restrictions, *(one for one in barred if one is not None)),
    )
    return contribute(session, fresh)


def _within(department: Department, barred: Restriction) -> Restriction | None:
    areas = tuple(area for area in barred.areas if area in department.area_by_id)
    return barred.revised(areas=areas) if areas else None
