"""What people hold, taken from one version of a department into another."""

from typing import TypedDict

from models.credentials import CredentialKind
from models.department import Department
from models.staff import Person


class PapersFields(TypedDict):
    """Fields of a department that papers stand in."""

    credential_kinds: tuple[CredentialKind, ...]
    staff: tuple[Person, ...]


def papers_from(document: Department, department: Department) -> PapersFields:
    """The department's staff with the papers that `document` has of them, and the kinds of both.

    Whoever is not in that document keeps theirs.
    """
    codes = {kind.code for kind in department.credential_kinds}
    kinds = (kind for kind in document.credential_kinds if kind.code not in codes)
    return PapersFields(
        credential_kinds=(*department.credential_kinds, *kinds),
        staff=tuple(_with_papers(one, document.person_by_id.get(one.id)) for one in department.staff),
    )


def _with_papers(then: Person, now: Person | None) -> Person:
    return then if now is None else then.revised(credentials=now.credentials, competencies=now.competencies)
