"""A roster that was made before somebody's time off was approved is not published over it."""

from api.audit.change import Change
from api.audit.events import Event
from api.errors import ConflictError
from api.rosters import repository as rosters
from api.time_off.contribution import contribute
from api.time_off.touched import duties_in
from api.views.absence import span_of
from models.requests import TimeOffStatus
from scheduler.verify import verify


def react(change: Change, event: Event) -> None:
    """Refuse to publish a roster that the department's rules forbid by now; raises `ConflictError`."""
    if event.action != "roster.published":
        return
    held = rosters.held(change.session, event.subject)
    department = contribute(change.session, held.department)
    clash = next(
        (
            (duty, leave)
            for leave in department.time_off
            if leave.status is TimeOffStatus.APPROVED
            for duty in duties_in(leave, department, held.roster)
        ),
        None,
    )
    if clash is not None and verify(department, held.roster).broken:
        duty, leave = clash
        name = department.person_by_id[duty.person].label
        told = f"{name} works {duty.shift} in {duty.area} on {duty.date} and is off {span_of(leave)}."
        raise ConflictError(told, "Edit those cells, or generate the roster anew.")
