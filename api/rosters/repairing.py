"""Having a roster in force repaired: the same days solved again, with a price on everything that would change.

A repair begins from what staff know, less what nobody can do any more, and leaves the days that are over alone. What
comes of it is a candidate like any other: somebody looks at it and publishes it, or not.
"""

import datetime as dt

from api.audit.change import Change
from api.rosters.generating import begin, with_locks
from api.rosters.repository import Held
from api.rosters.schemas import Cell, GeneratedRoster, GenerateRoster
from models.department import Department
from models.policy import Level, PolicyItem
from models.requests import Assignment

SECONDS = 30.0
"""How long a repair is searched for."""
PER_CELL, PER_PERSON = 5000, 10000
"""Cents that a changed cell and a person with any change cost, where the department's policy has no such price."""
FAMILY = "stability"


def begin_repair(change: Change, held: Held, department: Department, lost: frozenset[Assignment]) -> GeneratedRoster:
    """Begin to repair a roster, by what its department has become, without the duties that are lost."""
    left = tuple(duty for duty in held.roster.assignments if duty not in lost)
    remaining = held.roster.model_copy(update={"assignments": left})
    gone = {(duty.person, duty.date) for duty in lost}
    priced = department.revised(
        published=held.roster.assignments,
        policy=(*department.policy, *_price(department)),
        pins=tuple(pin for pin in department.pins if (pin.person, pin.date) not in gone),
    )
    over = change.at.astimezone(department.horizon.tz).date()
    days = [held.roster.start + dt.timedelta(days=day) for day in range(held.roster.days)]
    done = {Cell(person=one.id, date=day) for one in department.staff for day in days if day < over}
    stay = held.locks - {Cell(person=who, date=day) for who, day in gone}
    locked = with_locks(priced, remaining, stay | done)
    order = GenerateRoster(
        department=department.id, base=held.row.id, seconds=SECONDS, workers=1, priority=9,
        label=f"Repair of {held.row.id}",
    )  # fmt: skip
    return begin(change, locked, order, version=held.row.department_version)


def _price(department: Department) -> tuple[PolicyItem, ...]:
    if any(item.family == FAMILY for item in department.policy):
        return ()
    return (
        PolicyItem(
            id="repair-stability", family=FAMILY, title="What staff know already stays as it is",
            level=Level.PRICED, price=PER_CELL, limits={"per_person": PER_PERSON},
        ),
    )  # fmt: skip
