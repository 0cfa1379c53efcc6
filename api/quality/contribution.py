"""Units out of order lower what is asked for before a roster is made: listed outages, and quality control not done."""

from sqlalchemy.orm import Session

from api.quality import repository
from api.quality.control import QcLog, closed_by_log, equipment_of, tasks_of
from api.quality.demand import with_fewer_people
from api.quality.schemas import LogKind
from models.department import Department
from models.equipment import Equipment


def contribute(session: Session, department: Department) -> Department:
    """The department with one person less for each unit that stands still, hour by hour.

    Logs speak up to their last entry, and only of tasks that are on record at all: whoever keeps the log of one
    modality here closes no others. What a roster lacks for quality control is told by the report.
    """
    kept, _ = repository.equipment(session, department.id)
    entries = repository.logs(session, department.id, kinds=(LogKind.QC,)).qc
    if kept is None and not entries:
        return department
    equipment = _there(department, equipment_of(department) if kept is None else kept)
    horizon = department.horizon
    told = min(max((one.done_on for one in entries), default=horizon.start), horizon.end)
    if entries and told >= horizon.start:
        done = {one.task for one in entries}
        tasks = [task for task in tasks_of(department) if task.id in done]
        closed = closed_by_log(department, equipment, tasks, QcLog.of(entries), (horizon.start, told))
        equipment = equipment.with_outages(closed)
    return with_fewer_people(department, equipment) if equipment.outages else department


def _there(department: Department, equipment: Equipment) -> Equipment:
    """Without units of areas that the department does not have any more."""
    units = tuple(unit for unit in equipment.units if unit.area in department.area_by_id)
    names = {unit.id for unit in units}
    return Equipment(units=units, outages=tuple(one for one in equipment.outages if one.unit in names))
