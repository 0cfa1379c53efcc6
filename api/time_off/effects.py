"""What time off does to rosters that staff see, by the checker and without a solver."""

from sqlalchemy.orm import Session

from api.rosters import repository as rosters
from api.rosters.repository import Held
from api.time_off.repository import leave_of
from api.time_off.schemas import LostDuty, ReportedStatus, RosterEffect
from api.time_off.tables import TimeOffRow
from models.policy import Level
from models.requests import Assignment, TimeOff
from models.roster import Roster
from scheduler.rulebook import bind
from scheduler.verify import verify


def effects_of(session: Session, row: TimeOffRow, *, costs: bool) -> tuple[RosterEffect, ...]:
    """The effects of an absence that is approved or asked for; one per roster in which the person has duties then."""
    if not ReportedStatus(row.status).open:
        return ()
    leave, found = leave_of(row), []
    days = (leave.end - leave.start).days + 1
    for one in rosters.in_force(session, row.department, start=leave.start, days=days):
        held = rosters.held(session, one.id)
        duties = [duty for duty in held.roster.assignments if falls_into(duty, leave)]
        if duties:
            found.append(_effect(held, leave, sorted(duties, key=lambda duty: duty.date), costs=costs))
    return tuple(found)


def falls_into(duty: Assignment, leave: TimeOff) -> bool:
    """Whether the duty is the person's and begins on a day off."""
    return duty.person == leave.person and leave.start <= duty.date <= leave.end


def _effect(held: Held, leave: TimeOff, duties: list[Assignment], *, costs: bool) -> RosterEffect:
    department = held.department.revised(time_off=(*held.department.time_off, leave))
    bound = bind(department)
    at = {level: [one for one in bound if one[1].item.level is level] for level in Level}
    cover, priced = at[Level.COVERAGE], at[Level.PRICED] if costs else []
    kept = verify(department, held.roster, bound=[*at[Level.HARD], *cover, *priced])
    left, holes, lost = held.roster, kept.holes, []
    for duty in duties:
        left = _without(left, duty)
        now = verify(department, left, bound=cover).holes
        lost.append(LostDuty(date=duty.date, shift=duty.shift, area=duty.area, minutes=now - holes))
        holes = now
    return RosterEffect(
        roster=held.row.id, version=held.row.version, duties=tuple(lost), hole_change=holes - kept.holes,
        broken=sum(one.level is Level.HARD and one.person == leave.person for one in kept.violations),
        cost_change=verify(department, left, bound=priced).cost - kept.cost if costs else None,
    )  # fmt: skip


def _without(roster: Roster, duty: Assignment) -> Roster:
    return roster.model_copy(update={"assignments": tuple(one for one in roster.assignments if one != duty)})
