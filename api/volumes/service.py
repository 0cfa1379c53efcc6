"""Bringing exam counts in, and taking them from the record."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.exchange.columns import named
from api.exchange.tables import table_of
from api.exchange.volumes import VolumesRead, volumes_of
from api.storage.database import Database
from api.volumes import repository
from api.volumes.repository import Difference
from api.volumes.schemas import RefusedLine, RemovedVolumes, VolumesOutcome, VolumesSummary
from models.errors import FormatError, InputError

BODY: Final = Path("body")
"""What messages call a table that came with a request."""
MOST_DAYS: Final = 40_000
"""Days of areas in one import."""
OWN: Final = {"date": "start", "area": "area", "source": "source", "count": "exams"}
"""Columns of radroster's own tables by the part that they play: one day's counts are too few to guess it from."""
BINARY: Final = (b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""How files begin that have to be unpacked: a small one may hold a very large one."""


@dataclass(frozen=True)
class Reading:
    """How a table is to be read."""

    columns: tuple[str, ...] = ()
    """Such as ``date=Day,count=Exams``; what is not named is guessed."""
    lenient: bool = False
    dry_run: bool = False


def bring(
    database: Database, caller: Caller, department: str, content: bytes, how: Reading, *, why: str = ""
) -> VolumesOutcome:
    """Keep the counts of a table: each day of an area in it takes the place of what was on record of that day.

    Raises `FormatError` naming rows and columns, `InputError` where counts are by the day and those on record by the
    hour.
    """
    caller.require_department(department)
    caller.require_every_area(f"The exam counts of {department!r}")
    with database.read() as session:
        zone = departments.find(session, department).document.horizon.zone
    read = _read(content, how, zone)
    given = repository.counts_of(read.volumes)
    if len(given) > MOST_DAYS:
        raise InputError(str(BODY), f"counts {len(given)} days of areas.", f"Send at most {MOST_DAYS} at once.")
    if how.dry_run:
        with database.read() as session:
            return _outcome(department, read, _fitting(session, department, read, given), dry_run=True)
    with changing(database, actor=caller.id, why=why) as change:
        found = _fitting(change.session, department, read, given)
        repository.keep(change, department, given, found)
        done = _outcome(department, read, found, dry_run=False)
        if found.added or found.changed:
            told = done.model_dump(mode="json", include={"rows", "exams", "first", "last", "added", "changed"})
            change.record("volumes.imported", department, department=department, after=told)
        else:
            change.idle = True
    return done


def summary(database: Database, caller: Caller, department: str) -> VolumesSummary:
    """What is on record of a department."""
    caller.require_department(department)
    with database.read() as session:
        departments.find(session, department)
        hourly, areas = repository.summary(session, department)
    return VolumesSummary(department=department, hourly=hourly, areas=areas)


def remove(
    database: Database, caller: Caller, department: str, *, area: str | None, first: dt.date | None,
    last: dt.date | None, why: str = "",
) -> RemovedVolumes:  # fmt: skip
    """Take days from the record: of one area or all, from `first` to `last`, or all there are."""
    caller.require_department(department)
    caller.require_every_area(f"The exam counts of {department!r}")
    with changing(database, actor=caller.id, why=why) as change:
        departments.find(change.session, department)
        removed = repository.remove(change.session, department, area=area, first=first, last=last)
        if removed:
            days = {"first": None if first is None else str(first), "last": None if last is None else str(last)}
            told = {"removed": removed, "area": area} | days
            change.record("volumes.removed", department, department=department, before=told)
        else:
            change.idle = True
    return RemovedVolumes(removed=removed)


def _read(content: bytes, how: Reading, zone: str) -> VolumesRead:
    if content.startswith(BINARY):
        raise FormatError(str(BODY), "is packed.", "Send CSV or lines of JSON as plain text.")
    table = table_of(content, BODY)
    own = {role: name for role, name in OWN.items() if name in table.columns}
    columns = (own if len(own) == len(OWN) else {}) | named(how.columns, "columns")
    return volumes_of(table, BODY, columns, strict=not how.lenient, zone=zone)


def _fitting(session: Session, department: str, read: VolumesRead, given: dict[repository.AreaDay, str]) -> Difference:
    found = repository.difference(session, department, given)
    if found.others_are not in {None, read.volumes.hourly}:
        by = {True: "hour", False: "day"}
        told = (
            f"counts by the {by[read.volumes.hourly]}; what is on record counts by the {by[not read.volumes.hourly]}."
        )
        raise InputError(str(BODY), told, "Send counts of one kind, or take the others from the record first.")
    return found


def _outcome(department: str, read: VolumesRead, found: Difference, *, dry_run: bool) -> VolumesOutcome:
    volumes = read.volumes
    refused = tuple(RefusedLine(line=one.row, column=one.column, problem=one.problem) for one in read.refused)
    return VolumesOutcome(
        department=department, dry_run=dry_run, columns=read.columns, rows=read.rows,
        exams=float(volumes.table["exams"].sum()), hourly=volumes.hourly, first=volumes.first, last=volumes.last,
        added=len(found.added), changed=len(found.changed), unchanged=found.unchanged, left_out=dict(read.left_out),
        refused=refused,
    )  # fmt: skip
