"""The catalogue of credentials that the program ships."""

from collections.abc import Iterable
from functools import cache

from api.shipped import shipped
from models.catalogue import Catalogue
from models.department import Department

FILE = "packs/credentials.json"


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return Catalogue.model_validate_json(shipped(FILE))


def with_kinds(department: Department, codes: Iterable[str]) -> Department:
    """The department with these codes in its own list; those that it lacks come from the catalogue.

    Codes that the catalogue does not know are left to the department's own check of references.
    """
    listed = {kind.code for kind in department.credential_kinds}
    missing = sorted(set(codes) - listed)
    rows = catalogue().by_code
    added = tuple(rows[code].kind for code in missing if code in rows)
    return department.model_copy(update={"credential_kinds": department.credential_kinds + added})
