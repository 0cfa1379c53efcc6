"""Departments in the database."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from api.audit.events import digest
from api.departments.schemas import DepartmentSummary, DepartmentVersion
from api.departments.tables import DepartmentRow, DepartmentVersionRow
from api.errors import NotFoundError
from models.department import Department, read_department

REMEMBERED = 16
"""Documents: some megabytes each for a hundred people."""


@dataclass(frozen=True)
class Kept:
    """A document as it is kept, with the version that it is."""

    id: str
    version: int
    text: str

    @property
    def document(self) -> Department:
        """The document, read; once in this process, since a version never changes."""
        return _read(self.id, self.version, self.text)


@lru_cache(maxsize=REMEMBERED)
def _read(department: str, version: int, text: str) -> Department:
    return read_department(text, f"department {department}, version {version}")


def find(session: Session, department: str, version: int | None = None) -> Kept:
    """A department's document, the newest unless a version is named; raises `NotFoundError`."""
    row = session.get(DepartmentRow, department)
    if row is None:
        raise NotFoundError.of("department", department)
    wanted = row.version if version is None else version
    found = session.get(DepartmentVersionRow, (department, wanted), options=[undefer(DepartmentVersionRow.document)])
    if found is None:
        raise NotFoundError(f"The department {department!r} has no version {wanted}.")
    return Kept(department, wanted, found.document)


def find_by(session: Session, department: str, moment: dt.datetime) -> Kept | None:
    """The document that was the newest at a moment; None when there was none yet."""
    chosen = select(DepartmentVersionRow).where(
        DepartmentVersionRow.department == department, DepartmentVersionRow.made_at < moment
    )
    newest = chosen.order_by(DepartmentVersionRow.version.desc()).limit(1)
    found = session.scalars(newest.options(undefer(DepartmentVersionRow.document))).first()
    return None if found is None else Kept(department, found.version, found.document)


def version_of(session: Session, department: str) -> int | None:
    """The version that a department has now; None when there is none of that id."""
    row = session.get(DepartmentRow, department)
    return None if row is None else row.version


def store(session: Session, document: Department, *, at: dt.datetime, by: str) -> DepartmentVersion:
    """Keep a document as the next version of its department."""
    row = session.get(DepartmentRow, document.id)
    if row is None:
        row = DepartmentRow(id=document.id, name=document.name, version=0, changed_at=at)
        session.add(row)
        session.flush()
    row.name, row.version, row.changed_at = document.name, row.version + 1, at
    text = document.model_dump_json(exclude_defaults=True)
    made = DepartmentVersionRow(
        department=row.id, version=row.version, document=text, digest=digest(text), made_at=at, made_by=by
    )
    session.add(made)
    return _version(made)


def summaries(session: Session, *, after: str, limit: int, known: tuple[str, ...] | None) -> list[DepartmentSummary]:
    """Departments in order of their ids; only those `known` when some are named."""
    chosen = select(DepartmentRow).where(DepartmentRow.id > after).order_by(DepartmentRow.id).limit(limit)
    if known is not None:
        chosen = chosen.where(DepartmentRow.id.in_(known))
    return [
        DepartmentSummary(id=row.id, name=row.name, version=row.version, changed_at=row.changed_at)
        for row in session.scalars(chosen)
    ]


def versions(session: Session, department: str, *, before: int | None, limit: int) -> list[DepartmentVersion]:
    """A department's versions, newest first, below `before` when it is given."""
    chosen = select(DepartmentVersionRow).where(DepartmentVersionRow.department == department)
    if before is not None:
        chosen = chosen.where(DepartmentVersionRow.version < before)
    rows = session.scalars(chosen.order_by(DepartmentVersionRow.version.desc()).limit(limit))
    return [_version(row) for row in rows]


def _version(row: DepartmentVersionRow) -> DepartmentVersion:
    return DepartmentVersion(version=row.version, digest=row.digest, made_at=row.made_at, made_by=row.made_by)
