"""Tables of keys."""

import datetime as dt

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class ApiKeyRow(Table):
    """A key: everything but the secret, of which only a hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    departments: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    person: Mapped[str | None]
    secret_hash: Mapped[str]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    expires: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
