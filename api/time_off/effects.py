"""What time off does to rosters that staff see, by the checker and without a solver."""

from sqlalchemy.orm import Session

from api.rosters import repository as rosters
from api.rosters.tables import RosterRow
from api.time_off.repository import leave_of
from api.time_off.schemas import LostDuty, ReportedStatus, RosterEffect
from api.time_off.tables import TimeOffRow
from api.time_off.touched import duties_in, in_reach
from models.department import Department
from models.requests import TimeOff
from models.roster import Roster
from scheduler.loss import loss_of


def effects_of(session: Session, row: TimeOffRow, *, costs: bool) -> tuple[RosterEffect, ...]:
    """The effects of an absence that is approved or asked for; one per roster in which the person has duties then."""
    if not ReportedStatus(row.status).open:
        return ()
    leave = leave_of(row)
    touched = in_reach(session, row)
    made = [(one, rosters.read_newest(session, one)) for one in touched]
    session.close()  # SQLite writes nothing while somebody reads, and what follows takes long
    found = (_effect(one, parts, leave, costs=costs) for one, parts in made)
    return tuple(one for one in found if one is not None)


def _effect(row: RosterRow, made: tuple[Department, Roster], leave: TimeOff, *, costs: bool) -> RosterEffect | None:
    """None when no duty falls into it."""
    department, roster = made
    duties = duties_in(leave, department, roster)
    if not duties:
        return None
    loss = loss_of(department, roster, duties, leave)
    lost = tuple(
        LostDuty(date=duty.date, shift=duty.shift, area=duty.area, minutes=minutes)
        for duty, minutes in zip(duties, loss.minutes, strict=True)
    )
    return RosterEffect(
        roster=row.id, version=row.version, duties=lost, hole_change=sum(loss.minutes), broken=loss.broken,
        cost_change=loss.cost if costs else None,
    )  # fmt: skip
