"""What the routes of departments give, beside the documents themselves."""

import datetime as dt

from pydantic import AwareDatetime

from models.base import Noun


class DepartmentSummary(Noun):
    """A department in a list."""

    id: str
    name: str
    version: int
    changed_at: AwareDatetime


class StoredDepartment(Noun):
    """What was stored of a document."""

    id: str
    version: int
    digest: str
    """SHA-256 of the document as it is kept."""
    people: int
    start: dt.date
    days: int


class DepartmentVersion(Noun):
    """One version in the history of a department."""

    version: int
    digest: str
    made_at: AwareDatetime
    made_by: str
