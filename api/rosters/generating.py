"""Having a roster made: an order becomes a draft and a job, in one transaction."""

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.departments.composition import composed
from api.errors import ConflictError
from api.idempotency.once import ANY_TIME, Once, once
from api.jobs import queue
from api.rosters import repository
from api.rosters.repository import Held
from api.rosters.schemas import Cell, GeneratedRoster, GenerateRoster
from api.storage.database import Database
from models.department import Department
from models.errors import InputError
from models.requests import Pin
from models.roster import Roster

KIND = "roster.generate"


def generate(
    database: Database, caller: Caller, order: GenerateRoster, *, asked: Once = ANY_TIME, why: str = ""
) -> GeneratedRoster:
    """Begin to make a roster; the same request again is answered with the one that was begun."""
    caller.require_department(order.department)
    with changing(database, actor=caller.id, why=why) as change:
        return once(change, asked, GeneratedRoster, lambda: _begin(change, order))


def _begin(change: Change, order: GenerateRoster) -> GeneratedRoster:
    department, version = composed(change.session, order.department, order.version)
    base = None if order.base is None else _base(change.session, order.base, department)
    if base is not None:
        department = with_locks(department, base.roster, base.locks)
    return begin(change, department, order, version=version)


def begin(change: Change, department: Department, order: GenerateRoster, *, version: int) -> GeneratedRoster:
    """Begin to make a roster for a department that is composed already, from a version of its document."""
    row = repository.add(change, department, version=version, label=order.label)
    wanted: dict[str, JsonValue] = order.model_dump(mode="json", include={"seconds", "seed", "workers", "base"})
    job = queue.submit(
        change, kind=KIND, subject=row.id, department=row.department, order=wanted, priority=order.priority
    )
    row.job = job.id
    wanted |= {"job": job.id, "department_version": version}
    change.record("roster.ordered", row.id, department=row.department, after=wanted)
    return GeneratedRoster(roster=row.id, job=job.id)


def with_locks(department: Department, roster: Roster, locks: frozenset[Cell]) -> Department:
    """The department with a pin for every locked cell; a pin that the document has already goes before."""
    pinned = {(pin.person, pin.date) for pin in department.pins}
    duties = {(one.person, one.date): one for one in roster.assignments}
    pins = []
    for cell in sorted(locks, key=lambda one: (one.person, one.date)):
        place = (cell.person, cell.date)
        if place not in pinned and cell.person in department.person_by_id:
            duty = duties.get(place)
            shift, area = (duty.shift, duty.area) if duty else (None, None)
            pins.append(Pin(person=cell.person, date=cell.date, shift=shift, area=area))
    fields = {name: getattr(department, name) for name in Department.model_fields}
    return Department.model_validate(fields | {"pins": (*department.pins, *pins)})


def _base(session: Session, roster: str, department: Department) -> Held:
    held = repository.held(session, roster)
    row, horizon = held.row, department.horizon
    if row.department != department.id:
        raise InputError("body.base", f"is a roster of {row.department}.", f"Name one of {department.id}.")
    if (row.start, row.days) != (horizon.start, horizon.days):
        told = f"The roster {roster!r} is of {row.days} days from {row.start}, the department's horizon is another."
        raise ConflictError(told, "Name a roster of the same days, or none.")
    return held
