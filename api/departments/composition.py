"""A department as a roster is made for it: the document that is kept, and what other features add to it."""

from typing import Protocol

from sqlalchemy.orm import Session

from api.departments import repository
from api.features import modules
from models.department import Department


class Contribution(Protocol):
    """What a feature adds (its module ``contribution``): time off that was approved since, say."""

    def __call__(self, session: Session, department: Department) -> Department:
        """The department with it."""


def composed(session: Session, department: str, version: int | None = None) -> tuple[Department, int]:
    """The department with all contributions, and the version of the document that it was made from."""
    kept = repository.find(session, department, version)
    document = kept.document
    for module in modules("contribution"):
        contribute: Contribution = module.contribute
        document = contribute(session, document)
    return document, kept.version
