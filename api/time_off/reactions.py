"""A roster that was made before somebody's time off was approved is not published over it."""

from api.audit.change import Change
from api.audit.events import Event
from api.errors import ConflictError
from api.rosters import repository as rosters
from api.time_off.contribution import contribute
from api.time_off.effects import falls_into
from scheduler.verify import verify


def react(change: Change, event: Event) -> None:
    """Refuse to publish a roster that the department's rules forbid by now; raises `ConflictError`."""
    if event.action != "roster.published":
        return
    held = rosters.held(change.session, event.subject)
    department = contribute(change.session, held.department)
    clash = next(
        ((duty, leave) for duty in held.roster.assignments for leave in department.time_off if falls_into(duty, leave)),
        None,
    )
    if clash is not None and verify(department, held.roster).broken:
        duty, leave = clash
        name = department.person_by_id[duty.person].label
        told = f"{name} works {duty.shift} in {duty.area} on {duty.date} and is off from {leave.start} to {leave.end}."
        raise ConflictError(told, "Edit those cells, or generate the roster anew.")
