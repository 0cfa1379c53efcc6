"""Keeping departments: checked, versioned, and never overwritten unseen."""

from collections.abc import Callable

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.departments import repository
from api.departments.repository import Kept
from api.departments.schemas import DepartmentSummary, DepartmentVersion, StoredDepartment
from api.errors import VersionConflictError
from api.storage.database import Database
from api.storage.versions import require_version
from models.department import Department


def put(
    database: Database, caller: Caller, document: Department, *, expected: int | None, why: str = ""
) -> tuple[StoredDepartment, bool]:
    """Keep a document as the next version, and whether it is the first one.

    `expected` is the version that the change was made from. A document that says the same as the one that is kept
    makes no new version.
    """
    caller.require_department(document.id)
    caller.require_every_area(f"The department {document.id!r}")
    with changing(database, actor=caller.id, why=why) as change:
        there = repository.version_of(change.session, document.id)
        if there is None and expected is not None:
            raise VersionConflictError(f"There is no department {document.id!r} yet.", "Leave out If-Match.")
        if there is not None:
            require_version(f"The department {document.id!r}", actual=there, expected=expected)
            before = repository.find(change.session, document.id)
            if before.document == document:
                change.idle = True
                (same,) = repository.versions(change.session, document.id, before=None, limit=1)
                return _stored(document, same), False
        made = _store(change, document, there)
    return _stored(document, made), there is None


def revise(
    database: Database,
    caller: Caller,
    department: str,
    edit: Callable[[Department], Department],
    *,
    expected: int | None,
    why: str = "",
) -> StoredDepartment:
    """Keep what `edit` makes of the newest document as the next version; an edit that changes nothing makes none.

    `expected` is the version that the change was made from. `edit` runs inside the change, so it may raise `InputError`
    but must not take long.
    """
    caller.require_department(department)
    caller.require_every_area(f"The department {department!r}")
    with changing(database, actor=caller.id, why=why) as change:
        kept = repository.find(change.session, department)
        require_version(f"The department {department!r}", actual=kept.version, expected=expected)
        before = kept.document
        document = edit(before)
        if document == before:
            change.idle = True
            (made,) = repository.versions(change.session, department, before=None, limit=1)
        else:
            made = _store(change, document, kept.version)
    return _stored(document, made)


def _store(change: Change, document: Department, there: int | None) -> DepartmentVersion:
    made = repository.store(change.session, document, at=change.at, by=change.actor)
    change.record(
        "department.stored", document.id, department=document.id,
        before=None if there is None else {"version": there},
        after={"version": made.version, "digest": made.digest},
    )  # fmt: skip
    return made


def get(database: Database, caller: Caller, department: str, version: int | None = None) -> Kept:
    """A department's document, the newest unless a version is named."""
    caller.require_department(department)
    with database.read() as session:
        return repository.find(session, department, version)


def summaries(database: Database, caller: Caller, *, after: str, limit: int) -> list[DepartmentSummary]:
    """The caller's departments."""
    with database.read() as session:
        return repository.summaries(session, after=after, limit=limit, known=caller.departments)


def versions(
    database: Database, caller: Caller, department: str, *, before: int | None, limit: int
) -> list[DepartmentVersion]:
    """A department's versions below `before`, newest first."""
    caller.require_department(department)
    with database.read() as session:
        repository.find(session, department)
        return repository.versions(session, department, before=before, limit=limit)


def _stored(document: Department, made: DepartmentVersion) -> StoredDepartment:
    return StoredDepartment(
        id=document.id, version=made.version, digest=made.digest, people=len(document.staff),
        start=document.horizon.start, days=document.horizon.days,
    )  # fmt: skip
