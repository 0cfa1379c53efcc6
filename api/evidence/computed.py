"""The pack of a roster in force as of any date, made when it is asked for and kept nowhere."""

import datetime as dt

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.departments import repository as departments
from api.departments.papers import papers_from
from api.errors import ConflictError
from api.evidence.control import ControlRecord
from api.evidence.pack import Pack, make_pack
from api.quality import repository as quality
from api.quality.control import QcLog, equipment_of, tasks_of
from api.quality.schemas import LogKind
from api.rosters import reading
from api.rosters.repository import Held
from api.rosters.schemas import RosterState
from api.storage.database import Database
from models.department import Department


def computed(
    database: Database, caller: Caller, roster: str, as_of: dt.date, version: int | None = None
) -> tuple[Held, Pack]:
    """The pack of a version, as of a date, with the papers that the service had on record by the end of that day.

    What is on record of quality control is in it, too. The same roster, date and records give the same bytes.
    Raises `ConflictError` for a roster that nobody works by.
    """
    with database.read() as session:
        held = reading.held_by(session, caller, roster, version)
        if not RosterState(held.row.state).in_force:
            told = f"The roster {roster!r} is {held.row.state}: nobody works by it, so there is nothing to show."
            raise ConflictError(told, "Publish it, or name a roster in force.")
        department = _as_recorded(session, held.department, as_of)
        control = _control(session, department)
    return held, make_pack(department, held.roster, as_of=as_of, control=control)


def _as_recorded(session: Session, department: Department, as_of: dt.date) -> Department:
    """The roster's department with the papers of the version that was the newest when the day ended there."""
    over = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time(), department.horizon.tz)
    kept = departments.find_by(session, department.id, over)
    return department if kept is None else department.revised(**papers_from(kept.document, department))


def _control(session: Session, department: Department) -> ControlRecord | None:
    """Units, tasks and results on record; None where there are no results."""
    entries = quality.logs(session, department.id, kinds=(LogKind.QC,)).qc
    if not entries:
        return None
    kept, _ = quality.equipment(session, department.id)
    equipment = equipment_of(department) if kept is None else kept
    return ControlRecord.of(equipment, tasks_of(department), QcLog.of(entries))
