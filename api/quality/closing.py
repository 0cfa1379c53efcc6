"""Closing units for quality control that was not done, or for which a roster has nobody: outages put into equipment."""

from collections.abc import Iterable, Iterator

from api.audit.change import changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import ConflictError
from api.quality import repository
from api.quality.control import QcLog, closed_by_log, closed_by_roster, equipment_of, tasks_of
from api.quality.schemas import ClosedUnits, CloseUnits, LogKind
from api.rosters import reading
from api.storage.database import Database
from api.storage.versions import require_version
from models.department import Department
from models.equipment import Equipment, Outage
from models.quality import QcEntry
from models.roster import Roster


def close(
    database: Database, caller: Caller, department: str, order: CloseUnits, *, expected: int | None, why: str = ""
) -> ClosedUnits:
    """Put outages that are not there yet into the equipment; with `dry_run` only tell them.

    Raises `ConflictError` for a roster of another department.
    """
    caller.require_department(department)
    caller.require_every_area(f"The equipment of {department!r}")
    with changing(database, actor=caller.id, why=why) as change:
        session = change.session
        place, roster = departments.find(session, department).document, None
        kept, version = repository.equipment(session, department)
        if order.roster is not None:
            held = reading.held_by(session, caller, order.roster)
            if held.row.department != department:
                told = f"The roster {order.roster!r} is of {held.row.department!r}."
                raise ConflictError(told, f"Name one of {department!r}.")
            place, roster = held.department, held.roster
        equipment = equipment_of(place) if kept is None else kept
        entries = repository.logs(session, department, kinds=(LogKind.QC,)).qc
        there = {(one.unit, one.start, one.end) for one in equipment.outages}
        found = tuple(
            one for one in _closings(place, equipment, entries, roster) if (one.unit, one.start, one.end) not in there
        )
        if order.dry_run or not found:
            change.idle = True
            return ClosedUnits(department=department, version=version, outages=found)
        if kept is not None:
            require_version(f"The equipment of {department!r}", actual=version, expected=expected)
        now = repository.keep_equipment(change, department, equipment.with_outages(found))
        change.record(
            "equipment.closed", department, department=department, before={"version": version},
            after={"version": now, "outages": len(found), "roster": order.roster},
        )  # fmt: skip
    return ClosedUnits(department=department, version=now, outages=found)


def _closings(
    place: Department, equipment: Equipment, entries: Iterable[QcEntry], roster: Roster | None
) -> Iterator[Outage]:
    """By the log up to its last entry, of tasks that are on record at all; by the roster on the days after it."""
    entries, horizon, tasks = list(entries), place.horizon, tasks_of(place)
    told = max((one.done_on for one in entries), default=None)
    if told is not None and told >= horizon.start:
        done = {one.task for one in entries}
        mine, span = [task for task in tasks if task.id in done], (horizon.start, min(told, horizon.end))
        yield from closed_by_log(place, equipment, mine, QcLog.of(entries), span)
    if roster is not None:
        ahead = closed_by_roster(place, roster, equipment, tasks)
        yield from (one for one in ahead if told is None or one.start.date() > told)
