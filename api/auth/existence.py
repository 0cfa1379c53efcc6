"""Whether the person and the areas of a standing are there, as far as the department is."""

from sqlalchemy.orm import Session

from api.auth.standing import Standing
from api.departments import repository as departments
from models.errors import UnknownReferenceError


def require_existing(session: Session, standing: Standing, place: str) -> None:
    """Raise `UnknownReferenceError` for a person or an area that the department of a whole standing has not.

    A department that is not stored yet is no mistake: access may be arranged before it is.
    """
    if standing.departments is None or (standing.person is None and standing.areas is None):
        return
    (department,) = standing.departments
    if departments.version_of(session, department) is None:
        return
    document = departments.find(session, department).document
    if standing.person is not None and standing.person not in document.person_by_id:
        raise UnknownReferenceError.near(f"{place}.person", "staff", standing.person, document.person_by_id)
    for area in standing.areas or ():
        if area not in document.area_by_id:
            raise UnknownReferenceError.near(f"{place}.areas", "area", area, document.area_by_id)
