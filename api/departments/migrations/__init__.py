"""Alembic revisions of departments."""
