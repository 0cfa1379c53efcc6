"""Tables of users and their sessions."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.auth.tables import StandingColumns
from api.storage.base import Table


class UserRow(StandingColumns, Table):
    """Somebody who signs in."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """What the user signs in with, as `api.users.passwords.plain_name` writes it."""
    password_hash: Mapped[str | None]
    """Argon2id; absent for users who sign in elsewhere."""
    version: Mapped[int]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    disabled_at: Mapped[dt.datetime | None]


class UserSessionRow(Table):
    """One browser in which a user is signed in; of its secret only a hash is kept."""

    __tablename__ = "user_sessions"

    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    """When it was last used, to the minute."""
    expires_at: Mapped[dt.datetime]
    """When it ends however much it is used."""
