"""Alembic revisions of time off."""
