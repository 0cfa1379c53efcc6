"""Admins by key and by sign-in: there is always one left."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.auth.rights import Role
from api.auth.tables import ApiKeyRow
from api.errors import ConflictError
from api.users.tables import UserRow


def require_another_admin(session: Session) -> None:
    """Raise `ConflictError` when only one key or user can still manage the others."""
    keys = select(func.count()).where(ApiKeyRow.role == Role.ADMIN, ApiKeyRow.revoked_at.is_(None))
    users = select(func.count()).where(UserRow.role == Role.ADMIN, UserRow.disabled_at.is_(None))
    if (session.scalar(keys) or 0) + (session.scalar(users) or 0) <= 1:
        raise ConflictError("This is the last admin's way in.", "Make another key or user first.")


def nobody_yet(session: Session) -> bool:
    """Whether there is neither a key nor a user."""
    return not any(session.scalar(select(func.count()).select_from(table)) for table in (ApiKeyRow, UserRow))
