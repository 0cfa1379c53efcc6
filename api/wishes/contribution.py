"""Wishes become part of a department before a roster is made for it."""

from sqlalchemy.orm import Session

from api.wishes import repository
from api.wishes.repository import Days
from models.department import Department
from models.requests import Wish


def contribute(session: Session, department: Department) -> Department:
    """The department with the wishes of its staff for the days of its horizon.

    One that its document says itself goes before, and one for a shift or an area that is no longer there is left out.
    """
    days = Days(department.horizon.start, department.horizon.end)
    known = {(one.person, one.date) for one in department.wishes}
    found = (repository.wish_of(row) for row in repository.standing(session, department.id, days))
    added = tuple(one for one in found if (one.person, one.date) not in known and can_come_true(department, one))
    return department.revised(wishes=(*department.wishes, *added)) if added else department


def can_come_true(department: Department, wish: Wish) -> bool:
    """Whether the department has the person, the shift and the area."""
    area = None if wish.area is None else department.area_by_id.get(wish.area)
    somewhere = department.shift_by_id if wish.area is None else () if area is None else area.shifts
    there = wish.area is None or area is not None
    return wish.person in department.person_by_id and there and (wish.shift is None or wish.shift in somewhere)
