"""Tables of departments."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class DepartmentRow(Table):
    """A department and the version that it has now."""

    __tablename__ = "departments"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[int]
    changed_at: Mapped[dt.datetime]


class DepartmentVersionRow(Table):
    """One version of a department's document; never updated."""

    __tablename__ = "department_versions"

    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
