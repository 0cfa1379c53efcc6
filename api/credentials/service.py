"""Reading and changing people's papers in a department that is kept, and what lapses of them."""

import datetime as dt

from api.auth.caller import Caller
from api.credentials.catalogue import with_kinds
from api.credentials.lapses import lapses
from api.credentials.review import review
from api.credentials.schemas import KeptPapers, Papers, RadarReading
from api.departments import service as departments
from api.departments.composition import composed
from api.departments.schemas import StoredDepartment
from api.errors import NotFoundError
from api.storage.database import Database
from models.department import Department


def get(database: Database, caller: Caller, department: str, person: str, version: int | None = None) -> KeptPapers:
    """The papers of one person, in the newest version unless another is named."""
    kept = departments.get(database, caller, department, version)
    document = kept.document
    _require(document, person)
    holder = document.person_by_id[person]
    return KeptPapers(
        department=department, person=person, version=kept.version, credentials=holder.credentials,
        competencies=holder.competencies,
    )  # fmt: skip


def put(
    database: Database, caller: Caller, department: str, person: str, papers: Papers, *, expected: int | None,
    why: str = "",
) -> StoredDepartment:  # fmt: skip
    """Put these papers in the place of all that somebody held; codes of the catalogue join the department's list.

    Raises `UnknownReferenceError` for a code that neither knows.
    """

    def changed(document: Department) -> Department:
        _require(document, person)
        codes = {one.code for one in papers.credentials} | {one.skill for one in papers.competencies}
        staff = tuple(
            one.model_copy(update={"credentials": papers.credentials, "competencies": papers.competencies})
            if one.id == person
            else one
            for one in document.staff
        )
        return with_kinds(document, codes).revised(staff=staff)

    return departments.revise(database, caller, department, changed, expected=expected, why=why)


def radar(database: Database, caller: Caller, department: str, until: dt.date | None) -> RadarReading:
    """What lapses up to a day, the horizon's last when absent; what that costs only two solves could tell."""
    caller.require_department(department)
    with database.read() as session:
        document, version = composed(session, department)
    last = document.horizon.end if until is None else until
    return RadarReading(
        department=department, version=version, until=last, lapses=lapses(document, last),
        findings=review(document, document.horizon.start, max(last, document.horizon.start)),
    )  # fmt: skip


def _require(document: Department, person: str) -> None:
    if person not in document.person_by_id:
        raise NotFoundError.of("person", person)
