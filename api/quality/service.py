"""Equipment, logs and the report of a department that is kept."""

import datetime as dt
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import VersionConflictError
from api.exchange.tables import table_of
from api.quality import repository
from api.quality.control import equipment_of, tasks_of
from api.quality.logs import Known, Logs, read_log_of
from api.quality.report import Plant, QualityReport, report_of
from api.quality.schemas import LogImport, LogKind, LogOutcome, LogRow, StoredEquipment
from api.rosters import reading
from api.storage.database import Database
from api.storage.versions import require_version
from models.department import Department
from models.equipment import Equipment
from models.errors import UnknownReferenceError
from models.quality import QcEntry
from models.roster import Roster

BODY: Final = Path("body.csv")
"""What messages call a log that came with a request."""


def equipment(database: Database, caller: Caller, department: str) -> tuple[Equipment, int]:
    """Units and outages with their version; one unit for each area, version 0, where none were put."""
    caller.require_department(department)
    with database.read() as session:
        place = departments.find(session, department).document
        kept, version = repository.equipment(session, department)
    return (equipment_of(place) if kept is None else kept), version


def put_equipment(
    database: Database, caller: Caller, department: str, content: Equipment, *, expected: int | None, why: str = ""
) -> StoredEquipment:
    """Put units and outages in the place of those that were there; rosters ordered from now on ask for fewer people.

    Raises `UnknownReferenceError` for a unit in an area that the department does not have.
    """
    caller.require_department(department)
    caller.require_every_area(f"The equipment of {department!r}")
    with changing(database, actor=caller.id, why=why) as change:
        place = departments.find(change.session, department).document
        for number, unit in enumerate(content.units):
            if unit.area not in place.area_by_id:
                raise UnknownReferenceError.near(f"body.units[{number}].area", "area", unit.area, place.area_by_id)
        before, version = repository.equipment(change.session, department)
        what = f"The equipment of {department!r}"
        if before is not None:
            require_version(what, actual=version, expected=expected)
        elif expected is not None:
            raise VersionConflictError(f"{what} was never put.", "Leave out If-Match.")
        if before == content:
            change.idle = True
        else:
            now = repository.keep_equipment(change, department, content)
            change.record(
                "equipment.stored", department, department=department,
                before=None if before is None else {"version": version},
                after={"version": now, "units": len(content.units), "outages": len(content.outages)},
            )  # fmt: skip
            version = now
    return StoredEquipment(
        department=department, version=version, units=len(content.units), outages=len(content.outages)
    )


def log_control(database: Database, caller: Caller, department: str, entry: QcEntry, *, why: str = "") -> LogOutcome:
    """Put one result of quality control on record."""
    caller.require_department(department)
    with database.read() as session:
        place, plant = _plant(session, department)
    known = Known.of(place, plant.equipment, plant.tasks)
    for column, value, ids in (("task", entry.task, known.tasks), ("unit", entry.unit, known.units)):
        if value not in ids:
            raise UnknownReferenceError.near(f"body.{column}", column, value, ids)
    area = next(unit.area for unit in plant.equipment.units if unit.id == entry.unit)
    caller.require_area(area, f"The quality control of {entry.unit}")
    return _keep(database, caller, department, Logs(qc=[entry]), why)


def import_log(database: Database, caller: Caller, department: str, given: LogImport, *, why: str = "") -> LogOutcome:
    """Put the rows of a log on record, all of them or, when lenient, those that make sense.

    Raises `FormatError` naming rows and columns.
    """
    caller.require_department(department)
    caller.require_every_area(f"A log of {department!r}")
    with database.read() as session:
        place, plant = _plant(session, department)
    found = Logs()
    table, known = table_of(given.csv.encode(), BODY), Known.of(place, plant.equipment, plant.tasks)
    read_log_of(table, BODY, known, found, strict=not given.lenient)
    return _keep(database, caller, department, found, why)


def listed(
    database: Database, caller: Caller, department: str, *, before: str, limit: int, kind: LogKind | None
) -> list[LogRow]:
    """Rows on record, those put there last first."""
    caller.require_department(department)
    with database.read() as session:
        departments.find(session, department)
        return repository.listed(session, department, before=before, limit=limit, kind=kind)


def report(
    database: Database, caller: Caller, department: str, *, until: dt.date | None, roster: str | None
) -> QualityReport:
    """The report of everything on record, with a roster's figures and closings to come where one is named."""
    caller.require_department(department)
    with database.read() as session:
        place, plant = _plant(session, department)
        logs = repository.logs(session, department)
        duties: Roster | None = None
        if roster is not None:
            held = reading.held_by(session, caller, roster)
            place, duties = held.department, held.roster
    return report_of(place, logs, plant, roster=duties, until=until)


def _plant(session: Session, department: str) -> tuple[Department, Plant]:
    place = departments.find(session, department).document
    kept, _ = repository.equipment(session, department)
    return place, Plant(equipment_of(place) if kept is None else kept, tasks_of(place))


def _keep(database: Database, caller: Caller, department: str, given: Logs, why: str) -> LogOutcome:
    with changing(database, actor=caller.id, why=why) as change:
        added, known = repository.add(change, department, given)
        if added:
            change.record("quality.logged", department, department=department, after={"rows": added})
        else:
            change.idle = True
    return LogOutcome(added=added, known=known, refused=tuple(given.refused))
