"""Posting duties as open, and listing what is open to whom."""

import datetime as dt

from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.auth.rights import Right
from api.errors import ConflictError, ForbiddenError, NotFoundError
from api.open_shifts import repository
from api.open_shifts.holes import Openings, filling
from api.open_shifts.schemas import NewPost, OpenDuty, OpenShift, OpenShifts, Post
from api.rosters import reading
from api.rosters.repository import Held
from api.self_service import trades
from api.self_service.people import own_person
from api.self_service.present import as_known_now
from api.self_service.trial import begins_at
from api.storage.database import Database
from models.department import Department
from models.errors import InputError, UnknownReferenceError
from models.policy import Level
from scheduler.rulebook import bind
from scheduler.verify import verify


def post(database: Database, caller: Caller, wanted: NewPost, *, why: str = "") -> Post:
    """Ask for people on a duty of a roster in force."""
    with changing(database, actor=caller.id, why=why) as change:
        held = in_force(change.session, caller, wanted.roster)
        caller.require_area(wanted.area, "The duty")
        require_to_come(held.department, wanted, now=change.at)
        row = repository.add_post(change, held.row.department, wanted)
        told = repository.shown_post(row)
        change.record(
            "open_shift.posted", row.id, department=row.department, after=told.model_dump(mode="json", exclude={"id"})
        )
        return told


def close(database: Database, caller: Caller, post: str, *, why: str = "") -> Post:
    """Take a post back."""
    with changing(database, actor=caller.id, why=why) as change:
        row = repository.post_of(change.session, post)
        if not caller.knows(row.department):
            raise NotFoundError.of("open shift", post)
        caller.require_area(row.area, f"The post {row.id}")
        if row.closed_at is not None:
            change.idle = True
            return repository.shown_post(row)
        row.closed_at = change.at
        change.record("open_shift.closed", row.id, department=row.department, before={"people": row.people})
    return repository.shown_post(row)


def listed(database: Database, caller: Caller, roster: str, *, person: str | None) -> OpenShifts:
    """What is open in a roster: to one person whom no rule forbids it, or at all."""
    now = dt.datetime.now(dt.UTC)
    with database.read() as session:
        held = in_force(session, caller, roster)
        who = _whom(caller, held, person)
        department = as_known_now(session, held.department)
        shifts = [
            one for one in _open(session, held, department) if begins_at(department, one.date, one.shift) > now
        ]  # fmt: skip
    if who is not None:
        openings = Openings(department, held.roster, who)
        found = ((one, openings.minutes(duty_of(one))) for one in shifts)
        shifts = [
            one.revised(minutes=minutes) for one, minutes in found if minutes is not None and (minutes > 0 or one.post)
        ]
    return OpenShifts(roster=held.row.id, version=held.kept.version, person=who, shifts=tuple(shifts))


def in_force(session: Session, caller: Caller, roster: str) -> Held:
    """A roster that staff see; raises `NotFoundError`, or `ConflictError` for whoever may see others too."""
    held = reading.held_by(session, caller, roster)
    trades.require_in_force(held)
    return held


def duty_of(shift: OpenShift) -> OpenDuty:
    """The duty that is open."""
    return OpenDuty(date=shift.date, shift=shift.shift, area=shift.area)


def require_to_come(department: Department, duty: OpenDuty, *, now: dt.datetime) -> dt.datetime:
    """When a duty begins; raises `InputError` for one that the department has not, `ConflictError` for a past one."""
    horizon, area = department.horizon, department.area_by_id.get(duty.area)
    if not horizon.start <= duty.date <= horizon.end:
        told = f"{duty.date} is not between {horizon.start} and {horizon.end}."
        raise InputError("body.date", told, "Name a day of the roster.")
    if area is None:
        raise UnknownReferenceError.near("body.area", "area", duty.area, department.area_by_id)
    if duty.shift not in area.shifts:
        raise UnknownReferenceError.near("body.shift", "shift", duty.shift, area.shifts)
    first = begins_at(department, duty.date, duty.shift)
    if first <= now:
        raise ConflictError(f"{duty.shift} on {duty.date} has begun.", "Only what is still to come is open.")
    return first


def _whom(caller: Caller, held: Held, person: str | None) -> str | None:
    own = own_person(caller, held.row.department)
    wanted = own if person is None and not trades.sees_all(caller) else person
    if wanted is None and trades.sees_all(caller):
        return None
    if wanted is None or (wanted != own and not caller.may(Right.READ_ROSTERS)):
        raise ForbiddenError(f"What is open to {wanted or 'nobody'} is not for {caller.id}.", "Ask for your own.")
    if wanted not in held.department.person_by_id:
        raise UnknownReferenceError.near("person", "staff", wanted, held.department.person_by_id)
    return wanted


def _open(session: Session, held: Held, department: Department) -> list[OpenShift]:
    """Duties over holes, and duties that are posted, in order of days."""
    cover = [one for one in bind(department) if one[1].item.level is Level.COVERAGE]
    holes = filling(department, verify(department, held.roster, bound=cover))
    rows = {repository.duty_of(row): row for row in reversed(repository.posts(session, held.row.id))}
    found = []
    for duty in sorted(holes.keys() | rows.keys(), key=lambda one: (one.date, one.area, one.shift)):
        row, minutes = rows.get(duty), holes.get(duty, 0)
        one = OpenShift(date=duty.date, shift=duty.shift, area=duty.area, minutes=minutes)
        found.append(one if row is None else one.revised(post=row.id, people=row.people, note=row.note))
    return found
