"""What time off does to rosters that staff see, by the checker and without a solver."""

from sqlalchemy.orm import Session

from api.rosters import repository as rosters
from api.rosters.checked import checked
from api.rosters.repository import Held
from api.time_off.repository import leave_of
from api.time_off.schemas import LostDuty, ReportedStatus, RosterEffect
from api.time_off.tables import TimeOffRow
from models.department import Department
from models.policy import Level
from models.requests import Assignment, TimeOff
from models.roster import Roster
from scheduler.rulebook import bind
from scheduler.verify import verify


def effects_of(session: Session, row: TimeOffRow, *, costs: bool) -> tuple[RosterEffect, ...]:
    """The effects of an absence that is approved or asked for; one per roster in which the person has duties then."""
    if not ReportedStatus(row.status).open:
        return ()
    leave = leave_of(row)
    days = (leave.end - leave.start).days + 1
    touched = rosters.in_force(session, row.department, start=leave.start, days=days)
    found = (_effect(rosters.held(session, one.id), leave, costs=costs) for one in touched)
    return tuple(one for one in found if one is not None)


def falls_into(duty: Assignment, leave: TimeOff) -> bool:
    """Whether the duty is the person's and begins on a day off."""
    return duty.person == leave.person and leave.start <= duty.date <= leave.end


def _effect(held: Held, leave: TimeOff, *, costs: bool) -> RosterEffect | None:
    """None when the person has no duty on those days. Only the person's own line is read anew, and the cover."""
    before = checked(held.row.id, held.row.document, held.kept.duties)
    duties = sorted((duty for duty in before.roster.assignments if falls_into(duty, leave)), key=lambda duty: duty.date)
    if not duties:
        return None
    department = _with(before.department, leave)
    bound, person = bind(department), {leave.person}
    at = {level: [one for one in bound if one[1].item.level is level] for level in Level}
    left, holes, lost = before.roster, before.verdict.holes, []  # cover counts duties, and knows nothing of time off
    for duty in duties:
        left = _without(left, duty)
        now = verify(department, left, bound=at[Level.COVERAGE], only=person).holes
        lost.append(LostDuty(date=duty.date, shift=duty.shift, area=duty.area, minutes=now - holes))
        holes = now

    def cost(roster: Roster) -> int:
        return verify(department, roster, bound=at[Level.PRICED], only=person).cost

    hard = verify(department, before.roster, bound=at[Level.HARD], only=person).violations
    return RosterEffect(
        roster=held.row.id, version=held.row.version, duties=tuple(lost), hole_change=holes - before.verdict.holes,
        broken=sum(one.person == leave.person for one in hard),
        cost_change=cost(left) - cost(before.roster) if costs else None,
    )  # fmt: skip


def _with(department: Department, leave: TimeOff) -> Department:
    """The department with one more absence, and all that was derived from it: nothing of that is about time off."""
    revised = department.revised(time_off=(*department.time_off, leave))
    revised.memo.update(department.memo)
    return revised


def _without(roster: Roster, duty: Assignment) -> Roster:
    return roster.model_copy(update={"assignments": tuple(one for one in roster.assignments if one != duty)})
